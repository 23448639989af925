import Diagnostics
import Documents
import Foundation
import SiteEngine
import Testing

/// What the tags of articles make: lists of their own, with one name each.
@Suite struct TopicTests {
  /// An article file with a date in 2026 and tags.
  private func article(_ name: String, _ date: String, tags: String) -> String {
    """
    == Content/articles/\(name).md
    ---
    title: \(name)
    date: 2026-\(date)
    tags: \(tags)
    ---

    """
  }

  @Test func `an article stands on the page of each of its topics, newest first`() throws {
    let site = try TestSite(
      article("one", "01-01", tags: "[PTSD, Sleep & rest]")
        + article("two", "02-01", tags: "PTSD"))
    #expect(try site.problems() == "")
    #expect(
      try site.page("topics/ptsd/index.html")
        == "topic PTSD [two](/articles/two/) [one](/articles/one/)\n")
    #expect(
      try site.page("topics/sleep-rest/index.html")
        == "topic Sleep & rest [one](/articles/one/)\n"
        .replacing("&", with: "&amp;"))
  }

  @Test func `a topic with many articles comes in pages`() throws {
    let site = try TestSite(
      article("one", "01-01", tags: "calm") + article("two", "02-01", tags: "calm")
        + article("three", "03-01", tags: "calm"))
    try site.write(
      "site.yaml", Array((try site.text("site.yaml") + "articles-per-page: 2\n").utf8))
    #expect(
      try site.page("topics/calm/index.html")
        == "topic calm [three](/articles/three/) [two](/articles/two/) 1/2\n")
    #expect(
      try site.page("topics/calm/page/2/index.html") == "topic calm [one](/articles/one/) 2/2\n")
  }

  @Test func `drafts and posts held back make no topic`() throws {
    let site = try TestSite(
      article("one", "01-01", tags: "calm\ndraft: true") + article("two", "12-24", tags: "later"))
    #expect(try !site.outputs().contains { $0.hasPrefix("topics/") })
  }

  @Test func `C19: tags that differ only in case are one topic, named as most articles name it`()
    throws
  {
    let site = try TestSite(
      article("one", "01-01", tags: "[PTSD]") + article("two", "02-01", tags: "[PTSD]")
        + article("three", "03-01", tags: "[ptsd]"))
    #expect(
      try site.problems() == """
        Content/articles/three.md:4:8: warning: `ptsd` is the topic `PTSD` in another spelling [topic-spelling]
         4 | tags: [ptsd]
           |        ^^^^
          the topic is called so here: Content/articles/one.md:4:8
          help: write `PTSD`

        1 warning

        """)
    #expect(
      try site.page("topics/ptsd/index.html")
        == "topic PTSD [three](/articles/three/) [two](/articles/two/) [one](/articles/one/)\n")
  }

  @Test func `C19: of two names as frequent, the topic keeps the one it had first`() throws {
    let site = try TestSite(
      article("old", "01-01", tags: "[self-care]") + article("new", "02-01", tags: "[Self care]"))
    #expect(try site.page("topics/self-care/index.html").hasPrefix("topic self-care "))
    #expect(
      try site.problems().contains(
        "Content/articles/new.md:4:8: warning: `Self care` is the topic `self-care` in another spelling"
      ))
  }

  @Test func `C19: an article with both spellings stands in the list once`() throws {
    let site = try TestSite(article("one", "01-01", tags: "[PTSD, ptsd]"))
    #expect(try site.page("topics/ptsd/index.html") == "topic PTSD [one](/articles/one/)\n")
    #expect(
      try site.problems().contains(
        "Content/articles/one.md:4:14: warning: `ptsd` is the topic `PTSD` in another spelling"))
  }

  @Test func `a letter taken apart is the same letter, and nothing to warn of`() throws {
    let site = try TestSite(
      article("one", "01-01", tags: "[caf\u{E9}]") + article("two", "02-01", tags: "[cafe\u{301}]"))
    #expect(try site.problems() == "")
    let topic = try site.page("topics/caf\u{E9}/index.html")
    #expect(topic.utf8.starts(with: "topic caf\u{E9} [two]".utf8))
  }

  @Test func `a tag that leaves no letter or digit is an error at its place`() throws {
    let long = String(repeating: "x", count: 256)
    #expect(
      try TestSite(
        article("one", "01-01", tags: "[calm, \"!?\"]") + article("two", "02-01", tags: "[\(long)]")
      ).problems() == """
        Content/articles/one.md:4:14: error: `!?` has no letter or digit to make a topic of [topic-name]
         4 | tags: [calm, "!?"]
           |              ^^^^
          help: write a word, or remove it

        Content/articles/two.md:4:8: error: this tag is too long for an address: 255 bytes at most [topic-name]
         4 | tags: [\(String(repeating: "x", count: 153))…
           |        \(String(repeating: "^", count: 154))
          help: write a shorter one

        2 errors

        """)
  }

  @Test func `an article and the lists show topics with their names, addresses and counts`() throws
  {
    let index = "{{#topics}} {{name}}={{url}}:{{count}}{{/topics}}\n"
    let site = try TestSite(
      article("one", "01-01", tags: "[PTSD, calm, ptsd]") + article("two", "02-01", tags: "[calm]")
        + """
        == Content/pages/about.md
        ---
        title: About
        tags: [Calm, nothing]
        ---
        == Themes/plain/articles.mustache
        \(index)
        == Themes/plain/home.mustache
        \(index)
        == Themes/plain/article.mustache
        {{#has-topics}}topics:{{/has-topics}}\(index)
        == Themes/plain/page.mustache
        {{#has-topics}}topics:{{/has-topics}}\(index)
        """)
    #expect(try site.page("index.html") == " calm=/topics/calm/:2 PTSD=/topics/ptsd/:1\n")
    #expect(
      try site.page("articles/index.html") == " calm=/topics/calm/:2 PTSD=/topics/ptsd/:1\n")
    #expect(
      try site.page("articles/one/index.html")
        == "topics: PTSD=/topics/ptsd/:1 calm=/topics/calm/:2\n")
    // What only a page is about makes no topic.
    #expect(try site.page("about/index.html") == "topics: calm=/topics/calm/:2\n")
  }

  @Test func `a page where a topic lives is an error that shows the tag`() throws {
    let site = try TestSite(
      article("one", "01-01", tags: "[calm]")
        + "== Content/pages/topics/calm.md\n---\ntitle: C\n---\n")
    #expect(
      try site.problems() == """
        Content/pages/topics/calm.md: error: two things would be published at `/topics/calm/` [same-address]
          attune makes the list of this topic there: Content/articles/one.md:4:8
          help: give one of them another `slug:`

        1 error

        """)
  }

  @Test func `a new tag renders its article and the lists that show topics, and nothing else`()
    async throws
  {
    let site = try TestSite(
      article("one", "01-01", tags: "[calm]") + article("two", "02-01", tags: "[calm]")
        + article("three", "03-01", tags: "[other]")
          + """
          == Themes/plain/articles.mustache
          {{#topics}}{{name}} {{/topics}}
          == Themes/plain/article.mustache
          {{title}}{{#topics}} {{name}}{{/topics}}
          """)
    let session = try BuildSession(site.project, at: site.instant)
    _ = await session.renderAll()
    try site.edit("Content/articles/one.md", replacing: "calm", with: "calm, rest")
    try await session.apply([.everything])
    let outputs = await session.renderAll()
    #expect(
      await session.lastRendered.map(\.text) == [
        "articles/index.html", "articles/one/index.html", "atom.xml", "feed.json", "feed.xml",
        "index.html", "sitemap.xml", "topics/calm/index.html", "topics/rest/index.html",
      ])
    #expect(try outputs.map(\.content) == site.snapshot().renderAll().map(\.content))
  }

  @Test func `a topic that gets another name renders those who show the name`() async throws {
    let site = try TestSite(
      article("one", "01-01", tags: "[ptsd]") + article("two", "02-01", tags: "[other]")
        + "== Themes/plain/article.mustache\n{{title}}{{#topics}} {{name}}{{/topics}}\n")
    let session = try BuildSession(site.project, at: site.instant)
    _ = await session.renderAll()
    try site.edit("Content/articles/one.md", replacing: "ptsd", with: "PTSD")
    try await session.apply([.everything])
    let outputs = await session.renderAll()
    let rendered = await session.lastRendered.map(\.text)
    #expect(rendered.contains("topics/ptsd/index.html"))
    #expect(!rendered.contains("topics/other/index.html"))
    #expect(!rendered.contains("articles/two/index.html"))
    #expect(try outputs.map(\.content) == site.snapshot().renderAll().map(\.content))
  }
}
