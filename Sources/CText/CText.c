#include "CText.h"

#include <string.h>

// With AVX2 each step says where its result goes, and a third of the instructions is not needed. The program
// runs anywhere: which of the two it takes is decided when it starts.
#if defined(__x86_64__) && defined(__GLIBC__) && !defined(ATTUNE_FUZZ)
#define FOR_EACH_PROCESSOR __attribute__((target_clones("avx2", "default")))
#else
#define FOR_EACH_PROCESSOR
#endif

// Clang's vectors are the same on every processor; where one has no such registers they are taken apart.
typedef uint8_t bytes16 __attribute__((ext_vector_type(16)));
typedef char mask16 __attribute__((ext_vector_type(16)));
typedef _Bool bits16 __attribute__((ext_vector_type(16)));

// A bit for each byte of a comparison's result, the first byte's lowest.
static inline uint32_t bits(mask16 mask) {
  bits16 bits = __builtin_convertvector(mask, bits16);
  uint16_t result;
  memcpy(&result, &bits, sizeof result);
  return result;
}

static inline mask16 is(bytes16 bytes, uint8_t byte) { return bytes == byte; }

// Up to sixteen bytes; what is missing is zero.
static inline bytes16 load(const uint8_t *bytes, size_t count) {
  bytes16 result = 0;
  if (count >= 16) {
    memcpy(&result, bytes, 16);
  } else {
    memcpy(&result, bytes, count);
  }
  return result;
}

// Each byte's successor; the last one's is zero.
static inline bytes16 successors(bytes16 bytes) {
  bytes16 none = 0;
  return __builtin_shufflevector(bytes, none, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16);
}

FOR_EACH_PROCESSOR size_t attune_prose_end(const uint8_t *bytes, size_t size, size_t start, size_t end,
                        struct attune_prose *prose) {
  uint32_t is_in_word = prose->is_in_word, spaces = 0;
  size_t at = start;
  while (at < end) {
    // At the end of the text the last sixteen bytes are looked at again, and those before `at` skipped.
    bytes16 text, next;
    uint32_t skipped = 0;
    if (at + 17 <= size) {
      text = load(bytes + at, 16);
      next = load(bytes + at + 1, 16);
    } else if (size >= 16) {
      text = load(bytes + size - 16, 16);
      next = successors(text);
      skipped = (uint32_t)(at - (size - 16));
    } else {
      text = load(bytes + at, size - at);
      next = successors(text);
    }
    size_t count = end - at < 16 - skipped ? end - at : 16 - skipped;
    mask16 space = is(text, ' ') | (mask16)(text - 9 < 5);
    mask16 letter = (mask16)((text | 0x20) - 'a' < 26) | (mask16)(text - '0' < 10) |
                    ((mask16)(text >= 0xC3) & (mask16)(text != 0xE2));
    mask16 twice = (is(text, '-') | is(text, '.') | is(text, '~')) & (mask16)(text == next);
    mask16 opening = (is(text, '[') & (is(next, '^') | is(next, '@'))) |
                     (is(text, ':') & is(next, '/'));
    mask16 special = is(text, '&') | is(text, '<') | is(text, '>') | is(text, '"') |
                     is(text, '\'') | twice | opening | ((mask16)(text < 0x20) & ~space);
    uint32_t all = (1u << count) - 1;
    uint32_t stops = bits(special) >> skipped & all;
    uint32_t length = stops ? (uint32_t)__builtin_ctz(stops) : (uint32_t)count;
    uint32_t taken = (1u << length) - 1;
    uint32_t letters = bits(letter) >> skipped & taken, gaps = bits(space) >> skipped & taken;
    spaces |= gaps;
    // A letter puts a byte's successor into a word, white space takes it out, and all else leaves it as
    // it is: what an adder does with its carries.
    uint32_t keeps = taken & ~gaps;
    uint32_t before = (letters + keeps + is_in_word) ^ letters ^ keeps;
    prose->words += (size_t)__builtin_popcount(letters & ~before);
    is_in_word = before >> length & 1;
    at += length;
    if (stops) break;
  }
  prose->is_in_word = is_in_word;
  prose->has_space = spaces != 0;
  return at;
}

FOR_EACH_PROCESSOR bool attune_is_written(const uint8_t *text, const uint8_t *source, size_t count) {
  for (size_t at = 0; at < count; at += 16) {
    size_t part = count - at < 16 ? count - at : 16;
    bytes16 ours = load(text + at, part);
    mask16 wrong = (mask16)(ours != load(source + at, part)) | is(ours, '\\') | is(ours, '&');
    if (bits(wrong)) return false;
  }
  return true;
}

FOR_EACH_PROCESSOR size_t attune_markup_position(const uint8_t *bytes, size_t start, size_t end) {
  for (size_t at = start; at < end; at += 16) {
    size_t count = end - at < 16 ? end - at : 16;
    bytes16 text = load(bytes + at, count);
    uint32_t found = bits(is(text, '&') | is(text, '<') | is(text, '>') | is(text, '"') |
                          is(text, '\''));
    if (found) return at + (size_t)__builtin_ctz(found);
  }
  return end;
}
