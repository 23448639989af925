package import Diagnostics

extension RuleID {
  /// A drawing that runs programs where it is opened.
  static let drawingScript = RuleID("drawing-script")
  /// A picture that ends in the middle, or is none.
  static let brokenPicture = RuleID("broken-picture")
  /// A picture with more points than browsers show.
  static let pictureSize = RuleID("picture-size")
  /// A picture that may say where or by whom it was taken, which cannot be cut out of it.
  static let pictureMetadata = RuleID("picture-metadata")
}

/// What is wrong with a picture.
package struct PictureProblem: Error, Hashable, Sendable {
  /// The rule.
  let rule: RuleID
  /// How bad it is.
  package let severity: Diagnostic.Severity
  /// What is wrong, in a sentence.
  let message: String
  /// What to do.
  let suggestion: String

  /// Creates a problem; an error if nothing else is said.
  init(
    _ rule: RuleID, _ message: String, _ suggestion: String,
    severity: Diagnostic.Severity = .error
  ) {
    self.rule = rule
    self.severity = severity
    self.message = message
    self.suggestion = suggestion
  }

  /// The problem of a picture that its own format does not allow.
  static let broken = PictureProblem(
    .brokenPicture, "this picture is damaged or ends in the middle",
    "open it in a program for pictures and save it anew")

  /// The problem as a diagnostic about a file.
  package func diagnostic(for path: String) -> Diagnostic {
    Diagnostic(rule, severity, message, at: SourcePlace(wholeOf: path), suggestion: suggestion)
  }
}

/// A picture as it may be published.
package struct CutPicture: Sendable {
  /// The bytes without what the camera, the phone and the programs noted in them; `nil` when the picture
  /// must not be published.
  package let bytes: [UInt8]?
  /// What its author should know.
  package let problem: PictureProblem?
}

/// What a file is by its first bytes.
package enum PictureFormat: Sendable {
  case jpeg, png, webp, gif, svg
  /// HEIC, AVIF and what else comes in the boxes of MPEG-4.
  case boxes
  /// JPEG XL in its boxes.
  case jpegXL
  /// TIFF, and the raw formats of cameras that begin like it.
  case tiff
  /// Nothing at all, or no picture, in a file whose name says that it is one.
  case empty, none

  /// The largest picture that is read, in bytes; it is held in memory as a whole.
  package static let sizeLimit = 64 << 20

  /// Tells the format by the first bytes of a file, as browsers do; `nil` for what is no picture.
  ///
  /// The name counts for two things: hosts serve a drawing by its name, and a file that is called a
  /// picture and is none will not be seen.
  package init?(_ bytes: some RandomAccessCollection<UInt8>, fileExtension: String) {
    let start = Array(bytes.prefix(4096))
    if fileExtension == "svg" || fileExtension == "svgz" {
      self = start.isEmpty ? .empty : .svg
    } else if start.starts(with: [0xFF, 0xD8, 0xFF]) {
      self = .jpeg
    } else if start.starts(with: pngSignature) {
      self = .png
    } else if start.matches("RIFF", at: 0), start.matches("WEBP", at: 8) {
      self = .webp
    } else if start.matches("GIF87a", at: 0) || start.matches("GIF89a", at: 0) {
      self = .gif
    } else if start.starts(with: jpegXLSignature) {
      self = .jpegXL
    } else if start.matches("ftyp", at: 4), hasPictureBrand(start) {
      self = .boxes
    } else if [[0x49, 0x49, 0x2A, 0], [0x4D, 0x4D, 0, 0x2A], [0x49, 0x49, 0x2B, 0]].contains(
      Array(start.prefix(4)))
    {
      self = .tiff
    } else if !["html", "htm", "xhtml"].contains(fileExtension), beginsDrawing(start) {
      self = .svg
    } else if ["jpg", "jpeg", "png", "webp", "gif", "avif", "heic"].contains(fileExtension) {
      self = start.isEmpty ? .empty : .none
    } else {
      return nil
    }
  }
}

