import Documents

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A site of many generated articles with the theme of the example practice, in a folder of its own.
///
/// Every article has tags, notes and links to others, as a practice's own would.
struct GeneratedSite {
  /// The moment whose site is shown: after all articles.
  static let instant = Instant(secondsSinceEpoch: 1_900_000_000)

  /// The folder.
  let root: String
  /// What the partial and the stylesheet say that are edited.
  private(set) var partial = ""
  private(set) var stylesheet = ""

  private let count: Int

  /// Writes a site to a new folder.
  init(articles count: Int) {
    self.count = count
    var template = Array("/tmp/attune-benchmark-XXXXXX".utf8CString)
    root = mkdtemp(&template).map { String(cString: $0) } ?? ""
    for folder in ["Content", "Content/articles", "Content/pages", "Themes"] {
      mkdir("\(root)/\(folder)", 0o755)
    }
    copyTree("Themes/hearth")
    partial = read("Themes/hearth/partials/topics.mustache")
    stylesheet = read("Themes/hearth/assets/style.css")
    write(
      "site.yaml",
      "name: Practice\nurl: https://example.org/\ntime-zone: UTC\ntheme: hearth\n")
    write("Content/pages/index.md", "---\ntitle: Home\n---\nWelcome.\n")
    write("Content/pages/about.md", "---\ntitle: About\nmenu-order: 1\n---\nAbout us.\n")
    for number in 0..<count { write(articlePath(number), article(number)) }
  }

  /// Where an article lies.
  func articlePath(_ number: Int) -> String { "Content/articles/article-\(number).md" }

  /// What an article says.
  func article(_ number: Int, title: String? = nil, more: String = "") -> String {
    let day = number % 9_000
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    let text = generatedArticle(seed: UInt64(number)).replacing("](/articles/") { digits in
      "](/articles/article-\(Int(digits).map { ($0 * 7919 + number) % count } ?? 0)"
    }
    return """
      ---
      title: \(title ?? "Article \(number)")
      date: \(2000 + day / 336)-\(two(day % 336 / 28 + 1))-\(two(day % 28 + 1))
      description: What article \(number) is about.
      tags: [topic \(number % 40), kind \(number % 7)]
      ---
      \(text)
      \(more)

      """
  }

  /// Writes a file, and closes it.
  func write(_ path: String, _ text: String) {
    guard let file = fopen("\(root)/\(path)", "wb") else { return print("cannot write \(path)") }
    fputs(text, file)
    fclose(file)
  }

  /// The fingerprint in the address of a theme's file.
  func fingerprint(_ text: String) -> String {
    let digits = String(Fingerprint(of: Array(text.utf8)).value, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }

  /// Takes the folder away.
  func remove() {
    removeTree(root)
  }

  private func read(_ path: String) -> String {
    guard let file = fopen(path, "rb") else { return "" }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while case let count = fread(&buffer, 1, buffer.count, file), count > 0 {
      bytes += buffer[..<count]
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private func copyTree(_ path: String) {
    mkdir("\(root)/\(path)", 0o755)
    for name in names(path) {
      if isFolder("\(path)/\(name)") {
        copyTree("\(path)/\(name)")
      } else {
        write("\(path)/\(name)", read("\(path)/\(name)"))
      }
    }
  }

  private func removeTree(_ path: String) {
    for name in names(path) {
      if isFolder("\(path)/\(name)") {
        removeTree("\(path)/\(name)")
      } else {
        unlink("\(path)/\(name)")
      }
    }
    rmdir(path)
  }

  private func names(_ path: String) -> [String] {
    guard let folder = opendir(path) else { return [] }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names
  }

  private func isFolder(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }
}

extension String {
  /// The text with the digits that follow each occurrence of a prefix exchanged.
  fileprivate func replacing(_ prefix: String, with replacement: (Substring) -> String) -> String {
    var result = ""
    var rest = self[...]
    while let range = rest.firstRange(of: prefix) {
      result += rest[..<range.lowerBound]
      let digits = rest[range.upperBound...].prefix { $0.isNumber }
      result += replacement(digits)
      rest = rest[digits.endIndex...]
    }
    return result + rest
  }
}
