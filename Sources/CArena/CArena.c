#include "CArena.h"

#include <cmark.h>
#include <pthread.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#ifndef ATTUNE_SYSTEM_MEMORY

// A block is preceded by its size. Sizes are multiples of 16, which is what any type may need.
typedef struct header {
  size_t size;
  struct header *next_free;
} header;

typedef struct chunk {
  struct chunk *next;
  size_t size;
} chunk;

enum {
  alignment = 16,
  // Released blocks of up to this many bytes wait in a list of their size to be handed out again, so
  // that a long paragraph of stars does not pile up what libcmark has long given back.
  reused_size = 512,
  first_chunk = 64 << 10,
  largest_chunk = 4 << 20,
  // A chunk of up to this many bytes is kept for the thread's next tree: memory that goes back to the
  // system comes back page by page, each with a fault.
  kept_chunk = largest_chunk,
};

struct attune_arena {
  attune_arena *before;
  chunk *chunks;
  char *free_start;
  char *free_end;
  size_t next_chunk;
  header *released[reused_size / alignment + 1];
};

static _Thread_local attune_arena *current;

// The chunk that each thread keeps; a thread that ends frees its own.
static pthread_key_t kept;
static pthread_once_t kept_once = PTHREAD_ONCE_INIT;

static void make_kept(void) {
  if (pthread_key_create(&kept, free) != 0) abort();
}

static void *checked(void *memory) {
  if (!memory) abort();
  return memory;
}

static void use_chunk(attune_arena *arena, chunk *used) {
  used->next = arena->chunks;
  arena->chunks = used;
  arena->free_start = (char *)(used + 1);
  arena->free_end = arena->free_start + used->size;
}

attune_arena *attune_arena_open(void) {
  pthread_once(&kept_once, make_kept);
  attune_arena *arena = checked(calloc(1, sizeof *arena));
  arena->next_chunk = first_chunk;
  arena->before = current;
  current = arena;
  chunk *spare = pthread_getspecific(kept);
  if (spare) {
    pthread_setspecific(kept, NULL);
    arena->next_chunk = 2 * spare->size;
    use_chunk(arena, spare);
  }
  return arena;
}

void attune_arena_close(attune_arena *arena) { current = arena->before; }

void attune_arena_free(attune_arena *arena) {
  // The newest is the largest, unless a single block needed one for itself.
  chunk *spare = pthread_getspecific(kept);
  for (chunk *each = arena->chunks; each;) {
    chunk *next = each->next;
    if (!spare && each->size <= kept_chunk && pthread_setspecific(kept, each) == 0) {
      spare = each;
    } else {
      free(each);
    }
    each = next;
  }
  free(arena);
}

__attribute__((noinline, cold)) static void add_chunk(attune_arena *arena, size_t least) {
  size_t size = arena->next_chunk > least ? arena->next_chunk : least;
  if (arena->next_chunk < largest_chunk) arena->next_chunk *= 2;
  chunk *added = checked(malloc(sizeof(chunk) + size));
  added->size = size;
  use_chunk(arena, added);
}

// A block of at least `size` bytes, which hold anything.
static void *allocate(size_t size) {
  attune_arena *arena = current;
  if (!arena || size > SIZE_MAX / 2) abort();
  size = (size + alignment - 1) & ~(size_t)(alignment - 1);
  if (size == 0) size = alignment;
  if (size <= reused_size && arena->released[size / alignment]) {
    header *block = arena->released[size / alignment];
    arena->released[size / alignment] = block->next_free;
    return block + 1;
  }
  size_t whole = size + sizeof(header);
  if ((size_t)(arena->free_end - arena->free_start) < whole) add_chunk(arena, whole);
  header *block = (header *)arena->free_start;
  arena->free_start += whole;
  block->size = size;
  return block + 1;
}

static void arena_release(void *memory);

static void *arena_calloc(size_t count, size_t size) {
  if (size && count > SIZE_MAX / 2 / size) abort();
  return memset(allocate(count * size), 0, count * size);
}

static void *arena_realloc(void *memory, size_t size) {
  if (!memory) return allocate(size);
  header *block = (header *)memory - 1;
  if (size <= block->size) return memory;
  if (size > SIZE_MAX / 2) abort();
  // The last block grows where it stands, which is how libcmark's buffers fill.
  size_t whole = (size + alignment - 1) & ~(size_t)(alignment - 1);
  char *end = (char *)memory + block->size;
  if (current && end == current->free_start &&
      (size_t)(current->free_end - (char *)memory) >= whole) {
    current->free_start = (char *)memory + whole;
    block->size = whole;
    return memory;
  }
  void *moved = memcpy(allocate(size), memory, block->size);
  arena_release(memory);
  return moved;
}

static void arena_release(void *memory) {
  // Whatever is released behind a closed arena goes with the arena.
  if (!memory || !current) return;
  header *block = (header *)memory - 1;
  if ((char *)memory + block->size == current->free_start) {
    current->free_start = (char *)block;
  } else if (block->size <= reused_size) {
    block->next_free = current->released[block->size / alignment];
    current->released[block->size / alignment] = block;
  }
}

#else

// The same from the system, block by block, so that the address sanitizer sees each of them.
typedef struct header {
  struct header *before, *after;
  size_t size, unused;
} header;

struct attune_arena {
  attune_arena *before;
  header blocks;
};

static _Thread_local attune_arena *current;

static void *checked(void *memory) {
  if (!memory) abort();
  return memory;
}

attune_arena *attune_arena_open(void) {
  attune_arena *arena = checked(calloc(1, sizeof *arena));
  arena->blocks.before = arena->blocks.after = &arena->blocks;
  arena->before = current;
  current = arena;
  return arena;
}

void attune_arena_close(attune_arena *arena) { current = arena->before; }

static void release(header *block) {
  block->before->after = block->after;
  block->after->before = block->before;
  free(block);
}

void attune_arena_free(attune_arena *arena) {
  while (arena->blocks.after != &arena->blocks) release(arena->blocks.after);
  free(arena);
}

static void *arena_calloc(size_t count, size_t size) {
  if (!current || (size && count > SIZE_MAX / 2 / size)) abort();
  header *block = checked(calloc(1, sizeof(header) + count * size));
  block->size = count * size;
  block->before = &current->blocks;
  block->after = current->blocks.after;
  block->after->before = block;
  current->blocks.after = block;
  return block + 1;
}

static void *arena_realloc(void *memory, size_t size) {
  void *moved = arena_calloc(1, size);
  if (memory) {
    size_t old = ((header *)memory - 1)->size;
    memcpy(moved, memory, old < size ? old : size);
    release((header *)memory - 1);
  }
  return moved;
}

static void arena_release(void *memory) {
  if (memory) release((header *)memory - 1);
}

#endif

cmark_mem *attune_arena_functions(void) {
  // libcmark asks for a pointer to what may change, and changes nothing.
  static cmark_mem functions = {arena_calloc, arena_realloc, arena_release};
  return &functions;
}
