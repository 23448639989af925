import Diagnostics
import Documents
import Testing

/// Classes `injection` and `encoding`, as far as Markdown goes.
@Suite struct MarkdownHostileTests {
  private func rules(_ converted: Converted) -> [String] {
    converted.diagnostics.map(\.rule.rawValue)
  }

  @Test func `H04: an active element is left out and reported`() {
    let converted = Converted("<svg onload=alert(1)>\n\na <svg onload=alert(1)> b")
    #expect(!converted.html.contains("svg"))
    #expect(rules(converted) == ["raw-html", "raw-html"])
  }

  @Test func `H06: a link in HTML is left out and reported`() {
    let converted = Converted("<a href=\"jav&#x09;ascript:alert(1)\">x</a>")
    #expect(converted.html == "<p>x</p>\n")
    #expect(rules(converted) == ["raw-html"])
  }

  @Test(arguments: [
    ("H07", "[a](javascript:alert(1))"), ("H07", "[a](JaVaScRiPt:alert(1))"),
    ("H09", "[a](&#106;avascript:alert(1))"), ("H10", "[a](javascript&colon;alert(1))"),
    ("H11", "[a](<  javascript:alert(1)>)"), ("H11", "[a](&#1;javascript:alert(1))"),
    ("H11", "[a](<java&#9;script:alert(1)>)"), ("H11", "[a](<java&#10;script:alert(1)>)"),
    ("H12", "<javascript:alert(1)>"), ("H13", "[a]\n\n[a]: javascript:x"),
    ("H13", "[a]\n\n[a]: <vbscript:x> 'title'"), ("H18", "[a](blob:x)"),
    ("H18", "[a](view-source:x)"), ("H18", "[a](filesystem:x)"), ("H18", "[a](file:///etc/passwd)"),
    ("H18", "[a](data:text/html,x)"), ("H18", "[a](about:blank)"), ("H18", "<data:x>"),
    ("H14", "![a](javascript:x)"), ("H17", "![a](<data:image/svg+xml,\\<svg onload\\>>)"),
    ("H17", "![a](data:image/png;base64,x)"), ("H07", "[![x](y.jpg)](javascript:x)"),
    ("H07", "## [a](javascript:x)"), ("H07", "[^1]\n\n[^1]: [a](javascript:x)"),
    ("H07", "a|b\n-|-\n[a](javascript:x)|"), ("H07", "> [!NOTE] [a](javascript:x)"),
  ])
  func `an address that is not on the list is dropped, with HTML allowed too`(
    _ id: String, _ text: String
  ) {
    for isAllowed in [false, true] {
      let converted = Converted(text, MarkdownOptions(allowsRawHTML: isAllowed))
      let html = converted.html.lowercased()
      for scheme in [
        "javascript:", "vbscript:", "data:", "blob:", "file", "view-source:", "about:",
      ] {
        #expect(!html.contains("href=\"\(scheme)") && !html.contains("src=\"\(scheme)"), "\(id)")
      }
      #expect(rules(converted) == ["forbidden-address"], "\(id)")
      #expect(converted.body.links.allSatisfy { $0.destination == "y.jpg" }, "\(id)")
    }
  }

  @Test func `H17: an image that is none is text, and what is in it is left out`() {
    let converted = Converted("![a](data:image/svg+xml,<svg onload>)")
    #expect(converted.html == "<p>![a](data:image/svg+xml,)</p>\n")
    #expect(rules(converted) == ["raw-html"])
  }

  @Test func `H20: a link to another host without a scheme is external`() {
    let body = Converted("[a](//evil.example) [b](/\\evil.example) [c](/\t/evil.example)").body
    #expect(body.links.map(\.isInternal) == [false, true])
    #expect(body.holes.map(\.kind) == [.link(1)])
    // What is not taken for another host is written so that no browser takes it for one.
    var html: [UInt8] = []
    appendAddress(Array(body.links[1].destination.utf8), to: &html)
    #expect(String(decoding: html, as: UTF8.self) == "/%5Cevil.example")
    let encoded = Converted("[c](/&#9;/evil.example)")
    #expect(encoded.body.links.map(\.isInternal) == [false])
    #expect(encoded.html.contains("href=\"/%09/evil.example\""))
  }

