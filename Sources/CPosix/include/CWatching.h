#ifndef ATTUNE_CWATCHING_H
#define ATTUNE_CWATCHING_H

// Being told when files change: inotify on Linux, FSEvents on macOS.

#include <stddef.h>
#include <stdint.h>

// What happened to a name in a watched folder; several at a time.
enum attune_happening {
  // A file has its new content: it was closed after writing, or moved here.
  ATTUNE_WRITTEN = 1,
  // A name was taken away, or moved elsewhere.
  ATTUNE_GONE = 2,
  // A name appeared, perhaps of a file that is still being written.
  ATTUNE_MADE = 4,
  // The name is a folder's.
  ATTUNE_FOLDER = 8,
  // The watched folder itself is gone or elsewhere.
  ATTUNE_SELF = 16,
  // Something happened and nobody knows what: events were lost, or the system never says.
  ATTUNE_UNKNOWN = 32,
};

// One event. The name lives as long as the buffer it was read into.
struct attune_event {
  int watch;
  uint32_t happening;  // enum attune_happening
  const char *name;    // NULL when the watched folder itself is meant
};

// Begins to watch. On macOS everything below `root` is watched at once. Returns a descriptor that can
// be waited for, or a negative errno.
int attune_watch_begin(const char *root);

// Watches a folder, by a path that is not followed when its last name is a link. Returns the watch's
// number, which is the same for the same folder, or a negative errno. 0 where all is watched at once.
int attune_watch_folder(int descriptor, const char *path);

// Reads what happened, without waiting. Returns the number of bytes, 0 when there is nothing.
ptrdiff_t attune_watch_read(int descriptor, void *buffer, size_t count);

// The event at an offset of a buffer. Returns the offset of the next one.
size_t attune_watch_event(const void *buffer, size_t offset, struct attune_event *event);

// Ends watching.
void attune_watch_end(int descriptor);

// How many bytes can be read from a descriptor without waiting.
int attune_readable(int descriptor);

// Waits until one of two descriptors can be read, or a time is over; -1 stands for no descriptor.
// Returns whether one can be.
int attune_wait_for(int first, int second, int milliseconds);

// Two ends of a pipe: what is written to the second is read from the first. Returns 0.
int attune_pipe(int ends[2]);

// Whether changes to the files of a folder may be made where no event is seen: on another machine, or
// on the other side of a container.
int attune_is_remote(const char *path);

// Seconds since 1970.
int64_t attune_clock(void);

// Lets the process have as many files open as the system allows it, 8,192 at most.
void attune_allow_many_files(void);

#endif
