import Diagnostics
import Documents

/// Prints how many microseconds the front matter of one article takes.
///
/// `swift run -c release BenchmarkFrontMatter`. The median of many batches is what counts; the least
/// is printed with it, because other programs on the machine only ever make it slower.
@main enum BenchmarkFrontMatter {
  static func main() {
    let articles = (0..<1000).map { article($0) }
    var batches: [Double] = []
    var total = 0
    let clock = ContinuousClock()
    for _ in 0..<60 {
      let time = clock.measure {
        for article in articles {
          var findings = Findings(in: article)
          let (values, body) = parseFrontMatter(of: article, as: .article, into: &findings)
          total &+= values.tags.count &+ body.lowerBound &+ (findings.isEmpty ? 0 : 1)
        }
      }
      batches.append(time / .microseconds(1) / Double(articles.count))
    }
    batches.sort()
    print("front matter: \(rounded(batches[batches.count / 2])) µs per article, median of")
    print(
      "\(batches.count) batches of \(articles.count) (least \(rounded(batches[0])) µs; sum \(total))"
    )
  }

  /// An article as they are: four fields in some 200 bytes, and a body of 4 KB.
  private static func article(_ number: Int) -> SourceFile {
    let text = """
      ---
      title: Six tips for keeping conscious relationships while parenting, part \(number)
      date: 2026-\(1 + number % 12 < 10 ? "0" : "")\(1 + number % 12)-15
      description: What helps two people to stay close while small children need everything they have.
      tags: [relationships, parenting, attachment]
      ---

      """
    let body = String(
      repeating: "People who listen to each other sleep better, and so do their children. ",
      count: 56)
    return SourceFile(path: "Content/articles/a.md", bytes: Array((text + body).utf8))
  }

  private static func rounded(_ value: Double) -> Double { Double(Int(value * 100 + 0.5)) / 100 }
}
