import CMark
import Diagnostics
import Documents
import Foundation
import TestSupport
import Testing

/// Generated texts, several classes at once: whatever is written, the HTML is well formed.
@Suite struct MarkdownGeneratedTests {
  private static let pieces = [
    "a", "word ", "é", "日本", "\u{301}", "\"", "'", "--", "...", "*", "**", "_", "~~", "`", "``",
    "```\n",
    "[", "]", "(", ")", "![", "](", "[a](b)", "[a](javascript:x)", "[a](//b)", "<", ">", "<b>",
    "</b>",
    "<!--", "-->", "<!-- c -->", "<https://a.b>", "<javascript:x>", "&", "&amp;", "&#106;",
    "&nbsp;", "\\",
    "\\[", "[^1]", "[^2]", "[^x]", "[^1]: ", "\n[^2]: note\n", "\n\n[^1]: two\n\n    more\n",
    "[@k]", "[@k; @l, 3]",
    "[@", "\n", "\n\n", "\r\n", "\r", "    ", "\t", " ", "  \n", "\\\n", "- ", "1. ", "> ", "> > ",
    "+ ", "- [ ] ",
    "- [x] ", "> [!NOTE]\n> ", "> [!TIP] t\n", "> [!NO]\n", "# ", "## ", "### x {#id}", " {#id}\n",
    "\n---\n",
    "\n===\n", "***\n", "|", " | ", "\n|---|:-:|\n", "\n-|-\n", "| a | b |\n", "\\|",
    "[r]: /u 't'\n", "[r]", "[r][]",
    "[x]: y\n", "[@k]: z\n", "[!n]: z\n", "~~~ js\n", "<div>\n", "<script>\n", "</script>", "\0",
    "\u{1}", "\u{202E}",
    "{#", "}", "://", "http://a--b", "mailto:x", ":", "![](p.jpg)", "![*a*](p \"t\")", "\u{FEFF}",
    "’", "«", "\n[^1]:\n", "\n\t[^2]: c\n", "[^x]:", "\r[^1]: b\r", "&#1;", "[@]:", "  \t",
    "> [!QUOTE]\n> ", "> — w\n", "> [!FIGURE]\n> ![a](b.png)\n> ", "> [!FAQ] t\n> ### q\n> ",
    "> ### q\n",
    "> [!STEPS]\n> 1. ", "> [!DEFINITIONS]\n> - **a**: ", "> - **b**: ",
    "> [!VIDEO]\n> [a](b.mp4)\n",
    "> [!video] \"t\n> <https://youtu.be/abcdefghijk>\n", "> [!BOOKING]\n> ", "> [!CONTACT]\n",
    "> [!SUMMARY]\n> - ",
  ]

  private func text(_ numbers: inout SeededGenerator) -> [UInt8] {
    var bytes: [UInt8] = []
    for _ in 0..<Int.random(in: 1...60, using: &numbers) {
      let piece = Self.pieces[Int.random(in: 0..<Self.pieces.count, using: &numbers)]
      bytes += piece.utf8
      if Int.random(in: 0..<200, using: &numbers) == 0 {
        bytes.append(UInt8.random(in: 0x80...0xFF, using: &numbers))
      }
    }
    return bytes
  }

  @Test func `whatever is written, the HTML is well formed and everything has its place`() {
    for seed in UInt64(1)...6_000 {
      var numbers = SeededGenerator(seed: seed)
      let bytes = text(&numbers)
      let isAllowed = seed % 4 == 0
      let converted = Converted(
        bytes,
        MarkdownOptions(
          language: ["en", "fr", "de"][Int(seed % 3)], allowsRawHTML: isAllowed))
      if let problem = problem(converted, bytes, checksMarkup: !isAllowed) {
        Issue.record(
          "seed \(seed): \(problem) in \(String(decoding: bytes, as: UTF8.self).debugDescription)")
        return
      }
    }
  }

  @Test func `plain CommonMark is what cmark writes, whatever is written`() {
    for seed in UInt64(1)...2_000 {
      var numbers = SeededGenerator(seed: seed)
      let bytes = text(&numbers)
      let isUnsafe = seed % 2 == 0
      let converted = Converted(
        bytes, MarkdownOptions(allowsRawHTML: isUnsafe, extensions: false))
      guard converted.body.html == cmarkHTML(of: bytes, isUnsafe: isUnsafe) else {
        Issue.record("seed \(seed): \(String(decoding: bytes, as: UTF8.self).debugDescription)")
        return
      }
      #expect(converted.body.holes.isEmpty && converted.body.runs.isEmpty)
    }
  }

