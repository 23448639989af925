import Diagnostics
import Documents
import SiteEngine

/// What the author is told of her site beside its pages.
struct SiteStatus: Sendable {
  /// How many times the site was built; 0 for the first time.
  let build: Int
  /// Everything that is wrong, in reading order.
  let problems: [Diagnostic]
  /// Whether a site could be put together at all.
  let hasSite: Bool

  /// The most problems that a browser is sent.
  static let limit = 50

  /// The status of a build; `shown` is what somebody who looks is shown.
  init(
    of snapshot: BuildSnapshot, shown: BuildSnapshot? = nil, build: Int = 0,
    more: [Diagnostic] = []
  ) {
    self.init(
      build: build, problems: (snapshot.diagnostics + more).inReadingOrder(),
      hasSite: (shown ?? snapshot).basePath != nil)
  }

  private init(build: Int, problems: [Diagnostic], hasSite: Bool) {
    self.build = build
    self.problems = problems
    self.hasSite = hasSite
  }

  /// The status when the files could not be looked at; what was wrong before is no longer known.
  func refused(_ problem: Diagnostic) -> SiteStatus {
    SiteStatus(build: build + 1, problems: [problem], hasSite: hasSite)
  }

  /// The status with more that is wrong.
  func adding(_ more: [Diagnostic]) -> SiteStatus {
    SiteStatus(build: build, problems: (problems + more).inReadingOrder(), hasSite: hasSite)
  }

  /// How many problems of a kind there are.
  func count(_ severity: Diagnostic.Severity) -> Int {
    problems.count { $0.severity == severity }
  }

  /// The status as a browser reads it, with the outputs that are no longer what they were.
  ///
  /// Where very many are, none is named, and every page asks for itself.
  func text(stale: Set<OutputPath>) -> String {
    let worst = problems.enumerated().sorted {
      ($1.element.severity, $0.offset) < ($0.element.severity, $1.offset)
    }.prefix(Self.limit).map(\.element)
    let names = stale.map { quoted($0.text) }.sorted().joined(separator: ",")
    return """
      {"build":\(build),"errors":\(count(.error)),"warnings":\(count(.warning)),
      "notes":\(count(.note)),"stale":\(stale.count > 500 ? "null" : "[\(names)]"),
      "problems":\(JSONStyle().text(for: worst))}
      """
  }

  private func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x22, 0x5C:
        result += "\\"
        result.unicodeScalars.append(scalar)
      case 0x00...0x1F: break
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
