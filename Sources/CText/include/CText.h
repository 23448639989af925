#ifndef ATTUNE_CTEXT_H
#define ATTUNE_CTEXT_H

// Looks at thirty-two bytes of a text at once, which Swift 6.3 has no way to say: what a comparison of vectors
// found cannot be made a number there. Nothing here allocates or writes.

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// Where a scan of prose stands, and what it has seen.
struct attune_prose {
  // Whether the last letter belongs to a word that has not ended.
  uint32_t is_in_word;
  // Whether there was any white space.
  uint32_t has_space;
  // How many words began.
  size_t words;
};

// The first byte from `start` on that may mean something to a writer of HTML or typography, seen beside the
// one behind it, or is a control character; `end` where there is none. `size` bytes can be read.
//
// A word begins with a letter or digit that follows white space, and ends with white space. Bytes from
// 0xC3 on, but 0xE2, begin letters.
size_t attune_prose_end(const uint8_t *bytes, size_t size, size_t start, size_t end,
                        struct attune_prose *prose);

// Whether `count` bytes of a text stand in the source just as they are: equal, and without a backslash or
// an ampersand, which may stand for something else there.
bool attune_is_written(const uint8_t *text, const uint8_t *source, size_t count);

// The first of `&`, `<`, `>`, `"` and `'` from `start` on; `end` where there is none.
size_t attune_markup_position(const uint8_t *bytes, size_t start, size_t end);

#endif
