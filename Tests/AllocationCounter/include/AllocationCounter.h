#ifndef ATTUNE_ALLOCATION_COUNTER_H
#define ATTUNE_ALLOCATION_COUNTER_H

// Counts pieces of memory: a number that does not depend on how busy the machine is.

#include <stdint.h>

// How many pieces of memory this thread has asked for; always 0 where that cannot be known.
uint64_t attune_allocations(void);

#endif