  @Test func `H24: the words of a fence cannot leave their attribute`() {
    let converted = Converted("``` x\"onclick=\"y <z>\na\n```\n~~~ x\" onclick=\"y\n~~~")
    #expect(converted.html.contains("<pre><code class=\"language-x&quot;onclick=&quot;y\">a"))
    #expect(converted.html.contains("<pre><code class=\"language-x&quot;\"></code>"))
  }

  @Test func `H25: the words of a fence are only a name`() {
    #expect(Converted("``` ../../x\n```").html.contains("class=\"language-../../x\""))
  }

  @Test func `H40: links have no target`() {
    #expect(!Converted("[a](https://b) <https://c>").html.contains("target"))
  }

  @Test func `words of the author cannot leave their attribute`() {
    let text = """
      [a](b "x\\" onmouseover=\\"y") ![c" d='](e "f&quot;<g>")

      ## h {#x"y}

      [^"><svg>] [@"><svg>]

      [^"><svg>]: n
      """
    let converted = Converted(text)
    #expect(converted.html.contains("title=\"x&quot; onmouseover=&quot;y\""))
    #expect(converted.html.contains("alt=\"c&quot; d='\" title=\"f&quot;&lt;g&gt;\""))
    #expect(!converted.html.contains("<svg"))
    #expect(markupProblem(in: converted.body.htmlWithoutSite()) == nil)
  }

  @Test func `D06: bytes that are not UTF-8 become U+FFFD`() {
    for bytes: [UInt8] in [
      [0xC0, 0xAF], [0x61, 0xC3], [0xED, 0xA0, 0x80], [0xF5, 0x80, 0x80, 0x80], [0x80],
      [0x5B, 0x61, 0xFF, 0x5D, 0x28, 0xC0, 0x29], [0xEF, 0x60, 0x61, 0x60, 0x62, 0x9F, 0xC3, 0x66],
    ] {
      for hasExtensions in [true, false] {
        let converted = Converted(
          bytes + Array(" \"x\" [^1]".utf8), MarkdownOptions(extensions: hasExtensions))
        let html = converted.body.htmlWithoutSite()
        #expect(String(validating: html, as: UTF8.self)?.contains("\u{FFFD}") == true)
        for run in converted.body.runs {
          #expect(String(validating: converted.body.html[run.html], as: UTF8.self) != nil)
        }
      }
    }
  }

  @Test func `NUL becomes U+FFFD`() {
    #expect(Converted([0x61, 0x00, 0x62]).html == "<p>a\u{FFFD}b</p>\n")
    #expect(Converted("`a\0`\n\n```\0\n\0\n```").html.contains("\0") == false)
  }

  @Test func `D09: line endings make no difference`() {
    let text = """
      A "b"[^1]
      c [d](e)  
      f

      - [x] g
      - h

      > [!NOTE] i
      > j

      | k | l |
      |---|---|
      | m | n |

      ```
      o

      p
      ```

      [^1]: q
      r

          s

      """
    let expected = Converted(text)
    for ending in ["\r\n", "\r"] {
      let other = Converted(
        text.split(separator: "\n", omittingEmptySubsequences: false)
          .joined(separator: ending))
      #expect(other.html == expected.html)
      #expect(other.problems == expected.problems)
      #expect(other.body.links.map(\.place?.span?.line) == [2])
    }
  }

  @Test func `D12: a missing last line break makes no difference`() {
    for text in [
      "a", "## b", "- c", "> [!NOTE]\n> d", "a|b\n-|-\nc|d", "```\ne\n```", "[^1]\n\n[^1]: f",
    ] {
      #expect(Converted(text).html == Converted(text + "\n").html)
    }
  }

