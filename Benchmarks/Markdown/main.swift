// What Markdown costs: articles with all extensions, beside libcmark's own conversion of the same
// text. `make bench` runs it with the articles of the example practice; any files may be named. Times
// of one run are comparable with each other, not with other machines.
import CMark
import Diagnostics
import Documents

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Seconds of processor time.
func processorTime() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }

/// A text without its front matter, as both parsers are given it.
func text(of bytes: [UInt8], _ name: String) -> SourceFile {
  let file = SourceFile(path: name, bytes: bytes)
  var findings = Findings(in: file)
  let (_, body) = parseFrontMatter(of: file, as: .article, into: &findings)
  return SourceFile(path: name, bytes: Array(bytes[body]))
}

func convertWithCmark(_ text: [UInt8]) -> Int {
  text.withUnsafeBytes { bytes in
    let start = bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
    guard let html = cmark_markdown_to_html(start, bytes.count, CMARK_OPT_DEFAULT) else { return 0 }
    defer { free(html) }
    return strlen(html)
  }
}

func convertWithAttune(_ file: SourceFile) -> Int {
  var findings = Findings(in: file)
  let body = parseMarkdown(
    file, in: 0..<file.bytes.count, options: MarkdownOptions(), into: &findings)
  return body.html.count
}

/// Measures some texts, the two in turns, so that a disturbance of the machine meets both.
func measure(_ name: String, _ texts: [SourceFile], rounds: Int) {
  var ours: [Double] = []
  var theirs: [Double] = []
  var size = 0
  for _ in 0..<rounds {
    let start = processorTime()
    for text in texts { size &+= convertWithCmark(text.bytes) }
    let middle = processorTime()
    for text in texts { size &+= convertWithAttune(text) }
    theirs.append(middle - start)
    ours.append(processorTime() - middle)
  }
  let count = Double(texts.count)
  let (a, b) = (median(ours) / count * 1e6, median(theirs) / count * 1e6)
  let bytes = texts.reduce(0) { $0 + $1.bytes.count } / texts.count
  print(
    "\(name): \(bytes) bytes, attune \((a * 10).rounded() / 10) µs,"
      + " cmark \((b * 10).rounded() / 10) µs, ratio \((a / b * 100).rounded() / 100)")
  if size == 0 { print("nothing was written") }
}

measure(
  "Markdown, 1,000 generated articles, each",
  (1...1000).map { seed in
    SourceFile(path: "generated", bytes: Array(generatedArticle(seed: UInt64(seed)).utf8))
  }, rounds: 11)
for path in CommandLine.arguments.dropFirst() {
  guard let stream = fopen(path, "rb") else {
    print("\(path): cannot be read")
    continue
  }
  var bytes: [UInt8] = []
  var buffer = [UInt8](repeating: 0, count: 1 << 16)
  while case let count = fread(&buffer, 1, buffer.count, stream), count > 0 {
    bytes += buffer[..<count]
  }
  fclose(stream)
  measure(path, [text(of: bytes, path)], rounds: 401)
}
