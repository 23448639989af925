package import Diagnostics

/// One template file, known to other templates by its name.
package struct TemplateSource: Sendable {
  /// The name that other templates include it by, without extension: `article`, `partials/head`.
  package let name: String
  /// Its text.
  package let file: SourceFile

  /// Creates a source.
  package init(name: String, file: SourceFile) {
    self.name = name
    self.file = file
  }
}

/// A page that a theme must be able to make: a template, and the kind of record it is given.
package struct TemplateEntry: Sendable, Hashable {
  /// The name of the template.
  package let template: String
  /// The kind of record that stands at the bottom of its stack.
  package let root: RecordKind

  /// Creates an entry.
  package init(template: String, root: RecordKind) {
    self.template = template
    self.root = root
  }
}
