import Diagnostics
import Foundation
import SiteEngine
import Testing

/// The names of other files in a theme's stylesheets.
@Suite struct StylesheetTests {
  /// What a stylesheet says when it is published; `#` stands for each fingerprint.
  private func published(_ css: String, files: String = "") throws -> String {
    let site = try TestSite("== Themes/plain/assets/css/style.css\n\(css)\n\(files)")
    for name in ["img/a.png.txt", "fonts/text.woff2", "css/b.css", "img/two words (1).txt"] {
      if !site.exists("Themes/plain/assets/\(name)") {
        try site.write("Themes/plain/assets/\(name)", Array("x".utf8))
      }
    }
    #expect(try site.problems() == "")
    let snapshot = try site.snapshot()
    let output = try #require(
      snapshot.outputs.first { $0.path.text.hasPrefix("assets/css/style.") })
    var text = String(decoding: snapshot.render(output).bytes, as: UTF8.self)
    for output in snapshot.outputs {
      let name = output.path.text.split(separator: ".")
      for part in name where part.count == 16 && part.allSatisfy(\.isHexDigit) {
        text = text.replacing(part, with: "#")
      }
    }
    return text
  }

  @Test(
    arguments: [
      ("a { b: url(../fonts/text.woff2) }", "a { b: url(../fonts/text.#.woff2) }"),
      ("a { b: URL( '../fonts/text.woff2' ) }", "a { b: URL( '../fonts/text.#.woff2' ) }"),
      (
        "a { b: url(\"../fonts/text.woff2?#iefix\") format('x') }",
        "a { b: url(\"../fonts/text.#.woff2?#iefix\") format('x') }"
      ),
      ("a { b: url(./b.css#x) }", "a { b: url(./b.#.css#x) }"),
      ("@import 'b.css';", "@import 'b.#.css';"),
      ("@IMPORT url( b.css ) screen;", "@IMPORT url( b.#.css ) screen;"),
      (
        "@import 'b.css' layer(x); a::after { content: 'b.css' }",
        "@import 'b.#.css' layer(x); a::after { content: 'b.css' }"
      ),
      (
        "a { b: image-set('b.css' 1x, url(b.css) 2x type('b.css')) }",
        "a { b: image-set('b.#.css' 1x, url(b.#.css) 2x type('b.css')) }"
      ),
      ("a { b: url(../fonts/te\\78 t.woff2) }", "a { b: url(../fonts/text.#.woff2) }"),
      ("a { b: u\\72l(b.css) }", "a { b: u\\72l(b.#.css) }"),
      ("a { b: url('../fonts/te\\\nxt.woff2') }", "a { b: url('../fonts/text.#.woff2') }"),
      ("a { b: url(../fonts/%74ext.woff2) }", "a { b: url(../fonts/text.#.woff2) }"),
      (
        "a { b: url('../img/two words (1).txt') }",
        "a { b: url('../img/two%20words%20%281%29.#.txt') }"
      ),
    ])
  func `a file of the theme is named with its fingerprint`(_ css: String, _ expected: String) throws
  {
    #expect(try published(css) == expected + "\n")
  }

  @Test(
    arguments: [
      "/* url(nowhere.png) */ a {}", "a { b: 'url(nowhere.png)' }",
      "a { b: url(data:image/png;base64,AA==) }",
      "a { b: url(https://example.com/a.png) }", "a { b: url(//example.com/a.png) }",
      "a { b: url(#id) }",
      "a { b: url() url('') }", "@namespace s url(http://www.w3.org/2000/svg);",
      "a { b: my-url(nowhere.png) }", "a { b: url(no where.png) }", "a { b: url('nowhere.png",
      "a { b: url(x",
      "a { b: 'x\n url(\\", "@charset 'utf-8'; @media (url) {}", "/* open", "a { b: \\",
      "#url(nowhere)",
    ])
  func `what is no name of a file of the theme stays as it is`(_ css: String) throws {
    #expect(try published(css) == css + "\n")
  }

  @Test func `a name that the theme does not have is an error at its place`() throws {
    let site = try TestSite(
      """
      == Themes/plain/assets/css/style.css
      @font-face { src: url("../fonts/txt.woff2"); }
      a { background: url(/fonts/text.woff2) url(../../a.png) }
      == Themes/plain/assets/fonts/text.woff2
      x
      """)
    #expect(
      try site.problems() == """
        Themes/plain/assets/css/style.css:1:24: error: the theme has no file `assets/fonts/txt.woff2` [theme-asset]
         1 | @font-face { src: url("../fonts/txt.woff2"); }
           |                        ^^^^^^^^^^^^^^^^^^
          help: the nearest file is `assets/fonts/text.woff2`

        Themes/plain/assets/css/style.css:2:21: error: `/fonts/text.woff2` is an address of the site, and a theme does not know what a site has [theme-asset]
         2 | a { background: url(/fonts/text.woff2) url(../../a.png) }
           |                     ^^^^^^^^^^^^^^^^^
          help: put the file into `assets`, and write its path from this file

        Themes/plain/assets/css/style.css:2:44: error: the theme has no file `assets/../../a.png` [theme-asset]
         2 | a { background: url(/fonts/text.woff2) url(../../a.png) }
           |                                            ^^^^^^^^^^^
          help: put it there, or write its path from this file

        3 errors

        """)
  }

  @Test func `stylesheets that name each other in a circle are an error`() throws {
    let site = try TestSite(
      """
      == Themes/plain/assets/a.css
      @import "b.css";
      == Themes/plain/assets/b.css
      @import url(a.css);
      """)
    #expect(
      try site.problems() == """
        Themes/plain/assets/b.css:1:13: error: `a.css` names `b.css`, which names `a.css`: so none of them has a fingerprint [stylesheet-loop]
         1 | @import url(a.css);
           |             ^^^^^
          help: take one of the names out

        1 error

        """)
    try site.write("Themes/plain/assets/b.css", Array("@import 'b.css';".utf8))
    #expect(
      try site.problems().contains("`b.css` names `b.css`: so none of them has a fingerprint"))
  }

  @Test func `a new font gives the stylesheet that names it, and its page, a new address`()
    async throws
  {
    let site = try TestSite(
      """
      == Themes/plain/assets/a.css
      @import "b.css";
      == Themes/plain/assets/b.css
      @font-face { src: url(text.woff2) }
      == Themes/plain/assets/other.css
      a {}
      == Themes/plain/assets/text.woff2
      one
      == Themes/plain/not-found.mustache
      {{assets.a.css}}
      == Themes/plain/home.mustache
      {{assets.other.css}}
      """)
    let session = try BuildSession(site.project, at: site.instant)
    _ = await session.renderAll()
    try site.write("Themes/plain/assets/text.woff2", Array("two".utf8))
    try await session.apply([.file(SourcePath("Themes/plain/assets/text.woff2"))])
    #expect(
      await session.renderAll().map(\.content) == (try site.snapshot()).renderAll().map(\.content))
    let rendered = await session.lastRendered.map(\.text)
    #expect(
      rendered.map { $0.split(separator: ".").first } == [
        "404", "assets/a", "assets/b", "assets/text",
      ])
  }

  @Test func `a stylesheet may name a file of the theme that it extends`() throws {
    let site = try TestSite(
      """
      == Themes/mine/theme.yaml
      name: Mine
      interface: 1
      extends: plain
      == Themes/mine/assets/mine.css
      @import "style.css"; a { b: url(a.txt) }
      == Themes/plain/assets/style.css
      b {}
      == Themes/plain/assets/a.txt
      x
      """)
    try site.edit("site.yaml", replacing: "theme: plain", with: "theme: mine")
    #expect(try site.problems() == "")
  }

  @Test
  func `K22: a file of the site at the address of a theme's file is an error, and none is lost`()
    throws
  {
    let site = try TestSite("== Themes/plain/assets/a.css\na {}\n")
    let path = try #require(try site.snapshot().outputs.first { $0.path.text.hasPrefix("assets/") })
    try site.write("Content/static/\(path.path)", Array("other".utf8))
    #expect(
      try site.problems().hasPrefix(
        "Content/static/\(path.path): error: two things would be published at `/\(path.path)` [same-address]\n  the other one: Themes/plain/assets/a.css"
      ))
  }

  @Test func `pictures of a theme are cut, and refused, as others are`() throws {
    let site = try TestSite("== Themes/plain/assets/a.svg\n<svg><!-- CANARY --></svg>\n")
    let snapshot = try site.snapshot()
    let output = try #require(snapshot.outputs.first { $0.path.text.hasPrefix("assets/a.") })
    #expect(String(decoding: snapshot.render(output).bytes, as: UTF8.self) == "<svg></svg>\n")
    try site.write("Themes/plain/assets/a.svg", Array("<svg><script/></svg>".utf8))
    #expect(
      try site.problems().hasPrefix(
        "Themes/plain/assets/a.svg: error: this drawing can run programs on readers' machines"))
  }
}
