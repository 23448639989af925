import Diagnostics

extension RuleID {
  static let controlCharacter = RuleID("control-character")
}

/// What becomes of a character that nobody can see and that would break a feed or a page.
enum ControlCharacter {
  /// It stands where a space or a line break was meant, and becomes a space.
  case space
  /// It means nothing, and is taken out.
  case nothing

  /// What becomes of a scalar; `nil` for one that may stay.
  ///
  /// XML allows no control characters but tab and line breaks, HTML no noncharacters. U+000B is the
  /// line break of a word processor; U+0085, U+2028 and U+2029 are line breaks to some programs and
  /// not to others.
  init?(_ scalar: Unicode.Scalar) {
    switch scalar.value {
    case 0x09, 0x0A, 0x0D: return nil
    case 0x0B, 0x0C, 0x1C...0x1F, 0x85, 0x2028, 0x2029: self = .space
    case 0x00...0x1F, 0x7F...0x9F, 0xFDD0...0xFDEF: self = .nothing
    default:
      guard scalar.value & 0xFFFE == 0xFFFE else { return nil }
      self = .nothing
    }
  }
}

/// A text without characters that nobody can see.
func withoutControlCharacters(_ text: String) -> String {
  guard text.unicodeScalars.contains(where: { ControlCharacter($0) != nil }) else { return text }
  var result = ""
  for scalar in text.unicodeScalars {
    switch ControlCharacter(scalar) {
    case .space: result += " "
    case .nothing: break
    case nil: result.unicodeScalars.append(scalar)
    }
  }
  return result
}

/// A stretch of a file as the YAML scanner may see it, and where each of its characters is in the file.
///
/// libyaml counts characters, not bytes, and knows more line breaks than editors do. What it must not
/// see is taken out first, and every position it names is counted back.
struct ReadableText {
  /// The bytes to scan; ``range`` of them.
  let bytes: [UInt8]
  /// The stretch of ``bytes`` to scan.
  let range: Range<Int>
  /// Where something was taken out of ``bytes``, and how many bytes the file is ahead from there on.
  private var removals: [(offset: Int, ahead: Int)] = []
  private let isASCII: Bool
  /// The last position that was asked for; the next one is near it.
  private var cursor: (character: Int, offset: Int)

  /// Takes a stretch of well-formed UTF-8, and reports and takes out what nobody can see.
  init(_ file: SourceFile, _ range: Range<Int>, into findings: inout Findings) {
    var union: UInt8 = 0
    var suspects = false
    file.bytes.withUnsafeBufferPointer { bytes in
      for index in range {
        let byte = bytes[index]
        union |= byte
        // Only these bytes begin, or are, a character that may have to go.
        switch byte {
        case 0x0A, 0x20...0x7E: break
        case 0x09, 0x0D: break
        case 0x00...0x1F, 0x7F, 0xC2, 0xE2, 0xEF...0xF4: suspects = true
        default: break
        }
      }
    }
    isASCII = union < 0x80
    guard suspects else {
      bytes = file.bytes
      self.range = range
      cursor = (0, range.lowerBound)
      return
    }
    var cleaned: [UInt8] = []
    cleaned.reserveCapacity(range.count)
    var removals: [(offset: Int, ahead: Int)] = [(0, range.lowerBound)]
    var offset = range.lowerBound
    for scalar in String(decoding: file.bytes[range], as: UTF8.self).unicodeScalars {
      let length = UTF8.width(scalar)
      if let control = ControlCharacter(scalar) {
        if control == .space { cleaned.append(UInt8(ascii: " ")) }
        let next = offset + length
        removals.append((cleaned.count, next - cleaned.count))
        report(scalar, control, at: offset..<next, into: &findings)
      } else {
        cleaned.append(contentsOf: file.bytes[offset..<offset + length])
      }
      offset += length
    }
    bytes = cleaned
    self.range = 0..<cleaned.count
    self.removals = removals
    cursor = (0, 0)
  }

  /// The offset in ``bytes`` of a character of the scanned stretch, counted from 0.
  ///
  /// - Complexity: O(distance from the character that was asked for last).
  mutating func offset(ofCharacter character: Int) -> Int {
    if isASCII { return min(range.lowerBound + character, range.upperBound) }
    bytes.withUnsafeBufferPointer { bytes in
      while cursor.character < character, cursor.offset < range.upperBound {
        cursor.offset += 1
        while cursor.offset < range.upperBound, bytes[cursor.offset] & 0xC0 == 0x80 {
          cursor.offset += 1
        }
        cursor.character += 1
      }
      while cursor.character > character, cursor.offset > range.lowerBound {
        cursor.offset -= 1
        while cursor.offset > range.lowerBound, bytes[cursor.offset] & 0xC0 == 0x80 {
          cursor.offset -= 1
        }
        cursor.character -= 1
      }
    }
    return cursor.offset
  }

  /// The stretch of the file that a stretch of ``bytes`` came from.
  func fileRange(_ range: Range<Int>) -> Range<Int> {
    guard !removals.isEmpty else { return range }
    let start = fileOffset(range.lowerBound)
    // What was taken out right behind a value is no part of it.
    let end = range.isEmpty ? start : fileOffset(range.upperBound - 1) + 1
    return start..<max(start, end)
  }

  private func fileOffset(_ offset: Int) -> Int {
    var low = 0
    var high = removals.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if removals[middle].offset <= offset { low = middle } else { high = middle }
    }
    return offset + removals[low].ahead
  }
}

private func report(
  _ scalar: Unicode.Scalar, _ control: ControlCharacter, at range: Range<Int>,
  into findings: inout Findings
) {
  let digits = String(scalar.value, radix: 16, uppercase: true)
  let name = "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  let fate = control == .space ? "counts as a space" : "is left out"
  findings.report(
    .controlCharacter, .warning, "`\(name)` here is a character that nobody can see, and \(fate)",
    at: range, suggestion: "delete it and type the words around it again")
}
