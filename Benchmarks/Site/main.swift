// Makes up the site of a practice that has published for years: GenerateSite COUNT FOLDER writes its
// settings, three pages and COUNT articles of about 860 words, the same bytes on every machine. The
// theme is not part of it. A site of 10,000 articles begins with those of a site of 1,000.
#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Ends the program with a sentence.
func stop(_ sentence: String) -> Never {
  var text = Array((sentence + "\n").utf8)
  _ = write(2, &text, text.count)
  exit(1)
}

func makeFolder(_ path: String) {
  guard mkdir(path, 0o755) == 0 || errno == EEXIST else { stop("cannot make the folder \(path)") }
}

func writeFile(_ path: String, _ bytes: [UInt8]) {
  let file = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
  guard file >= 0 else { stop("cannot write \(path)") }
  defer { close(file) }
  var start = 0
  while start < bytes.count {
    let count = bytes.withUnsafeBytes {
      write(file, $0.baseAddress.map { $0 + start }, $0.count - start)
    }
    guard count > 0 else { stop("cannot write \(path)") }
    start += count
  }
}

guard CommandLine.arguments.count == 3, let count = Int(CommandLine.arguments[1]), count > 0 else {
  stop("say how many articles, and into which folder: GenerateSite 1000 FOLDER")
}
let folder = CommandLine.arguments[2]
for name in ["", "/Content", "/Content/pages", "/Content/articles"] { makeFolder(folder + name) }
let settings = """
  name: A Practice of Many Words
  description: Made up to be measured.
  url: https://example.org/
  language: en
  time-zone: America/New_York
  theme: hearth

  """
writeFile(folder + "/site.yaml", Array(settings.utf8))
for (order, title) in ["Home", "About", "Contact"].enumerated() {
  let name = order == 0 ? "index" : title.lowercased()
  let text = "---\ntitle: \(title)\nmenu-order: \(order)\n---\nThis practice is made up.\n"
  writeFile("\(folder)/Content/pages/\(name).md", Array(text.utf8))
}
var text: [UInt8] = []
for number in 1...count {
  let article = Article(number: number)
  text.removeAll(keepingCapacity: true)
  article.write(to: &text)
  writeFile(
    "\(folder)/Content/articles/\(String(decoding: article.name, as: UTF8.self)).md", text)
}
