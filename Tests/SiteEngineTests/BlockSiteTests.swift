import Diagnostics
import Documents
import Foundation
import SiteEngine
import Templates
import Testing

/// Blocks on a site: templates of the theme, settings, feeds.
@Suite struct BlockSiteTests {
  private static let article = "Content/articles/a.md"

  private func site(_ body: String, _ more: String = "") throws -> TestSite {
    try TestSite("== \(Self.article)\n---\ntitle: A\ndate: 2026-01-01\n---\n\(body)\n\(more)")
  }

  private static let settings = """

    == site.yaml
    name: Practice
    url: https://example.org/repo/
    time-zone: America/New_York
    theme: plain
    forms:
      contact: https://forms.example.com/f?a=1&b=2
      newsletter: /subscribe
    settings:
      booking-url: /articles/
    == Themes/plain/theme.yaml
    name: Plain
    interface: 1
    settings:
      booking-url: {kind: url}
    """

  @Test func `a contact form needs no script and has a warning, labels and a trap`() throws {
    let site = try site("> [!CONTACT] Write to us\n> Two lines.", Self.settings)
    #expect(try site.told() == [])
    #expect(
      try site.page("articles/a/index.html").contains(
        """
        <div class="block block-contact">
        <p class="block-title">Write to us</p>
        <p>Two lines.</p>
        <form class="form" method="post" action="https://forms.example.com/f?a=1&amp;b=2">
        <p class="form-warning">Please write nothing about your health here. Nobody watches this form for emergencies: if you are in danger, call your local emergency number.</p>
        <p class="form-field"><label>Your name
        <input type="text" name="name" autocomplete="name" required="" /></label></p>
        <p class="form-field"><label>Your e-mail address
        <input type="email" name="email" autocomplete="email" required="" /></label></p>
        <p class="form-field"><label>Your message
        <textarea name="message" rows="6" required=""></textarea></label></p>
        <p hidden=""><label>Leave this field empty
        <input type="text" name="website" tabindex="-1" autocomplete="off" /></label></p>
        <p class="form-action"><button type="submit">Send the message</button></p>
        </form>
        </div>

        """))
  }

  @Test func `a newsletter form asks for an address and nothing else`() throws {
    let site = try site("> [!NEWSLETTER]\n> Four letters.", Self.settings)
    try site.edit("site.yaml", replacing: "forms:\n", with: "forms:\n  trap: _gotcha\n")
    let page = try site.page("articles/a/index.html")
    #expect(
      page.contains(
        """
        <div class="block block-newsletter">
        <p>Four letters.</p>
        <form class="form" method="post" action="/repo/subscribe">
        <p class="form-field"><label>Your e-mail address
        <input type="email" name="email" autocomplete="email" required="" /></label></p>
        <p hidden=""><label>Leave this field empty
        <input type="text" name="_gotcha" tabindex="-1" autocomplete="off" /></label></p>
        <p class="form-action"><button type="submit">Subscribe</button></p>
        </form>
        </div>

        """))
  }

  @Test func `a booking leads where the setting says`() throws {
    let site = try site("> [!BOOKING]\n> Ten minutes.", Self.settings)
    #expect(
      try site.page("articles/a/index.html").contains(
        "<p class=\"block-action\"><a href=\"/repo/articles/\">Arrange a first conversation</a></p>"
      ))
  }

  @Test func `a block without its setting is an error`() throws {
    let site = try site("> [!BOOKING]\n\n> [!CONTACT]\n\n> [!NEWSLETTER]")
    let told = try site.told()
    #expect(
      told == [
        "Content/articles/a.md:5:3+10 block-setting: `[!BOOKING]` has no address to lead to; the theme `plain` needs the setting `booking-url` of the kind `url`",
        "Content/articles/a.md:7:3+10 block-setting: `[!CONTACT]` has no address to send to, so every message would be lost; add to `site.yaml`:\nforms:\n  contact: https://…",
        "Content/articles/a.md:9:3+13 block-setting: `[!NEWSLETTER]` has no address to send to, so every message would be lost; add to `site.yaml`:\nforms:\n  newsletter: https://…",
      ])
    try site.write(
      "== Themes/plain/theme.yaml\nname: P\ninterface: 1\nsettings:\n  booking-url: {kind: url}")
    let offered = try site.told().first
    #expect(
      offered
        == "Content/articles/a.md:5:3+10 block-setting: `[!BOOKING]` has no address to lead to; add to `site.yaml`:\nsettings:\n  booking-url: contact.md"
    )
  }

  @Test(arguments: [
    "http://example.com/f", "javascript:alert(1)", "mailto:a@example.com", "//example.com/f",
    "data:text/html,x", "https://", "contact.md", "https://a.b/ c", "/a\\\\b",
  ])
  func `what is no address for a form is refused`(_ address: String) throws {
    let site = try site("> [!CONTACT]", Self.settings)
    try site.edit(
      "site.yaml", replacing: "https://forms.example.com/f?a=1&b=2", with: "\"\(address)\"")
    let diagnostics = try site.snapshot().diagnostics
    #expect(diagnostics.contains { $0.severity == .error })
    #expect(!(try site.page("articles/a/index.html").contains("action=\"\(address)")))
  }

  @Test func `the messages about forms are exact`() throws {
    let site = try site("x", Self.settings)
    try site.edit(
      "site.yaml", replacing: "https://forms.example.com/f?a=1&b=2", with: "http://example.com/f")
    try site.edit("site.yaml", replacing: "  newsletter: /subscribe", with: "  trap: a b")
    let told = try site.told()
    #expect(
      told == [
        "site.yaml:6:12+20 form-address: `http://example.com/f` is not an address that a form may send to; write one that begins with `https://`, or with `/` for a program of your own host",
        "site.yaml:7:9+3 form-field: `a b` is not the name of a field, which has letters, digits, and of signs `_-.:[]`",
      ])
  }

  @Test func `fields of a form have the names that its service gives them`() throws {
    let site = try site("> [!CONTACT]\n\n> [!NEWSLETTER]", Self.settings)
    try site.edit(
      "site.yaml", replacing: "forms:\n",
      with: """
        forms:
          contact-fields: {name: entry.1, email: "fields[email]", message: entry.3}
          newsletter-fields:
            email: list:EMAIL

        """)
    #expect(try site.told() == [])
    let page = try site.page("articles/a/index.html")
    let names = page.components(separatedBy: " name=\"").dropFirst()
      .map { String($0.prefix { $0 != "\"" }) }
    #expect(
      names == ["entry.1", "fields[email]", "entry.3", "website", "list:EMAIL", "website"])
    #expect(page.contains("<textarea name=\"entry.3\" rows=\"6\" required=\"\"></textarea>"))
    // One of them alone leaves the others as they are.
    try site.edit("site.yaml", replacing: "name: entry.1, email: \"fields[email]\", ", with: "")
    #expect(
      try site.page("articles/a/index.html").contains(
        "<input type=\"text\" name=\"name\" autocomplete=\"name\" required=\"\" />"))
  }

  @Test func `names of fields that would lose what is written are errors`() throws {
    let site = try site("x", Self.settings)
    try site.edit(
      "site.yaml", replacing: "forms:\n",
      with: """
        forms:
          contact-fields: {name: email, message: "a\\"b", emial: x}
          newsletter-fields: {email: website, name: n}

        """)
    let told = try site.told()
    #expect(
      told == [
        "site.yaml:6:26+5 form-field: two fields of the form `contact` would have the name `email`; give each a name of its own, as the service calls it",
        "site.yaml:6:42+6 form-field: `a\"b` is not the name of a field, which has letters, digits, and of signs `_-.:[]`",
        "site.yaml:6:50+5 unknown-field: `emial` is not a field that `contact-fields` has; did you mean `email`?",
        "site.yaml:7:30+7 form-field: two fields of the form `newsletter` would have the name `website`; give each a name of its own, as the service calls it",
        "site.yaml:7:39+4 unknown-field: `name` is not a field that `newsletter-fields` has",
      ])
    try site.edit(
      "site.yaml", replacing: "{name: email, message: \"a\\\"b\", emial: x}",
      with: "{message: trap}")
    try site.edit(
      "site.yaml", replacing: "{email: website, name: n}", with: "{email: mail}\n  trap: trap")
    #expect(
      try site.told() == [
        "site.yaml:8:9+4 form-field: two fields of the form `contact` would have the name `trap`; give each a name of its own, as the service calls it"
      ])
  }

  @Test func `a theme's template makes a block of its parts`() throws {
    let site = try site(
      """
      > [!FAQ] Q "&" A
      > ### Is it [safe](/articles/)?
      > Yes.
      >
      > > [!NOTE]
      > > In it.
      >
      > ### Two?
      > > [!QUOTE]
      > > Words.
      > > — S

      > [!VIDEO] Film
      > [See](https://youtu.be/abcdefghijk?t=5)

      > [!CONTACT]
      """,
      Self.settings + """

        == Themes/plain/blocks/faq.mustache
        <section>{{#title}}<h2>{{{title}}}</h2>{{/title}}
        {{#items}}
        <details id="{{id}}"><summary>{{{title}}}</summary>
        {{{content}}}
        </details>
        {{/items}}
        </section>
        == Themes/plain/blocks/note.mustache
        <p class="{{kind}}">{{{title}}}: {{strings.articles}}</p>{{{content}}}
        == Themes/plain/blocks/quote.mustache
        <q>{{{content}}}</q><cite>{{{caption}}}</cite>
        == Themes/plain/blocks/video.mustache
        <a href="{{address}}">{{{title}}}</a> {{hint}}
        == Themes/plain/blocks/contact.mustache
        <div id="c">{{{form}}}</div>
        """)
    #expect(try site.told() == [])
    let page = try site.page("articles/a/index.html")
    #expect(
      page.contains(
        """
        <section><h2>Q “&amp;” A</h2>
        <details id="is-it-safe"><summary>Is it <a href="/repo/articles/">safe</a>?</summary>
        <p>Yes.</p>
        <p class="note">Note: Articles</p><p>In it.</p>


        </details>
        <details id="two"><summary>Two?</summary>
        <q><p>Words.</p>
        </q><cite>— S</cite>

        </details>
        </section>
        <a href="https://www.youtube-nocookie.com/embed/abcdefghijk?start=5">Film</a> YouTube shows
        """), "\(page)")
    #expect(page.contains("<div id=\"c\"><form class=\"form\""))
    #expect(!page.contains("class=\"block"))
  }

  @Test func `feeds have blocks without templates, forms and scripts`() throws {
    let site = try site(
      "> [!NOTE]\n> In it.\n\n> [!CONTACT] Write\n\n> [!BOOKING]\n\n> [!VIDEO]\n> [See](https://youtu.be/abcdefghijk)",
      Self.settings + """

        == Themes/plain/blocks/note.mustache
        <script src="{{site.home}}x.js"></script>
        """)
    #expect(try site.told() == [])
    #expect(try site.page("articles/a/index.html").contains("<script"))
    let feed = try site.page("feed.json")
    #expect(!feed.contains("script") && !feed.contains("<form") && !feed.contains("<input"))
    #expect(feed.contains(#"<aside class=\"callout callout-note\">"#))
    #expect(
      feed.contains(
        #"<p class=\"block-title\">Write</p>\n<p><a href=\"https://example.org/repo/articles/a/\">The form is on the website.</a></p>"#
      ))
    #expect(feed.contains(#"<a href=\"https://example.org/repo/articles/\">Arrange"#))
    #expect(feed.contains(#"href=\"https://www.youtube-nocookie.com/embed/abcdefghijk\""#))
  }

  @Test func `a slip in a template for a block, or in its name, is told when the theme is loaded`()
    throws
  {
    let site = try site("x", "\n== Themes/plain/blocks/faq.mustache\n{{titel}}{{content}}")
    let told = try site.told()
    #expect(
      told == [
        "Themes/plain/blocks/faq.mustache:1:3+5 unknown-field: `titel` is not a field that blocks have; did you mean `title`?",
        "Themes/plain/blocks/faq.mustache:1:10+11 html-field: `content` is finished HTML, and two braces would show its tags as text; write `{{{content}}}`",
      ])
    try site.remove("Themes/plain/blocks/faq.mustache")
    try site.write(
      "== Themes/plain/blocks/fag.mustache\nx\n== Themes/plain/blocks/hero.mustache\nx")
    let next = try site.told()
    #expect(
      next == [
        "Themes/plain/blocks/fag.mustache theme-template: there is no block for which `blocks/fag.mustache` could be; did you mean `blocks/faq.mustache`?",
        "Themes/plain/blocks/hero.mustache theme-template: there is no block for which `blocks/hero.mustache` could be; the blocks are note, tip, important, warning, caution, quote, figure, summary, faq, steps, definitions, video, booking, contact, newsletter",
      ])
    try site.remove("Themes/plain/blocks/fag.mustache")
    try site.edit("Themes/plain/page.mustache", replacing: "page", with: "{{>blocks/hero}}")
    #expect(try site.told() == [])
  }

  @Test func `a word of the theme takes the place of attune's, and one that nobody has is told`()
    throws
  {
    let site = try site(
      "> [!SUMMARY]\n> x",
      "\n== Content/articles/a.fr.md\n---\ntitle: A\ndate: 2026-01-01\n---\n> [!SUMMARY]\n> x\n== Themes/plain/strings/fr.yaml\n\(TestSite.words)"
    )
    let told = try site.told()
    #expect(
      told == [
        "Content/articles/a.fr.md:5:3+10 theme-string: the theme `plain` has no words in `fr` for this block: `block-summary`; add them to `Themes/plain/strings/fr.yaml`"
      ])
    try site.write("== Themes/plain/strings/fr.yaml\n\(TestSite.words)block-summary: En bref <b>")
    #expect(try site.told() == [])
    #expect(
      try site.page("fr/articles/a/index.html").contains(
        "<p class=\"block-title\">En bref &lt;b&gt;</p>"))
  }

  @Test func `blocks in blocks are shown by templates to a depth, and then as they are`() throws {
    let body = (1...12).map { String(repeating: "> ", count: $0) + "[!NOTE]" }.joined(
      separator: "\n")
    let site = try site(body, "\n== Themes/plain/blocks/note.mustache\n<i>{{{content}}}</i>")
    let page = try site.page("articles/a/index.html")
    #expect(page.components(separatedBy: "<i>").count - 1 == 8)
    #expect(page.components(separatedBy: "callout-note").count - 1 == 4)
  }

  @Test func `a template for a block that does not come to an end is an error`() throws {
    let site = try site(
      "> [!FAQ]\n" + String(repeating: "> ### Q?\n> A.\n>\n", count: 100),
      "\n== Themes/plain/blocks/faq.mustache\n{{#items}}{{{title}}}{{/items}}")
    let snapshot = try site.snapshot()
    let output = try #require(snapshot.outputs.first { $0.path.text == "articles/a/index.html" })
    var limits = RenderLimits()
    #expect(snapshot.render(output, limits: limits).diagnostics == [])
    limits.steps = 150
    #expect(
      snapshot.render(output, limits: limits).diagnostics.map(\.rule.rawValue) == ["endless-page"])
  }

  @Test func `a template for a block makes exactly the pages anew that have one`() async throws {
    let site = try site(
      "> [!NOTE]\n> x",
      """

      == Content/articles/b.md
      ---
      title: B
      date: 2026-01-02
      ---
      > [!TIP]
      > x
      """)
    let session = try BuildSession(site.project, at: site.instant)
    _ = await session.renderAll()
    let path = "Themes/plain/blocks/note.mustache"
    for text in ["<b>{{{content}}}</b>", "<i>{{{content}}}</i>"] {
      try site.write("== \(path)\n\(text)")
      try await session.apply([.file(SourcePath(path))])
      _ = await session.renderAll()
      #expect(await session.lastRendered.map(\.text) == ["articles/a/index.html"])
    }
    try site.edit(
      "site.yaml", replacing: "theme: plain", with: "theme: plain\nforms: {contact: /x}")
    try await session.apply([.file(SourcePath("site.yaml"))])
    _ = await session.renderAll()
    #expect(await !session.lastRendered.contains { $0.text.hasSuffix(".html") })
  }

  @Test func `a table of contents has the sections of the text, and no questions`() throws {
    let site = try TestSite(
      """
      == Content/articles/a.md
      ---
      title: A
      date: 2026-01-01
      toc: true
      ---
      ## One

      > [!FAQ]
      > ## Question?
      > Answer.
      >
      > ### Another?
      > Answer.

      ### Part

      ## Two
      == Themes/plain/article.mustache
      {{#contents}}[{{text}}{{#children}}-{{text}}{{/children}}]{{/contents}}
      """)
    #expect(try site.page("articles/a/index.html") == "[One-Part][Two]\n")
  }

  @Test func `what browsers are told to allow follows the films and forms of the site`()
    async throws
  {
    let site = try site("> [!CONTACT]", Self.settings)
    try site.edit("site.yaml", replacing: "forms:\n", with: "host: netlify\nforms:\n")
    #expect(try site.page("_headers").contains("form-action 'self' https://forms.example.com;"))
    #expect(!(try site.page("_headers").contains("frame-src")))
    let session = try BuildSession(site.project, at: site.instant)
    _ = await session.renderAll()
    for (address, host) in [
      ("https://youtu.be/abcdefghijk", "https://www.youtube-nocookie.com"),
      ("https://vimeo.com/1", "https://player.vimeo.com"),
    ] {
      try site.write(
        Self.article,
        Array("---\ntitle: A\ndate: 2026-01-01\n---\n> [!VIDEO]\n> [x](\(address))\n".utf8))
      try await session.apply([.file(SourcePath(Self.article))])
      let bytes = try #require(await session.render(OutputPath("_headers"))).bytes
      #expect(String(decoding: bytes, as: UTF8.self).contains("; frame-src \(host);"))
    }
  }

  @Test func `blocks speak Spanish by themselves`() throws {
    let site = try site(
      "x",
      Self.settings + """

        == Content/articles/a.es.md
        ---
        title: A
        date: 2026-01-01
        ---
        > [!SUMMARY]
        > x

        > [!CONTACT]

        > [!BOOKING]

        > [!VIDEO]
        > [x](https://vimeo.com/1)
        == Themes/plain/strings/es.yaml
        \(TestSite.words)
        """)
    #expect(try site.told() == [])
    let page = try site.page("es/articles/a/index.html")
    for words in [
      "De un vistazo", "Su nombre", "Su correo electrónico", "Su mensaje", "Enviar el mensaje",
      "Deje este campo vacío", "no escriba aquí nada sobre su salud", "Concertar una primera",
      "Vimeo muestra este vídeo",
    ] { #expect(page.contains(words), "\(words)") }
  }

  @Test func `a block of a draft asks for nothing in a build`() throws {
    let site = try TestSite(
      "== Content/articles/a.md\n---\ntitle: A\ndate: 2026-01-01\ndraft: true\n---\n> [!CONTACT]")
    let told = try site.told()
    #expect(told == [])
  }
}

