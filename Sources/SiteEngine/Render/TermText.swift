import Documents

extension RenderScope {
  /// Appends a word of the glossary where a text first uses it: as an abbreviation that says what it
  /// means, as a link to the page that explains it, or both.
  mutating func append(
    term use: TermUse, _ word: ArraySlice<UInt8>, on page: PageID, to html: inout [UInt8]
  ) {
    let (meaning, item) = term(use, on: page)
    // A page that explains a word leads nowhere.
    let link = item.flatMap { $0.target == .page(page) ? nil : $0 }
    if let link {
      html += "<a class=\"term\" href=\"".utf8
      appendEscaped(address(of: link), to: &html)
      html += "\">".utf8
    }
    if let meaning {
      html += "<abbr title=\"".utf8
      appendEscaped(meaning, to: &html)
      html += "\">".utf8
    }
    html += word
    if meaning != nil { html += "</abbr>".utf8 }
    if link != nil { html += "</a>".utf8 }
  }
}
