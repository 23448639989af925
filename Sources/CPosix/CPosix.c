#define _GNU_SOURCE
#include "CPosix.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

// Runs a call again for as long as a signal interrupts it.
#define AGAIN(result, call)                 \
  do {                                      \
    (result) = (call);                      \
  } while ((result) == -1 && errno == EINTR)

static int open_at(int folder, const char *name, int flags, mode_t mode) {
  int descriptor;
  AGAIN(descriptor, openat(folder, name, flags | O_CLOEXEC, mode));
  return descriptor == -1 ? -errno : descriptor;
}

int attune_open_root(const char *path) {
  return open_at(AT_FDCWD, path, O_RDONLY | O_DIRECTORY, 0);
}

int attune_open_folder(int folder, const char *name) {
  return open_at(folder, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW, 0);
}

int attune_open_file(int folder, const char *name) {
  return open_at(folder, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK, 0);
}

int attune_open_system_file(int folder, const char *name) {
  return open_at(folder, name, O_RDONLY | O_NONBLOCK, 0);
}

int attune_create_file(int folder, const char *name) {
  return open_at(folder, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, 0644);
}

int attune_make_folder(int folder, const char *name) {
  return mkdirat(folder, name, 0755) == -1 ? -errno : 0;
}

static void fill(struct attune_stamp *stamp, const struct stat *status) {
  if (S_ISREG(status->st_mode)) {
    stamp->kind = ATTUNE_KIND_FILE;
  } else if (S_ISDIR(status->st_mode)) {
    stamp->kind = ATTUNE_KIND_FOLDER;
  } else if (S_ISLNK(status->st_mode)) {
    stamp->kind = ATTUNE_KIND_LINK;
  } else {
    stamp->kind = ATTUNE_KIND_OTHER;
  }
  stamp->size = status->st_size;
  stamp->inode = status->st_ino;
  stamp->device = (uint64_t)status->st_dev;
#ifdef __APPLE__
  const struct timespec *modified = &status->st_mtimespec, *changed = &status->st_ctimespec;
#else
  const struct timespec *modified = &status->st_mtim, *changed = &status->st_ctim;
#endif
  stamp->modified = (int64_t)modified->tv_sec * 1000000000 + modified->tv_nsec;
  stamp->changed = (int64_t)changed->tv_sec * 1000000000 + changed->tv_nsec;
}

int attune_stamp_at(int folder, const char *name, struct attune_stamp *stamp) {
  struct stat status;
  if (fstatat(folder, name, &status, AT_SYMLINK_NOFOLLOW) == -1) return -errno;
  fill(stamp, &status);
  return 0;
}

int attune_stamp_of(int descriptor, struct attune_stamp *stamp) {
  struct stat status;
  if (fstat(descriptor, &status) == -1) return -errno;
  fill(stamp, &status);
  return 0;
}

ptrdiff_t attune_read(int descriptor, void *buffer, size_t count) {
  ssize_t result;
  AGAIN(result, read(descriptor, buffer, count));
  return result == -1 ? -errno : result;
}

int attune_write(int descriptor, const void *buffer, size_t count) {
  const char *rest = buffer;
  while (count > 0) {
    ssize_t result;
    AGAIN(result, write(descriptor, rest, count));
    if (result == -1) return -errno;
    rest += result;
    count -= (size_t)result;
  }
  return 0;
}

int attune_rename(int from_folder, const char *from, int to_folder, const char *to) {
  return renameat(from_folder, from, to_folder, to) == -1 ? -errno : 0;
}

int attune_remove_file(int folder, const char *name) {
  return unlinkat(folder, name, 0) == -1 ? -errno : 0;
}

int attune_remove_folder(int folder, const char *name) {
  return unlinkat(folder, name, AT_REMOVEDIR) == -1 ? -errno : 0;
}

int attune_sync_file_system(int descriptor) {
#ifdef __APPLE__
  // macOS has no syncfs; a full flush of one descriptor flushes the drive behind it.
  return fcntl(descriptor, F_FULLFSYNC) == -1 ? -errno : 0;
#else
  return syncfs(descriptor) == -1 ? -errno : 0;
#endif
}

int attune_lock(int folder) {
  int result;
  AGAIN(result, flock(folder, LOCK_EX | LOCK_NB));
  return result == -1 ? -errno : 0;
}

void attune_close(int descriptor) { close(descriptor); }

struct attune_listing {
  DIR *stream;
};

attune_listing *attune_list(int folder, int *error) {
  // A stream owns its descriptor and shares the position with copies of it: open the folder anew.
  int descriptor = open_at(folder, ".", O_RDONLY | O_DIRECTORY, 0);
  if (descriptor < 0) {
    *error = -descriptor;
    return NULL;
  }
  attune_listing *listing = malloc(sizeof *listing);
  DIR *stream = listing ? fdopendir(descriptor) : NULL;
  if (!stream) {
    *error = listing ? errno : ENOMEM;
    close(descriptor);
    free(listing);
    return NULL;
  }
  listing->stream = stream;
  *error = 0;
  return listing;
}

const char *attune_next_name(attune_listing *listing, int *error) {
  for (;;) {
    errno = 0;
    struct dirent *entry = readdir(listing->stream);
    if (!entry) {
      *error = errno;
      return NULL;
    }
    if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0) {
      *error = 0;
      return entry->d_name;
    }
  }
}

void attune_end_listing(attune_listing *listing) {
  closedir(listing->stream);
  free(listing);
}

int64_t attune_file_time(void) {
  struct timespec time;
#ifdef CLOCK_REALTIME_COARSE
  // The clock that Linux itself takes the times of files from.
  clock_gettime(CLOCK_REALTIME_COARSE, &time);
#else
  clock_gettime(CLOCK_REALTIME, &time);
#endif
  return (int64_t)time.tv_sec * 1000000000 + time.tv_nsec;
}

int attune_processor_count(void) {
  long count = sysconf(_SC_NPROCESSORS_ONLN);
  return count < 1 ? 1 : count > 256 ? 256 : (int)count;
}

const char *attune_home(void) { return getenv("HOME"); }

void attune_describe(int error, char *buffer, size_t count) {
#ifdef __APPLE__
  strerror_r(error, buffer, count);
#else
  // GNU's form may return words of its own and leave the buffer alone.
  const char *words = strerror_r(error, buffer, count);
  if (words != buffer) snprintf(buffer, count, "%s", words);
#endif
}

ptrdiff_t attune_path_of(const char *path, char *buffer, size_t count) {
  char *resolved = realpath(path, NULL);
  if (!resolved) return -errno;
  size_t length = strlen(resolved);
  if (length >= count) {
    free(resolved);
    return -ENAMETOOLONG;
  }
  memcpy(buffer, resolved, length + 1);
  free(resolved);
  return (ptrdiff_t)length;
}
