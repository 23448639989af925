/// What is wrong with the tags of a piece of HTML: one that is not closed, or not ours; `nil` if
/// nothing is.
func markupProblem(in html: [UInt8]) -> String? {
  let known: Set = [
    "p", "a", "em", "strong", "code", "pre", "del", "ul", "ol", "li", "blockquote", "aside", "div",
    "table", "thead", "tbody", "tr", "th", "td", "section", "sup", "label", "h1", "h2", "h3", "h4",
    "h5", "h6", "figure", "figcaption", "dl", "dt", "dd",
  ]
  let void: Set = ["br", "hr", "img", "input"]
  var open: [String] = []
  var at = 0
  while at < html.count {
    if html[at] == UInt8(ascii: ">") { return "a bare > at \(at)" }
    if html[at] == UInt8(ascii: "&"), !isEntity(html[at...]) { return "a bare & at \(at)" }
    guard html[at] == UInt8(ascii: "<") else {
      at += 1
      continue
    }
    var end = at + 1
    var isQuoted = false
    while end < html.count, isQuoted || html[end] != UInt8(ascii: ">") {
      if html[end] == UInt8(ascii: "\"") { isQuoted.toggle() }
      if html[end] == UInt8(ascii: "<") { return "a < in a tag at \(at)" }
      end += 1
    }
    guard end < html.count else { return "a tag without an end at \(at)" }
    let tag = String(decoding: html[at + 1..<end], as: UTF8.self)
    let name = String(tag.drop { $0 == "/" }.prefix { $0.isLetter || $0.isNumber })
    if tag.hasPrefix("/") {
      guard open.popLast() == name else { return "</\(name)> closes something else at \(at)" }
    } else if void.contains(name) {
      guard tag.hasSuffix("/") else { return "<\(tag)> at \(at)" }
    } else {
      guard known.contains(name) else { return "<\(tag)> at \(at)" }
      if name == "a", open.contains("a") { return "a link in a link at \(at)" }
      if name == "p", open.contains("p") { return "a paragraph in a paragraph at \(at)" }
      open.append(name)
    }
    for attribute in tag.split(separator: " ").dropFirst()
    where attribute.hasPrefix("on") && attribute.contains("=\"") && !tag.contains("title=")
      && !tag.contains("alt=")
    {
      return "<\(tag)> at \(at)"
    }
    at = end + 1
  }
  return open.isEmpty ? nil : "<\(open.joined(separator: "> <"))> without an end"
}

private func isEntity(_ html: ArraySlice<UInt8>) -> Bool {
  ["&amp;", "&lt;", "&gt;", "&quot;", "&#x27;"].contains { html.starts(with: $0.utf8) }
}