extension TestSite {
  /// What is wrong with the site, a line for each problem: `path:line:column+length rule: message; cure`.
  func told() throws -> [String] {
    try snapshot().diagnostics.map { diagnostic in
      let span = diagnostic.place.span.map { ":\($0.line):\($0.column)+\($0.length)" } ?? ""
      let cure = diagnostic.suggestion.map { "; \($0)" } ?? ""
      return
        "\(diagnostic.place.path)\(span) \(diagnostic.rule.rawValue): \(diagnostic.message)\(cure)"
    }
  }

  @Test func `a film in the text above a list is told to the first page of the list alone`() throws
  {
    let film = "---\n\n> [!VIDEO]\n> [Watch](https://vimeo.com/76979871)\n"
    let flag = "{{title}}{{#has-videos}} film{{/has-videos}}\n"
    let site = try TestSite(
      ["one", "two"].map { name in
        OrganisationSite.article(
          name, "2026-01-01", "tags: [calm, rest]\nseries: Steps\nauthors: ada-made-up")
      }.joined()
        + "== Content/topics/calm.md\n---\ntitle: Calm\n\(film)"
        + "== Content/series/steps.md\n---\ntitle: Steps\n\(film)"
        + "== Content/people/ada-made-up.md\n---\nname: Ada Made-up\n\(film)"
        + ["topic", "series", "person"].map { "== Themes/plain/\($0).mustache\n\(flag)" }.joined())
    try site.write(
      "site.yaml", Array((try site.text("site.yaml") + "articles-per-page: 1\n").utf8))
    #expect(try site.problems() == "")
    for (path, title) in [
      ("topics/calm", "Calm"), ("series/steps", "Steps"), ("people/ada-made-up", "Ada Made-up"),
    ] {
      #expect(try site.page("\(path)/index.html") == "\(title) film\n")
      #expect(try site.page("\(path)/page/2/index.html") == "\(title)\n")
    }
    #expect(try site.page("topics/rest/index.html") == "rest\n")
  }
}
