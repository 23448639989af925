// What Markdown costs: an article with all extensions, beside libcmark's own conversion of the same
// text. Run with `swift run -c release BenchmarkMarkdown [FILE…]`; files are measured as they are,
// front matter and all. Times of one run are comparable with each other, not with other machines.
import CMark
import Diagnostics
import Documents

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

let rounds = 401

/// Seconds of processor time.
func processorTime() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }

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

/// Measures one text, the two in turns, so that a disturbance of the machine meets both.
func measure(_ name: String, _ text: [UInt8]) {
  let file = SourceFile(path: name, bytes: text)
  var ours: [Double] = []
  var theirs: [Double] = []
  var size = 0
  for _ in 0..<rounds {
    let start = processorTime()
    size &+= convertWithCmark(text)
    let middle = processorTime()
    size &+= convertWithAttune(file)
    theirs.append(middle - start)
    ours.append(processorTime() - middle)
  }
  let (a, b) = (median(ours) * 1e6, median(theirs) * 1e6)
  let ratio = (a / b * 100).rounded() / 100
  print(
    "\(name): \(text.count) bytes, attune \((a * 10).rounded() / 10) µs,"
      + " cmark \((b * 10).rounded() / 10) µs, ratio \(ratio)")
  if size == 0 { print("nothing was written") }
}

measure("generated article", Array(generatedArticle(seed: 7).utf8))
var ratioText: [UInt8] = []
for seed in 1...20 { ratioText += Array(generatedArticle(seed: UInt64(seed)).utf8) }
measure("twenty generated articles", ratioText)
for path in CommandLine.arguments.dropFirst() {
  guard let stream = fopen(path, "rb") else {
    print("\(path): cannot be read")
    continue
  }
  var text: [UInt8] = []
  var buffer = [UInt8](repeating: 0, count: 1 << 16)
  while case let count = fread(&buffer, 1, buffer.count, stream), count > 0 {
    text += buffer[..<count]
  }
  fclose(stream)
  measure(path, text)
}
