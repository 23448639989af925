import Diagnostics
import Documents
import Testing

/// Blocks as a reader without a theme gets them, and the parts that a theme is given.
@Suite struct BlockTests {
  struct Case: CustomTestStringConvertible {
    let text: String
    let html: String
    var testDescription: String { text }

    init(_ text: String, _ html: String) {
      self.text = text
      self.html = html
    }
  }

  @Test(arguments: [
    Case(
      "> [!SUMMARY]\n> - One \"thing\".",
      """
      <div class="block block-summary">
      <p class="block-title">At a glance</p>
      <ul>
      <li>One “thing”.</li>
      </ul>
      </div>
      """),
    Case(
      "> [!summary] In *short*\n> Text.",
      """
      <div class="block block-summary">
      <p class="block-title">In <em>short</em></p>
      <p>Text.</p>
      </div>
      """),
    Case(
      "> [!QUOTE]\n> It 'is'.\n>\n> — A. Name, *Title*",
      """
      <figure class="block block-quote">
      <blockquote>
      <p>It ‘is’.</p>
      </blockquote>
      <figcaption>— A. Name, <em>Title</em></figcaption>
      </figure>
      """),
    Case(
      "> [!QUOTE]\n> \"It\n> is.\"\n> -- A. Name",
      """
      <figure class="block block-quote">
      <blockquote>
      <p>“It
      is.”</p>
      </blockquote>
      <figcaption>– A. Name</figcaption>
      </figure>
      """),
    Case(
      "> [!FIGURE]\n> ![A chair](chair.jpg)\n>\n> A *caption*.",
      """
      <figure class="block block-figure">
      <p><img src="chair.jpg" alt="A chair" /></p>
      <figcaption>A <em>caption</em>.</figcaption>
      </figure>
      """),
    Case(
      "> [!FIGURE]\n> [![A chair](chair.jpg)](/a/)\n> A caption\n> of two lines.",
      """
      <figure class="block block-figure">
      <p><a href="/a/"><img src="chair.jpg" alt="A chair" /></a></p>
      <figcaption>A caption
      of two lines.</figcaption>
      </figure>
      """),
    Case(
      "> [!FIGURE]\n> ![A chair](chair.jpg)",
      """
      <figure class="block block-figure">
      <p><img src="chair.jpg" alt="A chair" /></p>
      </figure>
      """),
    Case(
      "> [!FAQ]\n> ### Is it *safe*?\n> Yes.\n>\n> #### For whom\n> Us.\n> ### Two?\n> - No.",
      """
      <div class="block block-faq">
      <h3 id="is-it-safe">Is it <em>safe</em>?</h3>
      <p>Yes.</p>
      <h4 id="for-whom">For whom</h4>
      <p>Us.</p>
      <h3 id="two">Two?</h3>
      <ul>
      <li>No.</li>
      </ul>
      </div>
      """),
    Case(
      "> [!STEPS] The way\n> 1. First\n> 2. Second\n>    1. inner",
      """
      <div class="block block-steps">
      <p class="block-title">The way</p>
      <ol>
      <li>First</li>
      <li>Second
      <ol>
      <li>inner</li>
      </ol>
      </li>
      </ol>
      </div>
      """),
    Case(
      "> [!DEFINITIONS]\n> - **A \"b\"**: what 'it' means\n> - **C**: more\n>   - **D**: inner",
      """
      <div class="block block-definitions">
      <dl>
      <div>
      <dt><strong>A “b”</strong></dt>
      <dd>what ‘it’ means</dd>
      </div>
      <div>
      <dt><strong>C</strong></dt>
      <dd>more
      <ul>
      <li><strong>D</strong>: inner</li>
      </ul>
      </dd>
      </div>
      </dl>
      </div>
      """),
    Case(
      "> [!DEFINITIONS]\n> - **A**: one\n>\n>   two",
      """
      <div class="block block-definitions">
      <dl>
      <div>
      <dt><strong>A</strong></dt>
      <dd><p>one</p>
      <p>two</p>
      </dd>
      </div>
      </dl>
      </div>
      """),
    Case(
      "> [!VIDEO] A film\n> [![A room](room.jpg)](https://www.youtube.com/watch?v=abcdefghijk&si=x)",
      """
      <div class="block block-video">
      <p class="block-title">A film</p>
      <p><a href="https://www.youtube-nocookie.com/embed/abcdefghijk" class="video-link"><img src="room.jpg" alt="A room" /></a></p>
      <p class="block-hint">YouTube shows this film, and learns of your visit when you start it.</p>
      </div>
      """),
    Case(
      "> [!VIDEO]\n> [See it](room.mp4) and [more](https://example.net/)",
      """
      <div class="block block-video">
      <p><a href="room.mp4" class="video-link">See it</a> and <a href="https://example.net/">more</a></p>
      </div>
      """),
    Case(
      "> [!BOOKING]\n> Ten minutes.",
      """
      <div class="block block-booking">
      <p>Ten minutes.</p>
      <p class="block-action"><a href="#">Arrange a first conversation</a></p>
      </div>
      """),
    Case("> [!CONTACT]", "<div class=\"block block-contact\">\n</div>"),
    Case(
      "> [!NEWSLETTER] Four letters a year\n> Text.",
      """
      <div class="block block-newsletter">
      <p class="block-title">Four letters a year</p>
      <p>Text.</p>
      </div>
      """),
    Case(
      "> [!NOTE]\n> > [!STEPS]\n> > 1. a",
      """
      <aside class="callout callout-note">
      <p class="callout-title">Note</p>
      <div class="block block-steps">
      <ol>
      <li>a</li>
      </ol>
      </div>
      </aside>
      """),
  ])
  func `a block without a theme is HTML that every reader can use`(_ example: Case) {
    let converted = Converted(example.text)
    #expect(converted.html == example.html + "\n")
    #expect(converted.problems == [])
    #expect(markupProblem(in: Array(converted.html.utf8)) == nil)
  }

