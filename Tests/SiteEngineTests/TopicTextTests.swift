import Testing

/// What an author says of a topic stands above its articles.
@Suite struct TopicTextTests {
  private func site(_ more: String = "") throws -> TestSite {
    try TestSite(
      OrganisationSite.spanish
        + """
        == Themes/plain/topic.mustache
        {{title}}|{{description}}|{{#content}}{{{content}}}{{/content}}|{{#articles}}{{title}} {{/articles}}|{{#translations}}{{language}}={{url}} {{/translations}}
        == Themes/plain/article.mustache
        {{title}}:{{#topics}} {{name}}={{url}}{{/topics}}
        == Content/topics/ptsd.md
        ---
        title: Post-traumatic stress
        description: What helps.
        ---
        A [text](../articles/one.md).

        """ + OrganisationSite.article("one", "2026-01-01", "tags: [PTSD]")
        + OrganisationSite.article("two", "2026-02-01", "tags: [PTSD]")
        + OrganisationSite.article("three", "2026-03-01", "tags: [PTSD]") + more)
  }

  @Test func `title and text stand above the first page of the articles, and the title everywhere`()
    throws
  {
    let site = try site()
    #expect(try site.problems() == "")
    try site.write(
      "site.yaml", Array((try site.text("site.yaml") + "articles-per-page: 2\n").utf8))
    #expect(
      try site.page("topics/ptsd/index.html")
        == "Post-traumatic stress|What helps.|<p>A <a href=\"/articles/one/\">text</a>.</p>\n|three two |\n"
    )
    #expect(try site.page("topics/ptsd/page/2/index.html") == "Post-traumatic stress|||one |\n")
    #expect(
      try site.page("articles/one/index.html") == "one: Post-traumatic stress=/topics/ptsd/\n")
  }

  @Test func `links and the menu lead to it like to any page, and an old address too`() throws {
    let site = try site(
      OrganisationSite.article(
        "four", "2026-04-01", text: "[T](/topics/ptsd/) [F](../topics/ptsd.md)")
          + """
          == Themes/plain/home.mustache
          {{#menu}}{{title}}={{url}} {{/menu}}
          == Themes/plain/article.mustache
          {{{content}}}
          """)
    try site.edit(
      "Content/topics/ptsd.md", replacing: "description:", with: "aliases: [/trauma/]\ndescription:"
    )
    try site.write(
      "site.yaml", Array((try site.text("site.yaml") + "menu: [topics/ptsd.md]\n").utf8))
    #expect(try site.problems() == "")
    #expect(
      try site.page("articles/four/index.html")
        == "<p><a href=\"/topics/ptsd/\">T</a> <a href=\"/topics/ptsd/\">F</a></p>\n\n")
    #expect(try site.page("index.html") == "Post-traumatic stress=/topics/ptsd/ \n")
    #expect(try site.page("trauma/index.html").contains("/topics/ptsd/"))
  }

  @Test func `a text that no article names is told, with the topic that was meant`() throws {
    let site = try site("== Content/topics/ptsdd.md\n---\ntitle: Slip\n---\n")
    try site.remove("Content/topics/ptsd.md")
    #expect(
      try site.problems() == """
        Content/topics/ptsdd.md: warning: no published article has the topic `ptsdd` [unused-text]
          help: the nearest topic is `ptsd`; rename the file, or write `slug: ptsd`

        1 warning

        """)
    try site.move("Content/topics/ptsdd.md", to: "Content/topics/something.md")
    #expect(
      try site.problems() == """
        Content/topics/something.md: note: no published article has the topic `something` [unused-text]
          help: write `tags: [something]` in an article

        1 note

        """)
    // It stays where it is: an address does not die with the last article.
    #expect(try site.page("topics/something/index.html") == "Slip||||\n")
  }

  @Test func `topics of different words are one in two languages when their texts are`() throws {
    let site = try site(
      OrganisationSite.article("uno.es", "2026-01-01", "tags: [Estrés, PTSD]")
        + """
        == Content/topics/ptsd.es.md
        ---
        title: Estrés postraumático
        slug: estrés
        ---
        Texto.
        """)
    #expect(try site.problems() == "")
    #expect(
      try site.page("topics/ptsd/index.html").hasSuffix(
        "|en=/topics/ptsd/ es=/es/topics/estr%C3%A9s/ \n"))
    #expect(
      try site.page("es/topics/estrés/index.html").hasSuffix(
        "|en=/topics/ptsd/ es=/es/topics/estr%C3%A9s/ \n"))
    // The tag alone would be the same topic, but another one says that it is.
    #expect(try site.page("es/topics/ptsd/index.html").hasSuffix("|\n"))
  }

  @Test func `a file of a topic lies in no folder and has no date`() throws {
    let site = try site(
      """
      == Content/topics/deep/calm.md
      ---
      title: Calm
      ---
      == Content/topics/index.md
      ---
      title: All
      ---
      == Content/topics/ptsd.md
      ---
      title: P
      date: 2026-01-01
      ---
      """)
    #expect(
      try site.problems() == """
        Content/topics/deep/calm.md: error: `Content/topics` has one file for each topic, and this is none of them [misplaced-file]
          help: move it to `Content/topics` itself, and name it after a topic

        Content/topics/index.md: error: `Content/topics` has one file for each topic, and this is none of them [misplaced-file]
          help: move it to `Content/topics` itself, and name it after a topic

        Content/topics/ptsd.md:3:1: error: `date` is not a field that topics have [unknown-field]
         3 | date: 2026-01-01
           | ^^^^
          help: did you mean `updated`?

        3 errors

        """)
  }
}
