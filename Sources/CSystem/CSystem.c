#define _GNU_SOURCE
#include "CSystem.h"

#include <fcntl.h>
#include <unistd.h>

int attune_sync_file_system(int fd) {
#ifdef __APPLE__
  // macOS has no syncfs; a full flush of one descriptor flushes the drive behind it.
  return fcntl(fd, F_FULLFSYNC) == -1 ? -1 : 0;
#else
  return syncfs(fd);
#endif
}
