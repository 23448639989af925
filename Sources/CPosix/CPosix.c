#define _GNU_SOURCE
#include "CPosix.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#ifdef __linux__
#include <sched.h>
#endif
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
    // A disk that takes nothing and names no reason would be asked for ever.
    if (result == 0) return -EIO;
    rest += result;
    count -= (size_t)result;
  }
  return 0;
}

int attune_settle(int descriptor, uint32_t mode, int64_t owner, int64_t group,
                  struct attune_stamp *stamp) {
  struct stat status;
  if (fstat(descriptor, &status) == -1) return -errno;
  int changed = 0;
  // Not every user may give files away, and a file that stays root's can still be read by everybody.
  if (owner >= 0 && (status.st_uid != (uid_t)owner || status.st_gid != (gid_t)group)) {
    if (fchown(descriptor, (uid_t)owner, (gid_t)group) == -1 && errno != EPERM) return -errno;
    changed = 1;
  }
  if ((status.st_mode & 0777) != mode) {
    // Some file systems have no permissions to give.
    if (fchmod(descriptor, (status.st_mode & 07000) | mode) == -1 && errno != EPERM) return -errno;
    changed = 1;
  }
  if (changed && fstat(descriptor, &status) == -1) return -errno;
  fill(stamp, &status);
  return 0;
}

int attune_close_written(int descriptor) {
  // After an interrupted close the descriptor is gone; closing it again could close another's.
  return close(descriptor) == -1 && errno != EINTR ? -errno : 0;
}

int attune_owner_of(int folder, int64_t *owner, int64_t *group) {
  struct stat status;
  *owner = *group = -1;
  if (geteuid() != 0) return 0;
  if (fstat(folder, &status) == -1) return -errno;
  if (status.st_uid == 0) return 0;
  *owner = status.st_uid;
  *group = status.st_gid;
  return 0;
}

int attune_mount_of(int folder, uint64_t *mount) {
#if defined(__linux__) && defined(STATX_MNT_ID)
  struct statx extended;
  if (statx(folder, "", AT_EMPTY_PATH, STATX_MNT_ID, &extended) == 0) {
    if (extended.stx_mask & STATX_MNT_ID) {
      *mount = extended.stx_mnt_id;
      return 0;
    }
  } else if (errno != ENOSYS) {
    return -errno;
  }
#endif
  struct stat status;
  if (fstat(folder, &status) == -1) return -errno;
  *mount = (uint64_t)status.st_dev;
  return 0;
}

int attune_may_change(int folder) {
  return faccessat(folder, ".", W_OK | X_OK, AT_EACCESS) == -1 ? -errno : 0;
}

int attune_rename(int from_folder, const char *from, int to_folder, const char *to) {
  return renameat(from_folder, from, to_folder, to) == -1 ? -errno : 0;
}

int attune_rename_new(int from_folder, const char *from, int to_folder, const char *to) {
  int result;
#ifdef __APPLE__
  result = renameatx_np(from_folder, from, to_folder, to, RENAME_EXCL);
#else
  result = renameat2(from_folder, from, to_folder, to, RENAME_NOREPLACE);
#endif
  if (result == 0) return 0;
  if (errno != EINVAL && errno != ENOTSUP && errno != ENOSYS) return -errno;
  // A file system that cannot do it in one step: look first.
  struct stat status;
  if (fstatat(to_folder, to, &status, AT_SYMLINK_NOFOLLOW) == 0) return -EEXIST;
  return attune_rename(from_folder, from, to_folder, to);
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

void attune_await_next_file_time(void) {
  const struct timespec pause = {.tv_nsec = 200000};
  // Since Linux 6.13 a file whose time was asked for gets an exact one with its next change, ahead of the
  // coarse clock that the others get theirs from: that clock must have come past the exact one.
  struct timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  int64_t start = (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
  // A clock that is set back meanwhile must not be waited for.
  for (int turn = 0; turn < 100 && attune_file_time() <= start; turn++) nanosleep(&pause, NULL);
}

int attune_processor_count(void) {
#ifdef __linux__
  cpu_set_t allowed;
  if (sched_getaffinity(0, sizeof allowed, &allowed) == 0) {
    int count = CPU_COUNT(&allowed);
    return count < 1 ? 1 : count > 256 ? 256 : count;
  }
#endif
  long count = sysconf(_SC_NPROCESSORS_ONLN);
  return count < 1 ? 1 : count > 256 ? 256 : (int)count;
}

static volatile sig_atomic_t noted_signal;

static void note_signal(int number) {
  if (noted_signal == 0) noted_signal = number;
}

void attune_note_signals(void) {
  static const int numbers[] = {SIGINT, SIGTERM, SIGHUP};
  sigset_t wanted;
  sigemptyset(&wanted);
  for (size_t index = 0; index < sizeof numbers / sizeof *numbers; index++) {
    struct sigaction action = {.sa_handler = note_signal, .sa_flags = SA_RESTART | SA_RESETHAND};
    struct sigaction last;
    sigemptyset(&action.sa_mask);
    if (sigaction(numbers[index], NULL, &last) == 0 && last.sa_handler != SIG_IGN) {
      sigaction(numbers[index], &action, NULL);
    }
    sigaddset(&wanted, numbers[index]);
  }
  // A program that starts others from a thread of its own hands on what that thread does not listen to.
  pthread_sigmask(SIG_UNBLOCK, &wanted, NULL);
}

int attune_noted_signal(void) { return noted_signal; }

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
