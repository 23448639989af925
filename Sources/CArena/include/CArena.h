#ifndef ATTUNE_CARENA_H
#define ATTUNE_CARENA_H

// Memory for one tree of libcmark: handed out in a row and given back all at once.
//
// A text of 6 KB makes some thousand nodes and strings, and libcmark asks for each and frees each;
// that took a third of the time of a parse. libcmark's allocator functions get no pointer of their
// caller's, so the arena that is being filled is remembered for each thread. Arenas may be nested; each
// is closed by the thread that opened it, the last opened first.

#include <stddef.h>

typedef struct attune_arena attune_arena;

// Opens an arena, from which this thread's next allocations come.
attune_arena *attune_arena_open(void);

// Lets this thread's allocations come from the arena before; what the arena holds stays.
void attune_arena_close(attune_arena *arena);

// Frees everything that an arena ever gave; it must have been closed.
void attune_arena_free(attune_arena *arena);

// What libcmark allocates with to fill the open arena. Its functions end the process where there is no
// memory left, as libcmark's own do: its callers do not look.
struct cmark_mem *attune_arena_functions(void);

#endif