/// Cuts out of a picture what it says about where, when and by whom it was taken.
///
/// A photo can carry the place where it was taken: for whoever works at home, their address. What is kept
/// is what the picture looks like: its points, its colours, which side is up, and how an animation moves.
/// What is no part of that goes, known or not.
///
/// - Returns: A picture that, cut again, stays as it is.
/// - Complexity: O(*n*) in the size of the picture.
package func cutPicture(_ bytes: [UInt8], as format: PictureFormat) -> CutPicture {
  do throws(PictureProblem) {
    guard bytes.count <= PictureFormat.sizeLimit else {
      throw PictureProblem(
        .pictureSize,
        "this picture takes more than \(PictureFormat.sizeLimit >> 20) MB",
        "make it smaller in a program for pictures; 2000 points are wide enough for any screen")
    }
    switch format {
    case .jpeg: return try cutJPEG(bytes)
    case .png: return CutPicture(bytes: try cutPNG(bytes), problem: nil)
    case .webp: return CutPicture(bytes: try cutWebP(bytes), problem: nil)
    case .gif: return CutPicture(bytes: try cutGIF(bytes), problem: nil)
    case .svg: return CutPicture(bytes: try cutSVG(bytes), problem: nil)
    case .boxes, .jpegXL:
      try checkBoxes(bytes)
      return CutPicture(bytes: bytes, problem: nil)
    case .tiff:
      throw PictureProblem(
        .pictureMetadata,
        "this is a TIFF or a raw picture, which can say where it was taken, and browsers don't show it",
        "export it as JPEG, PNG or WebP")
    case .empty:
      throw PictureProblem(
        .brokenPicture, "this picture is empty", "copy it here once more, or remove it")
    case .none:
      return CutPicture(
        bytes: bytes,
        problem: PictureProblem(
          .brokenPicture, "the name of this file says that it is a picture, and it is none",
          "open it in a program for pictures and save it anew", severity: .warning))
    }
  } catch {
    return CutPicture(bytes: nil, problem: error)
  }
}

/// Refuses a picture of more points than a browser takes, by what its header says of itself.
///
/// A small file can claim to be 50,000 by 50,000 points; whoever opened it would run out of memory.
func checkSize(width: Int, height: Int) throws(PictureProblem) {
  // 16,384 by 16,384 points, the most that Safari and Chrome paint.
  guard width > 0, height > 0, width <= 1 << 28, height <= 1 << 28, width * height <= 1 << 28 else {
    throw PictureProblem(
      .pictureSize, "this picture has \(width) by \(height) points, which browsers don't show",
      "make it smaller in a program for pictures; 2000 points are wide enough for any screen")
  }
}

extension [UInt8] {
  /// Whether a text stands at an offset.
  func matches(_ text: StaticString, at offset: Int) -> Bool {
    let length = text.utf8CodeUnitCount
    guard offset >= 0, offset <= count - length else { return false }
    return (0..<length).allSatisfy { self[offset + $0] == text.utf8Start[$0] }
  }

  /// The number in two bytes, the larger part first; `nil` beyond the end.
  func big16(at offset: Int) -> Int? {
    guard offset >= 0, offset <= count - 2 else { return nil }
    return Int(self[offset]) << 8 | Int(self[offset + 1])
  }

  /// The number in four bytes, the largest part first; `nil` beyond the end.
  func big32(at offset: Int) -> Int? {
    guard let high = big16(at: offset), let low = big16(at: offset + 2) else { return nil }
    return high << 16 | low
  }

  /// The number in two bytes, the smaller part first; `nil` beyond the end.
  func little16(at offset: Int) -> Int? {
    guard offset >= 0, offset <= count - 2 else { return nil }
    return Int(self[offset + 1]) << 8 | Int(self[offset])
  }

  /// The number in four bytes, the smallest part first; `nil` beyond the end.
  func little32(at offset: Int) -> Int? {
    guard let low = little16(at: offset), let high = little16(at: offset + 2) else { return nil }
    return high << 16 | low
  }

  /// Appends a number in four bytes, the largest part first.
  mutating func appendBig32(_ number: Int) {
    for shift in [24, 16, 8, 0] { append(UInt8(truncatingIfNeeded: number >> shift)) }
  }

  /// Appends a number in four bytes, the smallest part first.
  mutating func appendLittle32(_ number: Int) {
    for shift in [0, 8, 16, 24] { append(UInt8(truncatingIfNeeded: number >> shift)) }
  }
}
