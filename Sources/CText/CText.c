#include "CText.h"

#include <string.h>

// With AVX2 each step says where its result goes, and a quarter of the instructions is not needed. The program
// runs anywhere: which of the two it takes is decided when it starts.
#if defined(__x86_64__) && defined(__GLIBC__)
#define FOR_EACH_PROCESSOR __attribute__((target_clones("avx2", "default")))
#else
#define FOR_EACH_PROCESSOR
#endif

// Clang's vectors are the same on every processor; where one has no such registers they are taken apart.
typedef uint8_t bytes32 __attribute__((ext_vector_type(32)));
typedef char mask32 __attribute__((ext_vector_type(32)));
typedef _Bool bits32 __attribute__((ext_vector_type(32)));

enum { WIDTH = 32 };

// Vectors are handed over where they are: how they are passed would depend on the processor.

// A bit for each byte of a comparison's result, the first byte's lowest.
static inline uint32_t bits(const mask32 *mask) {
  bits32 bits = __builtin_convertvector(*mask, bits32);
  uint32_t result;
  memcpy(&result, &bits, sizeof result);
  return result;
}

#define is(bytes, byte) ((mask32)((bytes) == (uint8_t)(byte)))

// Up to so many bytes as are looked at together; what is missing is zero.
static inline void load(bytes32 *result, const uint8_t *bytes, size_t count) {
  if (count >= WIDTH) {
    memcpy(result, bytes, WIDTH);
  } else {
    *result = 0;
    memcpy(result, bytes, count);
  }
}

FOR_EACH_PROCESSOR size_t attune_prose_end(const uint8_t *bytes, size_t size, size_t start, size_t end,
                        struct attune_prose *prose) {
  // Twice as wide as what is looked at together, so that what is carried over has a place.
  uint64_t is_in_word = prose->is_in_word, spaces = 0;
  size_t at = start;
  while (at < end) {
    // At the end of the text the last bytes are looked at again, and those before `at` skipped.
    bytes32 text, next;
    uint32_t skipped = 0;
    if (at + WIDTH + 1 <= size) {
      load(&text, bytes + at, WIDTH);
      load(&next, bytes + at + 1, WIDTH);
    } else if (size > WIDTH) {
      load(&text, bytes + size - WIDTH, WIDTH);
      load(&next, bytes + size - WIDTH + 1, WIDTH - 1);
      skipped = (uint32_t)(at - (size - WIDTH));
    } else {
      load(&text, bytes + at, size - at);
      load(&next, bytes + at + 1, size - at - 1);
    }
    size_t count = end - at < WIDTH - skipped ? end - at : WIDTH - skipped;
    mask32 space = is(text, ' ') | (mask32)(text - 9 < 5);
    mask32 letter = (mask32)((text | 0x20) - 'a' < 26) | (mask32)(text - '0' < 10) |
                    ((mask32)(text >= 0xC3) & (mask32)(text != 0xE2));
    mask32 twice = (is(text, '-') | is(text, '.') | is(text, '~')) & (mask32)(text == next);
    mask32 opening = (is(text, '[') & (is(next, '^') | is(next, '@'))) |
                     (is(text, ':') & is(next, '/'));
    mask32 special = is(text, '&') | is(text, '<') | is(text, '>') | is(text, '"') |
                     is(text, '\'') | twice | opening | ((mask32)(text < 0x20) & ~space);
    uint64_t all = ((uint64_t)1 << count) - 1;
    uint64_t stops = bits(&special) >> skipped & all;
    uint32_t length = stops ? (uint32_t)__builtin_ctzll(stops) : (uint32_t)count;
    uint64_t taken = ((uint64_t)1 << length) - 1;
    uint64_t letters = bits(&letter) >> skipped & taken, gaps = bits(&space) >> skipped & taken;
    spaces |= gaps;
    // A letter puts a byte's successor into a word, white space takes it out, and all else leaves it as
    // it is: what an adder does with its carries.
    uint64_t keeps = taken & ~gaps;
    uint64_t before = (letters + keeps + is_in_word) ^ letters ^ keeps;
    prose->words += (size_t)__builtin_popcountll(letters & ~before);
    is_in_word = before >> length & 1;
    at += length;
    if (stops) break;
  }
  prose->is_in_word = (uint32_t)is_in_word;
  prose->has_space = spaces != 0;
  return at;
}

FOR_EACH_PROCESSOR bool attune_is_written(const uint8_t *text, const uint8_t *source, size_t count) {
  for (size_t at = 0; at < count; at += WIDTH) {
    size_t part = count - at < WIDTH ? count - at : WIDTH;
    bytes32 ours, theirs;
    load(&ours, text + at, part);
    load(&theirs, source + at, part);
    mask32 wrong = (mask32)(ours != theirs) | is(ours, '\\') | is(ours, '&');
    if (bits(&wrong)) return false;
  }
  return true;
}

FOR_EACH_PROCESSOR size_t attune_markup_position(const uint8_t *bytes, size_t start, size_t end) {
  for (size_t at = start; at < end; at += WIDTH) {
    size_t count = end - at < WIDTH ? end - at : WIDTH;
    bytes32 text;
    load(&text, bytes + at, count);
    mask32 markup = is(text, '&') | is(text, '<') | is(text, '>') | is(text, '"') | is(text, '\'');
    uint32_t found = bits(&markup);
    if (found) return at + (size_t)__builtin_ctz(found);
  }
  return end;
}
