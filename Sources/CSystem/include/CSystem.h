#ifndef ATTUNE_CSYSTEM_H
#define ATTUNE_CSYSTEM_H

// POSIX under one name on Linux and macOS, and the few calls that the Swift overlay hides.

// Writes everything that the file system of `fd` still holds back. Returns 0, or -1 with errno.
int attune_sync_file_system(int fd);

#endif
