import Diagnostics
import Documents
import NIOCore
import SiteEngine

/// The page on which the preview says what it knows of the site: drafts, what goes live when, problems.
struct ListPage {
  private let status: SiteStatus
  private let snapshot: BuildSnapshot

  /// The page about a site.
  init(_ status: SiteStatus, _ snapshot: BuildSnapshot) {
    self.status = status
    self.snapshot = snapshot
  }

  /// The page.
  var answer: Answer {
    let home = snapshot.basePath.map { "<p><a href=\"\(escaped($0))\">To the site</a></p>\n" } ?? ""
    let body = home + drafts + dates + expired + problemList(status.problems)
    return ownPage(200, title: "Preview of \(snapshot.name ?? "your site")", body)
  }

  private var drafts: String {
    let drafts = snapshot.heldBack.filter { $0.reason == .draft }
    return section(
      "Drafts", drafts.map { item($0, "") }, none: "There are no drafts.",
      "Only you see these, here. Remove the line `draft: true` to publish one.")
  }

  private var dates: String {
    var dated: [(instant: Instant, held: HeldBack)] = []
    for held in snapshot.heldBack {
      if case .until(let instant) = held.reason { dated.append((instant, held)) }
    }
    dated.sort { $0.instant.secondsSinceEpoch < $1.instant.secondsSinceEpoch }
    return section(
      "Coming up", dated.map { item($0.held, snapshot.words(for: $0.instant)) },
      none: "Nothing waits for its date.",
      "Each of these goes live with the first build after its date.")
  }

  private var expired: String {
    let items = snapshot.heldBack.compactMap { held -> String? in
      guard case .expired(let instant) = held.reason else { return nil }
      return item(held, snapshot.words(for: instant))
    }
    guard !items.isEmpty else { return "" }
    return section(
      "Expired", items, none: "",
      "Each of these was taken away at its `expires`. Only you see them, here.")
  }

  private func item(_ held: HeldBack, _ note: String) -> String {
    let href = held.url.href(basePath: snapshot.basePath ?? "/")
    // Only a preview that shows what is held back has a page to link to.
    let title =
      snapshot.visibility == .written
      ? "<a href=\"\(escaped(href))\">\(escaped(held.title))</a>" : escaped(held.title)
    let when = note.isEmpty ? "" : "<strong>\(escaped(note))</strong> "
    return "<li>\(when)\(title) <code>\(escaped(held.path.text))</code></li>\n"
  }

  private func section(
    _ title: String, _ items: [String], none: String, _ words: String
  ) -> String {
    "<section><h2>\(title)</h2>\n"
      + (items.isEmpty
        ? "<p class=\"none\">\(none)</p>"
        : "<p>\(inlineCode(words))</p>\n<ul>\n\(items.joined())</ul>")
      + "</section>\n"
  }
}

/// What is shown in place of a site that could not be put together even once.
struct StartPage {
  private let status: SiteStatus

  /// The page about a site that is not there yet.
  init(_ status: SiteStatus) { self.status = status }

  /// The page.
  var answer: Answer {
    ownPage(
      503, title: "There is no site to show yet",
      """
      <p>attune could not put a site together from the files in this folder. What is missing or \
      mistyped is listed below. Save a file, and this page looks again by itself.</p>

      """ + problemList(status.problems) + beginning)
  }

  /// How to begin, where there are no settings at all.
  private var beginning: String {
    guard status.problems.contains(where: { $0.rule.rawValue == "no-site" }) else { return "" }
    return """
      <section><h2>To begin a site</h2>
      <p>Write a file <code>site.yaml</code> in this folder. These lines are enough, with the name of \
      your practice, its address on the web, the city whose clock it goes by, and the folder in \
      <code>Themes</code> that holds its look:</p>
      <pre>name: Rivers Psychotherapy
      url: https://example.org/
      time-zone: America/New_York
      theme: hearth</pre></section>

      """
  }
}

/// The problems of a site as a list.
private func problemList(_ problems: [Diagnostic]) -> String {
  guard !problems.isEmpty else {
    return "<section><h2>Problems</h2>\n<p class=\"none\">Nothing is wrong.</p></section>\n"
  }
  let shown = problems.enumerated().sorted {
    ($1.element.severity, $0.offset) < ($0.element.severity, $1.offset)
  }.prefix(200).map(\.element)
  let rest = problems.count - shown.count
  return "<section><h2>Problems</h2>\n<p>\(escaped(TerminalStyle.count(of: problems)))</p>\n<ol>\n"
    + shown.map(problem).joined() + "</ol>\n"
    + (rest > 0 ? "<p>\(rest) more are not shown.</p>\n" : "") + "</section>\n"
}

private func problem(_ diagnostic: Diagnostic) -> String {
  let place = diagnostic.place
  let line = place.span.map { ", line \($0.line)" } ?? ""
  var html = "<li class=\"\(diagnostic.severity)\"><p class=\"place\">"
  html += "<span class=\"severity\">\(diagnostic.severity)</span> "
  html += "<code>\(escaped(visible(place.path)))</code>\(line)</p>\n"
  html += "<p class=\"message\">\(inlineCode(sentence(visible(diagnostic.message))))</p>\n"
  if let span = place.span {
    let characters = Array(span.text)
    let from = min(span.textColumn - 1, characters.count)
    let to = min(from + span.length, characters.count)
    html += "<pre>\(escaped(visible(String(characters[..<from]))))"
    html += "<mark>\(escaped(visible(String(characters[from..<to]))))</mark>"
    html += "\(escaped(visible(String(characters[to...]))))</pre>\n"
  }
  if let suggestion = diagnostic.suggestion {
    html += "<p class=\"help\">\(inlineCode(sentence(visible(suggestion))))</p>\n"
  }
  return html + "</li>\n"
}

/// What the terminal says in the middle of a line, as the beginning of one.
private func sentence(_ text: String) -> String { text.prefix(1).uppercased() + text.dropFirst() }

/// A text with what stands between backticks as code, as diagnostics write it.
private func inlineCode(_ text: String) -> String {
  let parts = text.utf8.split(separator: UInt8(ascii: "`"), omittingEmptySubsequences: false).map {
    escaped(String(Substring($0)))
  }
  // An odd number of backticks closes nothing.
  guard parts.count % 2 == 1 else { return escaped(text) }
  return parts.enumerated().map { $0.offset % 2 == 1 ? "<code>\($0.element)</code>" : $0.element }
    .joined()
}

/// A page of the preview's own.
private func ownPage(_ status: Int, title: String, _ body: String) -> Answer {
  let html = """
    <!doctype html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <title>\(escaped(title))</title>
    <link rel="stylesheet" href="/_attune/preview.css">
    </head>
    <body>
    <main>
    <h1>\(escaped(title))</h1>
    \(body)</main>
    </body>
    </html>

    """
  // It shows the problems itself, so the script only keeps it current.
  var answer = Answer(
    showing: Array(html.utf8), of: OutputPath("_attune/index.html"), heldBack: nil)
  answer.status = status
  answer.policy = PreviewFile.policy
  return answer
}
