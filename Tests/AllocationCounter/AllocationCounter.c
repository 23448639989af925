#include "AllocationCounter.h"

#include <stddef.h>

static _Thread_local uint64_t allocations;

#ifdef __GLIBC__

// What the C library calls its own `malloc`, so that a program may have another one.
extern void *__libc_malloc(size_t size);

// Every library of the process asks this one, as the program's own names come first.
void *malloc(size_t size) {
  allocations += 1;
  return __libc_malloc(size);
}

#endif

uint64_t attune_allocations(void) { return allocations; }