  @Test func `a theme is given the parts of a block`() throws {
    let text = """
      > [!FAQ] Some "questions"
      > Intro.
      >
      > ## Is it 'safe'?
      > Yes.
      > ## Two?
      > > [!STEPS]
      > > 1. First

      > [!DEFINITIONS]
      > - **A**: b

      > [!QUOTE]
      > Words.
      >
      > — Name
      """
    let body = Converted(text).body
    func part(_ range: Range<Int>?) -> String? {
      range.map { String(decoding: body.html[$0], as: UTF8.self) }
    }
    #expect(body.blocks.map(\.kind) == [.faq, .steps, .definitions, .quote])
    let faq = body.blocks[0]
    #expect(part(faq.title) == "Some “questions”")
    #expect(part(faq.content)?.hasPrefix("<p>Intro.</p>\n<h2 id=\"is-it-safe\">") == true)
    #expect(faq.items.map { part($0.title) } == ["Is it ‘safe’?", "Two?"])
    #expect(faq.items.map(\.id) == ["is-it-safe", "two"])
    #expect(part(faq.items[0].content) == "<p>Yes.</p>\n")
    #expect(part(faq.items[1].content) == part(body.blocks[1].html))
    #expect(body.blocks[1].items.map { part($0.content) } == ["First"])
    #expect(part(body.blocks[2].items.first?.title) == "<strong>A</strong>")
    #expect(part(body.blocks[2].items.first?.content) == "b")
    #expect(part(body.blocks[3].caption) == "— Name")
    #expect(part(body.blocks[3].content) == "<p>Words.</p>\n")
    #expect(
      body.blocks.map { $0.place.map(described) } == [
        "1:3 [!FAQ]", "7:5 [!STEPS]", "10:3 [!DEFINITIONS]", "13:3 [!QUOTE]",
      ])
  }

  @Test func `a block in a note stays where it is when the ways back are written`() {
    let body = Converted(
      "a[^1] b[^2]\n\n[^1]: x\n\n    > [!QUOTE]\n    > w\n    >\n    > — s\n\n[^2]: > [!TIP] t\n"
    )
    .body
    #expect(
      body.blocks.map { String(decoding: body.html[$0.html], as: UTF8.self) } == [
        "<figure class=\"block block-quote\">\n<blockquote>\n<p>w</p>\n</blockquote>\n<figcaption>— s</figcaption>\n</figure>\n",
        "<aside class=\"callout callout-tip\">\n<p class=\"callout-title\">t</p>\n</aside>\n",
      ])
  }

  @Test func `words in blocks count, and the excerpt has none of them`() {
    let body = Converted("> [!SUMMARY] Title here\n> Three more words.\n\nThe text.").body
    #expect(body.wordCount == 7)
    #expect(body.excerpt == "The text.")
  }

  @Test func `headings in a block have ids and are not the text's own`() {
    let body = Converted("## A\n\n> [!FAQ]\n> ##### Q?\n> A.[^1]\n\n### B\n\n[^1]: Note.").body
    #expect(body.headings.map(\.isTopLevel) == [true, false, true])
    #expect(body.anchors == ["a", "q", "fnref-1", "b", "fn-heading", "fn-1"])
    #expect(Converted("## A\n\n> [!FAQ]\n> ##### Q?\n> A.\n\n### B").problems == [])
  }

  @Test(arguments: [
    (
      "https://www.youtube.com/watch?v=abcdefghijk",
      "https://www.youtube-nocookie.com/embed/abcdefghijk"
    ),
    (
      "https://youtu.be/abcdefghijk?t=90s",
      "https://www.youtube-nocookie.com/embed/abcdefghijk?start=90"
    ),
    (
      "HTTPS://M.YouTube.com/watch?x=1&v=ab_defgh-jk#x",
      "https://www.youtube-nocookie.com/embed/ab_defgh-jk"
    ),
    (
      "https://www.youtube.com/shorts/abcdefghijk",
      "https://www.youtube-nocookie.com/embed/abcdefghijk"
    ),
    (
      "https://www.youtube-nocookie.com/embed/abcdefghijk?autoplay=1",
      "https://www.youtube-nocookie.com/embed/abcdefghijk"
    ),
    ("https://vimeo.com/123456", "https://player.vimeo.com/video/123456?dnt=1"),
    ("https://vimeo.com/123456/abc123", "https://player.vimeo.com/video/123456?dnt=1&h=abc123"),
    (
      "https://player.vimeo.com/video/123456?h=abc&dnt=0",
      "https://player.vimeo.com/video/123456?dnt=1&h=abc"
    ),
  ])
  func `a film is asked for where nobody is followed`(_ address: String, _ player: String) {
    let converted = Converted("> [!VIDEO]\n> [Film](\(address))")
    #expect(converted.body.blocks.first?.player == player)
    let href = player.replacing("&", with: "&amp;")
    #expect(converted.html.contains("<a href=\"\(href)\" class=\"video-link\">Film</a>"))
    #expect(converted.problems == [])
  }

  @Test(arguments: [
    "https://www.youtube.com/watch?v=abc", "https://youtube.com.example.net/watch?v=abcdefghijk",
    "https://www.youtube.com/watch?v=abcdefghij\"", "https://youtu.be/../../abcdefg",
    "https://example.net/https://youtu.be/abcdefghijk", "https://vimeo.com/12a4",
    "https://youtu.be/abcdefghijk?t=1x", "https://user@youtu.be/abcdefghijk",
    "//youtu.be/abcdefghijk", "https://vimeo.com/1234/%22onload", "film.pdf",
  ])
  func `what is not certainly a film is not shown as one`(_ address: String) {
    let converted = Converted("> [!VIDEO]\n> [Film](<\(address)>)")
    #expect(converted.body.blocks.first?.player == nil)
    #expect(converted.diagnostics.map(\.rule.rawValue) == ["video-address"])
  }

  @Test(arguments: [
    (
      "> [!VIDEO]\n> [Film](javascript:alert(1))",
      "2:3+27 error forbidden-address: `javascript:alert(1)` is left out: a link must not begin with `javascript:`; use `https:`, `http:`, `mailto:`, `sms:` and `tel:`, or `./` in front of the name of a file"
    ),
    (
      "> [!VIDEO]\n> [Film](https://example.net/a)",
      "1:3+8 error video-address: `https://example.net/a` is not the address of a film that attune knows; copy the address of the film's page at YouTube or Vimeo, or name a file that ends in `.mp4` or `.webm`"
    ),
    (
      "> [!VIDEO] [Film](https://youtu.be/abcdefghijk)",
      "1:3+8 error block-content: `[!VIDEO]` has no film; write a link to it on the next line: `> [Watch the film](https://…)`"
    ),
    (
      "> [!VIDEO]\n> [![x](https://example.net/a.jpg)](https://youtu.be/abcdefghijk)",
      "2:4+31 error video-address: `https://example.net/a.jpg` would be loaded before anybody asks for the film; keep a copy of the picture beside the article"
    ),
    (
      "> [!QUOTE]\n> Words.",
      "1:3+8 warning quote-source: nobody is told whose words these are; write the source in a last paragraph that begins with a dash: `> — Name, *Title*`"
    ),
    (
      "> [!QUOTE] Name\n> Words.\n> — Name",
      "1:3+8 error block-content: `[!QUOTE]` has no title; begin the quotation on the next line; its source is a last paragraph that begins with a dash"
    ),
    (
      "> [!FIGURE] Caption\n> ![a](b.jpg)",
      "1:3+9 error block-content: `[!FIGURE]` has no title; put the picture on the next line; its caption is the paragraph behind it"
    ),
    (
      "> [!FIGURE]\n> Words.",
      "1:3+9 error block-content: `[!FIGURE]` has no picture; write one on the next line: `> ![what it shows](photo.jpg)`"
    ),
    (
      "> [!FAQ]\n> **Is it?**",
      "1:3+6 error block-content: `[!FAQ]` has no questions; write each as a heading, with the answer below: `> ### Is it …?`"
    ),
    (
      "> [!STEPS]\n> - One",
      "1:3+8 error block-content: `[!STEPS]` has no steps; write them as a numbered list: `> 1. …`"
    ),
    (
      "> [!DEFINITIONS]\n> Words.",
      "1:3+14 error block-content: `[!DEFINITIONS]` has no definitions; write them as a list: `> - **word**: what it means`"
    ),
    (
      "> [!DEFINITIONS]\n> - **A:** b",
      "2:1+12 error block-content: this says nothing of which word it is the definition; begin with the word in bold and a colon: `> - **word**: what it means`"
    ),
  ])
  func `a block without what makes it one is told`(_ text: String, _ problem: String) {
    let converted = Converted(text)
    #expect(converted.problems == [problem])
    #expect(markupProblem(in: Array(converted.html.utf8)) == nil)
  }

  @Test func `hostile blocks stay inside of themselves`() {
    for kind in BlockKind.allCases {
      for inside in [
        "</div></figure></aside>", "\"><script>alert(1)</script>",
        "- **a**: \n>   > [!NOTE]\n>   > x",
        "### \" onload=x {#a\"b}", "![\"><b>](javascript:x)", "[a](\"b)", "~~x\n> y~~ 'z\n> w'",
        "| a |\n> |---|\n> | [!NOTE] |", "1. [ ] **a**: b", "```\n> [!NOTE]\n> ```",
      ] {
        let text = "> [!\(kind)] 'a \"b ~~c\n> \(inside)\n>\n> — d' e\" f~~"
        let converted = Converted(text)
        #expect(markupProblem(in: Array(converted.html.utf8)) == nil, "\(text)")
        #expect(!converted.html.contains("<script"))
      }
    }
  }

  @Test func `a thousand blocks cost what a thousand notes cost`() {
    let body = Converted(
      String(repeating: "> [!FAQ]\n> ### A?\n> > [!QUOTE]\n> > a\n> > — b\n\n", count: 5000)
    ).body
    #expect(body.blocks.count == 10_000)
    #expect(body.blocks.filter { $0.kind == .faq }.allSatisfy { $0.items.count == 1 })
  }
}
