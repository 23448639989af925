#define _GNU_SOURCE
#include "CWatching.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

#ifdef __APPLE__
#include <CoreServices/CoreServices.h>
#include <dispatch/dispatch.h>
#include <sys/mount.h>
#include <sys/param.h>
#else
#include <sys/inotify.h>
#include <sys/vfs.h>
#endif

#ifdef __APPLE__

// FSEvents names folders, not files, and may join events; so it only says that something happened,
// through a pipe, and the tree is looked at.
static FSEventStreamRef stream;
static int pipe_ends[2] = {-1, -1};

static void tell(ConstFSEventStreamRef events, void *info, size_t count, void *paths,
                 const FSEventStreamEventFlags *flags, const FSEventStreamEventId *ids) {
  (void)events, (void)info, (void)count, (void)paths, (void)flags, (void)ids;
  ssize_t written = write(pipe_ends[1], "", 1);
  (void)written;  // A full pipe has said it already.
}

int attune_watch_begin(const char *root) {
  int result = attune_pipe(pipe_ends);
  if (result < 0) return result;
  CFStringRef path = CFStringCreateWithFileSystemRepresentation(NULL, root);
  CFArrayRef paths = CFArrayCreate(NULL, (const void **)&path, 1, &kCFTypeArrayCallBacks);
  stream = FSEventStreamCreate(
      NULL, tell, NULL, paths, kFSEventStreamEventIdSinceNow, 0.002,
      kFSEventStreamCreateFlagNoDefer | kFSEventStreamCreateFlagWatchRoot);
  CFRelease(paths);
  CFRelease(path);
  if (!stream) return -EIO;
  FSEventStreamSetDispatchQueue(stream, dispatch_queue_create("attune.watch", NULL));
  return FSEventStreamStart(stream) ? pipe_ends[0] : -EIO;
}

int attune_watch_folder(int descriptor, const char *path) {
  (void)descriptor, (void)path;
  return 0;
}

ptrdiff_t attune_watch_read(int descriptor, void *buffer, size_t count) {
  ssize_t result = read(descriptor, buffer, count);
  return result == -1 ? (errno == EAGAIN || errno == EINTR ? 0 : -errno) : result;
}

size_t attune_watch_event(const void *buffer, size_t offset, struct attune_event *event) {
  (void)buffer;
  event->watch = 0;
  event->happening = ATTUNE_UNKNOWN;
  event->name = NULL;
  return offset + 1;
}

void attune_watch_end(int descriptor) {
  if (stream) {
    FSEventStreamStop(stream);
    FSEventStreamInvalidate(stream);
    FSEventStreamRelease(stream);
    stream = NULL;
  }
  close(descriptor);
  close(pipe_ends[1]);
}

int attune_is_remote(const char *path) {
  struct statfs status;
  return statfs(path, &status) == 0 && !(status.f_flags & MNT_LOCAL);
}

#else

int attune_watch_begin(const char *root) {
  (void)root;
  int descriptor = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
  return descriptor == -1 ? -errno : descriptor;
}

int attune_watch_folder(int descriptor, const char *path) {
  int watch = inotify_add_watch(
      descriptor, path,
      IN_CLOSE_WRITE | IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO | IN_DELETE_SELF |
          IN_MOVE_SELF | IN_ONLYDIR | IN_DONT_FOLLOW | IN_EXCL_UNLINK);
  return watch == -1 ? -errno : watch;
}

ptrdiff_t attune_watch_read(int descriptor, void *buffer, size_t count) {
  ssize_t result = read(descriptor, buffer, count);
  return result == -1 ? (errno == EAGAIN || errno == EINTR ? 0 : -errno) : result;
}

size_t attune_watch_event(const void *buffer, size_t offset, struct attune_event *event) {
  // The system aligns events, so one may be looked at where it lies.
  const struct inotify_event *read =
      (const struct inotify_event *)((const char *)buffer + offset);
  uint32_t happening = 0;
  if (read->mask & (IN_CLOSE_WRITE | IN_MOVED_TO)) happening |= ATTUNE_WRITTEN;
  if (read->mask & (IN_DELETE | IN_MOVED_FROM)) happening |= ATTUNE_GONE;
  if (read->mask & IN_CREATE) happening |= ATTUNE_MADE;
  if (read->mask & IN_ISDIR) happening |= ATTUNE_FOLDER;
  if (read->mask & (IN_DELETE_SELF | IN_MOVE_SELF | IN_IGNORED)) happening |= ATTUNE_SELF;
  if (read->mask & (IN_Q_OVERFLOW | IN_UNMOUNT)) happening |= ATTUNE_UNKNOWN;
  event->watch = read->wd;
  event->happening = happening;
  event->name = read->len > 0 ? read->name : NULL;
  return offset + sizeof *read + read->len;
}

void attune_watch_end(int descriptor) { close(descriptor); }

int attune_is_remote(const char *path) {
  struct statfs status;
  if (statfs(path, &status) == -1) return 0;
  switch ((uint32_t)status.f_type) {
    case 0x00006969:  // NFS
    case 0x0000517B:  // SMB
    case 0xFF534D42:  // CIFS
    case 0xFE534D42:  // SMB2
    case 0x65735546:  // FUSE: sshfs, and folders that a container has from the system around it
    case 0x01021997:  // 9P: WSL, virtual machines
    case 0x00C36400:  // Ceph
    case 0x5346414F:  // AFS
    case 0x786F4256:  // VirtualBox
    case 0x7C7C6673:  // Parallels
    case 0xBACBACBC:  // VMware
      return 1;
    default: return 0;
  }
}

#endif

int attune_readable(int descriptor) {
  int count = 0;
  return ioctl(descriptor, FIONREAD, &count) == -1 ? 0 : count;
}

int attune_wait_for(int first, int second, int milliseconds) {
  struct pollfd waiting[2] = {{first, POLLIN, 0}, {second, POLLIN, 0}};
  return poll(waiting, 2, milliseconds) > 0;
}

int attune_pipe(int ends[2]) {
  if (pipe(ends) == -1) return -errno;
  for (int end = 0; end < 2; end++) {
    fcntl(ends[end], F_SETFD, FD_CLOEXEC);
    fcntl(ends[end], F_SETFL, O_NONBLOCK);
  }
  return 0;
}

int64_t attune_clock(void) {
  struct timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  return now.tv_sec;
}

void attune_allow_many_files(void) {
  struct rlimit limit;
  if (getrlimit(RLIMIT_NOFILE, &limit) == -1) return;
  rlim_t wanted = limit.rlim_max < 8192 ? limit.rlim_max : 8192;
  if (limit.rlim_cur >= wanted) return;
  limit.rlim_cur = wanted;
  setrlimit(RLIMIT_NOFILE, &limit);
}
