import Documents

extension Configuration {
  /// A `site.yaml` in which every setting there is stands with what it is for: with a value where one is
  /// given, else as a comment with its example.
  ///
  /// It is made from the declarations by which the file is read, so it cannot tell of other settings.
  static func settingsFile(saying values: [Setting: String]) -> String {
    var text = """
      # The settings of this site. A line that begins with # is not read: take the sign away to use it.

      """
    for field in fields {
      text += "\n" + comment(field.summary)
      if let value = Setting(rawValue: field.name).flatMap({ values[$0] }) {
        text += "\(field.name): \(value)\n"
      } else {
        text += "# \(field.name): \(field.example ?? "")\n"
      }
    }
    return text
  }

  /// A sentence as lines of a comment, none longer than people like to read.
  private static func comment(_ text: String) -> String {
    var lines: [String] = []
    for word in text.utf8.split(separator: UInt8(ascii: " ")).map({ String(Substring($0)) }) {
      if let last = lines.last, last.utf8.count + word.utf8.count < 96 {
        lines[lines.count - 1] = "\(last) \(word)"
      } else {
        lines.append(word)
      }
    }
    return lines.map { "# \($0)\n" }.joined()
  }
}
