/// Looks in the pieces of a film for the place where it was taken, as phones note it.
///
/// A film is published as it is: nothing in it can be cut out without moving all that follows, and what
/// finds its pictures by their distance from the start. So whoever publishes one is told.
struct FilmLocation {
  /// Whether a place was found.
  private(set) var isFound = false

  private let isFilm: Bool
  /// The end of the last piece, in which the beginning of a note may stand.
  private var tail: [UInt8] = []

  /// Begins with the first piece of a file.
  init(_ start: [UInt8]) {
    isFilm =
      start.matches("ftyp", at: 4) || start.matches("moov", at: 4)
      || start.matches("wide", at: 4)
  }

  /// Looks through the next piece.
  mutating func add(_ piece: [UInt8]) {
    guard isFilm, !isFound else { return }
    let bytes = tail + piece
    isFound = bytes.withUnsafeBufferPointer { bytes in
      bytes.indices.dropLast(Self.longest).contains { at in
        switch bytes[at] {
        // QuickTime and Android: the kind of a box, its length, its language, and `+45.5-122.6/`.
        case 0xA9:
          bytes[at + 1] == 0x78 && bytes[at + 2] == 0x79 && bytes[at + 3] == 0x7A
            && (bytes[at + 8] == UInt8(ascii: "+") || bytes[at + 8] == UInt8(ascii: "-"))
            && (0x30...0x39).contains(bytes[at + 9])
        case UInt8(ascii: "l"): Self.box.elementsEqual(bytes[at..<at + Self.box.count])
        case UInt8(ascii: "c"): Self.key.elementsEqual(bytes[at..<at + Self.key.count])
        default: false
        }
      }
    }
    tail = Array(bytes.suffix(Self.longest))
  }

  /// Looks through what the last piece ended with.
  mutating func finish() { add([UInt8](repeating: 0, count: Self.longest)) }

  /// The box of 3GPP, with its version.
  private static let box = Array("loci".utf8) + [0, 0, 0, 0]
  /// The key that iPhones use.
  private static let key = Array("com.apple.quicktime.location.ISO6709".utf8)
  private static let longest = key.count

  /// What its author should know.
  static let problem = PictureProblem(
    .pictureMetadata, "this film says where it was taken",
    "share it from the phone without its place, or export it in a program for films")
}