  @Test func `D16: a control character in a problem cannot steer a terminal`() {
    let converted = Converted("[^\u{9B}x] [a](\u{1B}]0;x\u{7}b:c) <b \u{1B}[2J>")
    let text = TerminalStyle(usesColor: false).text(for: converted.diagnostics)
    #expect(!text.isEmpty)
    #expect(
      !text.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" || 0x7F...0x9F ~= $0.value })
  }

  @Test func `a byte order mark is not part of the text`() {
    #expect(Converted("\u{FEFF}## a").html == "<h2 id=\"a\">a</h2>\n")
  }

  @Test func `an address in the words of a link is no link in a link`() {
    #expect(
      Converted("[a <https://b.c> d](/e/)").html
        == "<p><a href=\"/e/\">a https://b.c d</a></p>\n")
  }

  @Test func `a label that the text of a note would define is no link in a task or a callout`() {
    #expect(
      Converted("- [x] ’\n\n[^1]\n\n[^1]: > [x]: y").html.hasPrefix(
        "<ul>\n<li class=\"task\"><label><input type=\"checkbox\" disabled=\"\" checked=\"\" /> ’</label></li>\n</ul>"
      ))
    #expect(
      Converted("> [!TIP]\n> a[^1]\n\n[^1]: - [!TIP]: y").html.hasPrefix(
        "<aside class=\"callout callout-tip\">"))
  }

  @Test func `a return in front of a note's line is a line break of its own`() {
    let text: [UInt8] = Array("\r[^a]: b\n- [x] <\n- [".utf8) + [0xC7]
    let converted = Converted(text)
    #expect(String(validating: converted.body.html, as: UTF8.self) != nil)
    #expect(
      converted.html == """
        <ul>
        <li class="task"><label><input type="checkbox" disabled="" checked="" /> &lt;</label></li>
        <li>[\u{FFFD}</li>
        </ul>

        """)
    #expect(converted.diagnostics.map(\.place.span?.line) == [2])
    #expect(Converted("a\r[^1]: b\r\r[c](d)[^1]").body.links.map(\.place?.span?.line) == [4])
  }

  @Test(arguments: ["&#1;", "&#x1;", "&#X01;", "&#001;", "&#14;&#15;&#16;&#1;&#2;"])
  func `an entity of a control character is not taken for the colon of a reserved label`(
    _ entity: String
  ) {
    let converted = Converted("[@]:\(entity) a\n\nb\(entity)c")
    #expect(converted.html.hasPrefix("<p>[@]:"))
    for run in converted.body.runs where run.kind == .text {
      let source = run.source.map { Array("[@]:\(entity) a\n\nb\(entity)c".utf8)[$0] }
      #expect(source.map { Array($0) } == Array(converted.body.plainText(of: [run]).utf8))
    }
  }

  @Test(arguments: ["[^a]:\n\t[^0]:", "[^a]:\n    [^b]: c\n\n[^a][^b]", "[^a]: [^b]: c"])
  func `a note that begins in another note ends where the file ends`(_ text: String) {
    let converted = Converted(text)
    #expect(String(validating: converted.body.html, as: UTF8.self) != nil)
    #expect(!converted.diagnostics.isEmpty || converted.body.anchors.count > 2)
  }

  @Test(arguments: ["&#xFFFE;", "&#xFFFF;", "&#65534;"])
  func `an entity of what is no character leaves text that is UTF-8`(_ entity: String) {
    let converted = Converted("## a\(entity)b\n\n[c\(entity)d](e \"\(entity)\") ![\(entity)](f)")
    #expect(
      String(validating: converted.body.html, as: UTF8.self) == """
        <h2 id="a-b">a b</h2>
        <p><a href="" title=" ">c d</a> <img src="" alt=" " /></p>

        """)
  }
}
