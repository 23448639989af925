#ifndef ATTUNE_CPOSIX_H
#define ATTUNE_CPOSIX_H

// POSIX under one name on Linux and macOS, with the few calls that Swift's overlays hide.
//
// Every function takes the folder it works in as a descriptor and a single name in it, never follows
// a symbolic link at that name, starts again after an interrupted call, and returns a negative errno
// where it fails, so that callers need no thread-local state.

#include <errno.h>
#include <stddef.h>
#include <stdint.h>

#include "CWatching.h"

// Results that callers tell from other failures.
static const int32_t attune_not_found = -ENOENT;
static const int32_t attune_already_there = -EEXIST;
static const int32_t attune_taken = -EWOULDBLOCK;

// What a name in a folder stands for.
enum attune_kind {
  ATTUNE_KIND_FILE = 0,
  ATTUNE_KIND_FOLDER = 1,
  ATTUNE_KIND_LINK = 2,
  ATTUNE_KIND_OTHER = 3,
};

// What is known of a file without reading it.
struct attune_stamp {
  int32_t kind;       // enum attune_kind
  int64_t size;       // bytes
  int64_t modified;   // nanoseconds since 1970, content
  int64_t changed;    // nanoseconds since 1970, content or attributes
  uint64_t inode;
  uint64_t device;
};

// A folder being listed.
typedef struct attune_listing attune_listing;

// Opens a folder by a path from the working directory, following links: for the folders a person
// names. Returns a descriptor.
int attune_open_root(const char *path);

// Opens a folder in a folder. Returns a descriptor.
int attune_open_folder(int folder, const char *name);

// Opens a file for reading; never waits, not even at a pipe. Returns a descriptor.
int attune_open_file(int folder, const char *name);

// Opens one of the system's own files for reading, following links. Returns a descriptor.
int attune_open_system_file(int folder, const char *name);

// Makes a new file, which must not exist, readable by everybody. Returns a descriptor.
int attune_create_file(int folder, const char *name);

// Makes a folder, or returns -EEXIST.
int attune_make_folder(int folder, const char *name);

// What a name stands for, links not followed.
int attune_stamp_at(int folder, const char *name, struct attune_stamp *stamp);

// What an open descriptor stands for.
int attune_stamp_of(int descriptor, struct attune_stamp *stamp);

// Reads up to `count` bytes. Returns the number read, 0 at the end.
ptrdiff_t attune_read(int descriptor, void *buffer, size_t count);

// Writes all of `count` bytes, however many calls it takes. Returns 0.
int attune_write(int descriptor, const void *buffer, size_t count);

// Gives something that was just made exactly these permissions, whatever the umask, and an owner where
// that is not negative, and says what it is then. Asks once, and changes only what is otherwise.
int attune_settle(int descriptor, uint32_t mode, int64_t owner, int64_t group,
                  struct attune_stamp *stamp);

// Closes what was written, and tells what some file systems only say then.
int attune_close_written(int descriptor);

// Whose the things made in a folder should be: -1 each, which is whoever makes them, unless root works
// in somebody's folder.
int attune_owner_of(int folder, int64_t *owner, int64_t *group);

// Which mounted file system a folder lies in; a rename never leaves it, not even for another mount of
// the same disk.
int attune_mount_of(int folder, uint64_t *mount);

// Whether names in a folder may be changed: 0, or why not.
int attune_may_change(int folder);

// Puts one name in the place of another, atomically.
int attune_rename(int from_folder, const char *from, int to_folder, const char *to);

// The same where nothing has the new name yet, or -EEXIST.
int attune_rename_new(int from_folder, const char *from, int to_folder, const char *to);

// Takes a file's name away.
int attune_remove_file(int folder, const char *name);

// Takes an empty folder away.
int attune_remove_folder(int folder, const char *name);

// Whether that failed because the folder is not empty, or no folder.
static inline int attune_is_in_use(int result) {
  return result == -ENOTEMPTY || result == -EEXIST || result == -ENOTDIR;
}

// Writes everything that the file system of a descriptor still holds back.
int attune_sync_file_system(int descriptor);

// Keeps a folder for this process until the descriptor is closed. Returns -EWOULDBLOCK when another
// process has it.
int attune_lock(int folder);

// Closes a descriptor.
void attune_close(int descriptor);

// Starts listing a folder; the descriptor stays the caller's. NULL on failure, with `*error` set.
attune_listing *attune_list(int folder, int *error);

// The next name, `NULL` at the end or on failure, with `*error` set; `.` and `..` are left out. The
// name lives until the next call.
const char *attune_next_name(attune_listing *listing, int *error);

// Ends a listing.
void attune_end_listing(attune_listing *listing);

// The system's words for an errno, copied into `buffer`.
void attune_describe(int error, char *buffer, size_t count);

// The time that a file changed now would get, in nanoseconds since 1970.
int64_t attune_file_time(void);

// Waits until a file changed now gets a later time than one changed before: a few milliseconds.
void attune_await_next_file_time(void);

// The number of processors that may run this process's threads, at least 1.
int attune_processor_count(void);

// From now on the first SIGINT, SIGTERM or SIGHUP is only noted, and a second one of the same kind ends
// the process. What the process was told to ignore, as by nohup, stays ignored.
void attune_note_signals(void);

// The signal that was noted first, or 0.
int attune_noted_signal(void);

// The path of the person's home folder, or NULL. Lives until the environment changes.
const char *attune_home(void);

// The absolute path of what a path leads to, without links. Returns its length.
ptrdiff_t attune_path_of(const char *path, char *buffer, size_t count);

#endif
