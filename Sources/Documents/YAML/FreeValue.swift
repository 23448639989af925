/// A value that the author made up, for the author's own theme: everything below `extra:`.
package indirect enum FreeValue: Sendable, Hashable {
  /// Nothing: `null`, `~`, or nothing at all behind the colon.
  case nothing
  /// `true` or `false` without quotation marks.
  case flag(Bool)
  /// Any other text, exactly as written; numbers and dates too.
  case text(String)
  /// A list.
  case list([FreeValue])
  /// Fields, in the order of the file, no name twice. No name means anything special here.
  case mapping([FreeEntry])
}

/// A name that the author made up, and its value.
package struct FreeEntry: Sendable, Hashable {
  /// The name.
  package let name: String
  /// The value.
  package let value: FreeValue

  /// Creates an entry.
  package init(_ name: String, _ value: FreeValue) {
    self.name = name
    self.value = value
  }
}

extension FreeValue {
  /// Reads a value as it stands; its depth is bounded because its file's was.
  package init(_ node: YAMLNode) {
    switch node.content {
    case .scalar(let text, let isPlain):
      if node.isNull {
        self = .nothing
      } else if isPlain, let flag = yamlFlag(text) {
        self = .flag(flag)
      } else {
        self = .text(text)
      }
    case .sequence(let nodes): self = .list(nodes.map { FreeValue($0) })
    case .mapping(let entries):
      self = .mapping(entries.map { FreeEntry($0.key, FreeValue($0.value)) })
    }
  }

  /// Adds the value to a fingerprint.
  func combine(into fingerprint: inout Fingerprint) {
    switch self {
    case .nothing: fingerprint.combine(0)
    case .flag(let flag): fingerprint.combine(flag ? 1 : 2)
    case .text(let text):
      fingerprint.combine(3)
      fingerprint.combine(text)
    case .list(let values):
      fingerprint.combine(4)
      fingerprint.combine(values.count)
      for value in values { value.combine(into: &fingerprint) }
    case .mapping(let entries):
      fingerprint.combine(5)
      fingerprint.combine(entries.count)
      for entry in entries {
        fingerprint.combine(entry.name)
        entry.value.combine(into: &fingerprint)
      }
    }
  }
}

/// What YAML's words for yes and no mean; `yes`, `no`, `on` and `off` are not among them.
func yamlFlag(_ text: String) -> Bool? {
  switch text {
  case "true", "True", "TRUE": true
  case "false", "False", "FALSE": false
  default: nil
  }
}
