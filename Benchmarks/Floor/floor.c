// The floor under every generator that uses libcmark: read each Markdown file, convert it, write the
// HTML; two threads, no front matter, no templates, no links, nothing else. `Scripts/bench-peers` builds
// it and measures attune against it.
//
//   floor FOLDER OUTPUT

#include <cmark.h>
#include <dirent.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { THREADS = 2, PATH_SIZE = 4096 };

static char **names;
static size_t count;
static atomic_size_t next_name;
static const char *source, *target;

static void fail(const char *path) {
  perror(path);
  exit(2);
}

static void convert(const char *name) {
  char path[PATH_SIZE];
  struct stat status;
  snprintf(path, sizeof path, "%s/%s", source, name);
  int file = open(path, O_RDONLY);
  if (file == -1 || fstat(file, &status) == -1) fail(path);
  char *text = malloc((size_t)status.st_size + 1);
  ssize_t length = read(file, text, (size_t)status.st_size);
  if (length == -1) fail(path);
  close(file);
  char *html = cmark_markdown_to_html(text, (size_t)length, CMARK_OPT_DEFAULT);
  snprintf(path, sizeof path, "%s/%s.html", target, name);
  file = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0644);
  size_t size = strlen(html);
  if (file == -1 || write(file, html, size) != (ssize_t)size) fail(path);
  close(file);
  free(html);
  free(text);
}

static void *work(void *unused) {
  for (;;) {
    size_t index = atomic_fetch_add(&next_name, 1);
    if (index >= count) return unused;
    convert(names[index]);
  }
}

int main(int argument_count, char **arguments) {
  if (argument_count != 3) {
    fprintf(stderr, "usage: floor FOLDER OUTPUT\n");
    return 64;
  }
  source = arguments[1];
  target = arguments[2];
  mkdir(target, 0755);
  DIR *folder = opendir(source);
  if (folder == NULL) fail(source);
  size_t room = 0;
  for (struct dirent *entry; (entry = readdir(folder)) != NULL;) {
    size_t length = strlen(entry->d_name);
    if (length < 4 || strcmp(entry->d_name + length - 3, ".md") != 0) continue;
    if (count == room) names = realloc(names, (room = room * 2 + 64) * sizeof *names);
    names[count++] = strdup(entry->d_name);
  }
  closedir(folder);
  pthread_t threads[THREADS];
  for (int index = 0; index < THREADS; index++) pthread_create(&threads[index], NULL, work, NULL);
  for (int index = 0; index < THREADS; index++) pthread_join(threads[index], NULL);
  return 0;
}
