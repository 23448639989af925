import Testing

/// A text that costs a careless converter much more than its size.
struct HostileShape: Sendable, CustomTestStringConvertible {
  let name: String
  /// The text of about a number of bytes.
  let text: @Sendable (_ size: Int) -> [UInt8]

  var testDescription: String { name }

  /// A piece, again and again.
  init(_ name: String, _ piece: String) {
    self.name = name
    text = { size in repeated(piece, size) }
  }

  /// What a closure makes.
  init(_ name: String, _ text: @escaping @Sendable (_ size: Int) -> [UInt8]) {
    self.name = name
    self.text = text
  }

  static let all: [HostileShape] = [
    HostileShape("G05: list built by indentation, then empty lines") { size in
      var text: [UInt8] = []
      for depth in 0..<150 { text += repeated(" ", depth * 2) + Array("- a\n".utf8) }
      return text + repeated("\n", min(size / 20, 45_000))
    },
    HostileShape("G06: nested strong and emphasis", "*a **a "),
    HostileShape("G07: underscores", "a_ "),
    HostileShape("G09: open brackets", "[a"), HostileShape("G11: links in links", "[ (]("),
    HostileShape("G13: quotations in quotations") { size in
      repeated(String(repeating: "> ", count: 99) + "a\n\n", size)
    },
    HostileShape("G14: comments that do not begin") { size in
      Array("</".utf8) + repeated("<!--", size)
    },
    HostileShape("G15: pointed addresses", "[a](<b"),
    HostileShape("G17: definitions") { size in
      (0..<size / 12).flatMap { Array("[a\($0)]: /u\n".utf8) }.prefixLines(45_000)
    },
    HostileShape("G18: definitions and uses") { size in
      let count = min(size / 26, 20_000)
      return (0..<count).flatMap { Array("[r\($0)]: /\($0)\n".utf8) }
        + (0..<count).flatMap { Array("\n[r\($0)]".utf8) }
    },
    HostileShape("G21: spaces", " "), HostileShape("G22: tabs", "\t"),
    HostileShape("G23: a row of pipes", "|"),
    HostileShape("G23: a wide table") { size in
      repeated("|", size / 2) + [0x0A] + repeated("|-", size / 2)
    },
    HostileShape("G25: notes in a circle") { size in
      let count = min(size / 20, 45_000)
      return Array("[^0]\n\n".utf8)
        + (0..<count).flatMap { Array("[^\($0)]: a[^\(($0 + 1) % count)]\n".utf8) }
    },
    HostileShape("G26: equal headings", "## a\n"),
    HostileShape("G27: callouts") { size in
      repeated("> [!NOTE]\n> a\n\n", size)
    },
    HostileShape("G28: quotation marks", "'\""), HostileShape("quotations that open", " '\"a"),
    HostileShape("closing emphasis", "a** "), HostileShape("emphasis of two kinds", "*_* _ "),
    HostileShape("strong that opens", "**a "), HostileShape("closing brackets", "a]"),
    HostileShape("deep brackets") { size in repeated("[", size / 2) + repeated("]", size / 2) },
    HostileShape("emphasis in a quotation") { size in
      repeated(">", 90) + repeated("a*", size)
    },
    HostileShape("backticks of all lengths") { size in
      var text: [UInt8] = []
      var length = 1
      while text.count < size {
        text += repeated("`", length) + [0x65]
        length += 1
      }
      return text
    },
    HostileShape("unclosed links", "[a](b"), HostileShape("link titles", "[a](b \"c "),
    HostileShape("autolinks that do not end", "<http://a"), HostileShape("tags", "<a b='"),
    HostileShape("processing", "<?"), HostileShape("declarations", "<!A "),
    HostileShape("character data", "<![CDATA["),
    HostileShape("entities", "&amp;&copy;&#42;&bogus;"),
    HostileShape("ampersands", "&"), HostileShape("escapes", "\\*\\[\\\\"),
    HostileShape("tildes", "~~a "), HostileShape("tildes in emphasis", "*a~~* ~~"),
    HostileShape("tildes that open, then close elsewhere") { size in
      repeated("~~a ", size / 2) + [0x2A] + repeated("b~~ ", size / 2) + [0x2A]
    },
    HostileShape("marks of one note") { size in
      repeated("[^a]", size) + Array("\n\n[^a]: b".utf8)
    },
    HostileShape("marks of no note", "[^a] "), HostileShape("marks that do not end", "[^"),
    HostileShape("many undefined notes") { size in
      (0..<size / 20).flatMap { Array("[^note\($0)] ".utf8) }
        + (0..<min(size / 20, 45_000)).flatMap { Array("\n[^nota\($0)]: x".utf8) }
    },
    HostileShape("definitions of notes in code") { size in
      Array("```\n".utf8) + repeated("[^a]: b\n", size).prefixLines(45_000)
    },
    HostileShape("definitions of notes in comments") { size in
      repeated("<!--\n[^a]: b\n-->\n", size).prefixLines(45_000)
    },
    HostileShape("reserved labels", "[@a]: b\n\n"), HostileShape("reserved labels, open", "[^a\n"),
    HostileShape("citations", "[@a; @b, p. 3]"), HostileShape("citations that do not end", "[@a;"),
    HostileShape("citations of different keys") { size in
      (0..<size / 8).flatMap { Array("[@a\($0)]".utf8) }
    },
    HostileShape("rows of a table") { size in
      Array("a|b\n-|-\n".utf8) + repeated("c|`d`\n", size).prefixLines(45_000)
    },
    HostileShape("lines of dashes and pipes", "|-|-|\n"),
    HostileShape("tables of one row", "a|b\n-|-\nc\n\n"),
    HostileShape("short rows of a wide table") { size in
      repeated("a|", 99) + [0x0A] + repeated("-|", 99) + [0x0A]
        + repeated("a\n", size).prefixLines(45_000)
    },
    HostileShape("headings that ask for ids") { size in
      (0..<size / 20).flatMap { Array("## a {#i\($0)}\n".utf8) }.prefixLines(45_000)
    },
    HostileShape("headings with numbers") { size in
      (0..<size / 14).flatMap { Array("## a\n## a-\($0)\n".utf8) }.prefixLines(45_000)
    },
    HostileShape("tasks", "- [ ] a\n"), HostileShape("dots and dashes", "...---"),
    HostileShape("addresses in text", "https://a-b--c...d'e"),
    HostileShape("long words", "a"), HostileShape("lists", "* a\n"), HostileShape("rules", "***\n"),
    HostileShape("pictures", "![a](b)\n\n"), HostileShape("forbidden links", "[a](javascript:b) "),
    HostileShape("links", "[a](b) "), HostileShape("NUL", "\0a"), HostileShape("returns", "a\r"),
    HostileShape("letters beyond ASCII, then links") { size in
      repeated("é", size / 2) + repeated("[a](b)", size / 2)
    },
    HostileShape("not UTF-8") { size in [UInt8](repeating: 0xC3, count: size) },
    HostileShape("setext lines", "a\n=\n"), HostileShape("lazy lines", "> a\nb\n"),
  ]
}

/// A piece, again and again, up to about a size.
func repeated(_ piece: String, _ size: Int) -> [UInt8] {
  let piece = Array(piece.utf8)
  var bytes: [UInt8] = []
  bytes.reserveCapacity(size + piece.count)
  while bytes.count + piece.count <= max(size, piece.count) { bytes += piece }
  return bytes
}

extension [UInt8] {
  /// At most a number of lines.
  func prefixLines(_ limit: Int) -> [UInt8] {
    var lines = 0
    for index in indices where self[index] == 0x0A {
      lines += 1
      if lines == limit { return Array(self[...index]) }
    }
    return self
  }
}
