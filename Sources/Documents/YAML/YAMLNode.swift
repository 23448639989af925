package import Diagnostics

/// A value in a YAML file: a text, a list or fields, and where it stands.
///
/// This is all of YAML that files of a site may hold. Anchors, aliases, tags and merge keys are
/// refused where they are read, so that what stands in a file is what it means.
package struct YAMLNode: Sendable {
  /// What a value is.
  package enum Content: Sendable {
    /// A text; plain when it was written without quotation marks and is not an indented block.
    ///
    /// Never holds a control character but tab and line feed.
    case scalar(String, isPlain: Bool)
    /// A list.
    case sequence([YAMLNode])
    /// Fields, in the order of the file, no name twice.
    case mapping([YAMLEntry])
  }

  /// What the value is.
  package let content: Content
  /// The bytes of the value in the file; an empty stretch for a value that was not written.
  package let range: Range<Int>

  /// Creates a value.
  package init(_ content: Content, range: Range<Int>) {
    self.content = content
    self.range = range
  }
}

/// A name and its value.
package struct YAMLEntry: Sendable {
  /// The name, without quotation marks.
  package let key: String
  /// The bytes of the name in the file.
  package let keyRange: Range<Int>
  /// The value.
  package let value: YAMLNode

  /// Creates an entry.
  package init(key: String, keyRange: Range<Int>, value: YAMLNode) {
    self.key = key
    self.keyRange = keyRange
    self.value = value
  }
}

extension YAMLNode {
  /// Whether nothing was written, or the word that YAML has for nothing.
  package var isNull: Bool {
    guard case .scalar(let text, isPlain: true) = content else { return false }
    return text.utf8.count <= 4 && ["", "~", "null", "Null", "NULL"].contains(text)
  }
}

/// How much YAML is read before it is refused.
package struct YAMLLimits: Sendable {
  /// The most bytes.
  package let bytes: Int
  /// The most fields and list entries together.
  package let entries: Int
  /// How deep lists and fields may stand in each other.
  package let depth: Int

  /// What the front matter of a document may have.
  package static let frontMatter = YAMLLimits(bytes: 64 << 10, entries: 1000, depth: 32)
  /// What a file of its own may have: `site.yaml`, `theme.yaml`, a data file.
  package static let file = YAMLLimits(bytes: 1 << 20, entries: 50_000, depth: 32)

  /// The bytes as a person says it: `64 KiB`, `1 MiB`.
  var size: String { bytes < 1 << 20 ? "\(bytes >> 10) KiB" : "\(bytes >> 20) MiB" }
}

/// Reads one YAML document: a whole file, or the stretch `range` of it.
///
/// `nil` when it is empty, or when something is wrong with it as a whole, which is then reported.
/// What is wrong with a single value is reported too, and the value is left out.
///
/// - Complexity: O(*n*) in the size of the stretch.
package func parseYAML(
  _ file: SourceFile, in range: Range<Int>? = nil, limits: YAMLLimits = .file,
  into findings: inout Findings
) -> YAMLNode? {
  let whole = byteOrderMarkLength(file.bytes)..<file.bytes.count
  guard case .utf8(let end) = checkedEncoding(of: file, into: &findings), end == whole.upperBound
  else { return nil }
  let stretch = range.map { $0.clamped(to: whole) } ?? whole
  guard case .node(let node) = readYAML(file, in: stretch, limits: limits, into: &findings) else {
    return nil
  }
  return node
}

/// What reading a stretch of YAML gives.
enum YAMLReading {
  /// Nothing is written there but space and comments.
  case nothing
  /// Something is wrong with all of it, and was reported.
  case broken
  /// A value.
  case node(YAMLNode)
}

/// Reads a stretch of a file that is well-formed UTF-8.
func readYAML(
  _ file: SourceFile, in range: Range<Int>, limits: YAMLLimits, into findings: inout Findings
) -> YAMLReading {
  guard range.count <= limits.bytes else {
    findings.report(
      .yamlLimit, .error, "this is longer than \(limits.size), which is more than is read here",
      at: range.lowerBound..<range.lowerBound,
      suggestion: "look for text that belongs into the body of an article, or split the file")
    return .broken
  }
  let text = ReadableText(file, range, into: &findings)
  guard !text.range.isEmpty else { return .nothing }
  return text.bytes.withUnsafeBufferPointer { buffer in
    var plain = PlainFields(buffer, text, limits)
    if let node = plain.read() { return .node(node) }
    guard let events = YAMLEvents(UnsafeBufferPointer(rebasing: buffer[text.range])) else {
      findings.report(.yamlSyntax, .error, "there is no memory left to read this", at: nil)
      return .broken
    }
    var builder = YAMLTreeBuilder(events, text, limits)
    return builder.document(into: &findings)
  }
}

extension RuleID {
  static let yamlLimit = RuleID("yaml-limit")
  static let yamlSyntax = RuleID("yaml-syntax")
}