  private func cmarkHTML(of bytes: [UInt8], isUnsafe: Bool) -> [UInt8] {
    bytes.withUnsafeBytes { bytes in
      let options = CMARK_OPT_VALIDATE_UTF8 | (isUnsafe ? CMARK_OPT_UNSAFE : 0)
      let start = bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
      guard let html = cmark_markdown_to_html(start, bytes.count, options) else { return [] }
      defer { free(html) }
      return Array(UnsafeRawBufferPointer(start: html, count: strlen(html)))
    }
  }

  private func problem(_ converted: Converted, _ source: [UInt8], checksMarkup: Bool) -> String? {
    let body = converted.body
    guard let html = String(validating: body.html, as: UTF8.self) else { return "not UTF-8" }
    if checksMarkup, let problem = markupProblem(in: body.htmlWithoutSite()) { return problem }
    let lowercased = html.lowercased()
    for attribute in ["href", "src"] where checksMarkup {
      if lowercased.contains("\(attribute)=\"javascript:") { return "an active link" }
    }
    let positions = body.holes.map(\.position)
    if positions != positions.sorted() || positions.contains(where: { $0 > body.html.count }) {
      return "holes out of order"
    }
    if Set(body.anchors).count != body.anchors.count { return "an id twice: \(body.anchors)" }
    for anchor in body.anchors where !html.contains("id=\"\(anchor)\"") {
      return "an id that is not there: \(anchor)"
    }
    for diagnostic in converted.diagnostics {
      guard let span = diagnostic.place.span else { continue }
      if span.line < 1 || span.column < 1 || span.length < 1 {
        return "a place outside of the file"
      }
    }
    if checksMarkup, let problem = problem(blocks: body) { return problem }
    return problem(runs: body, source) ?? (checksMarkup ? problem(headings: body) : nil)
  }

  /// Each part of a block is a piece of HTML by itself, inside of what it is a part of.
  private func problem(blocks body: Body) -> String? {
    var start = 0
    for block in body.blocks {
      guard block.html.lowerBound >= start, block.html.upperBound <= body.html.count else {
        return "blocks out of order"
      }
      start = block.html.lowerBound
      var parts = [block.html, block.content]
      if let title = block.title { parts.append(title) }
      if let caption = block.caption { parts.append(caption) }
      var end = block.content.lowerBound
      for item in block.items {
        for part in [item.title, item.content].compactMap(\.self) {
          guard part.lowerBound >= end, part.upperBound <= block.content.upperBound else {
            return "the items of a block out of order"
          }
          end = part.upperBound
          parts.append(part)
        }
      }
      for part in parts {
        guard part.lowerBound >= block.html.lowerBound, part.upperBound <= block.html.upperBound
        else { return "a part of a block outside of it" }
        if let problem = markupProblem(in: Array(body.html[part])) {
          return "\(block.kind): \(problem) in \(String(decoding: body.html[part], as: UTF8.self))"
        }
      }
    }
    return nil
  }

  private func problem(runs body: Body, _ source: [UInt8]) -> String? {
    var end = 0
    for run in body.runs {
      guard run.html.lowerBound >= end, run.html.upperBound <= body.html.count else {
        return "runs out of order"
      }
      end = run.html.upperBound
      let shown = body.html[run.html]
      if shown.contains(UInt8(ascii: "<")) || shown.contains(UInt8(ascii: ">")) {
        return "a tag in a run: \(String(decoding: shown, as: UTF8.self))"
      }
      guard let written = run.source else { continue }
      guard written.upperBound <= source.count, !written.isEmpty else {
        return "a run outside of the file"
      }
      if run.kind == .text {
        let plain = Array(body.plainText(of: [run]).utf8)
        let original = source[written].map { $0 == 0x0D ? 0x0A : $0 }
        if plain != original { return "a run of something else: \(plain) \(original)" }
      }
    }
    return nil
  }

  private func problem(headings body: Body) -> String? {
    for heading in body.headings {
      if heading.id.isEmpty { return "a heading without an id" }
    }
    return nil
  }
}
