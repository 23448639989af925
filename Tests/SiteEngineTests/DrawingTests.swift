import Diagnostics
import Foundation
import SiteEngine
import Testing

/// Drawings (SVG) are cut too, and refused when they run programs.
@Suite struct DrawingTests {
  private func cut(_ text: String) -> CutPicture? {
    PictureFormat(Array(text.utf8), fileExtension: "svg").map {
      cutPicture(Array(text.utf8), as: $0)
    }
  }

  private func kept(_ text: String) -> String? {
    cut(text)?.bytes.map { String(decoding: $0, as: UTF8.self) }
  }

  @Test func `comments, metadata and an editor's notes go, the drawing stays`() {
    let drawing = """
      <?xml version="1.0" encoding="UTF-8"?>
      <!-- CANARY -->
      <!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">
      <?xpacket CANARY?>
      <svg xmlns="http://www.w3.org/2000/svg" inkscape:export-filename="/CANARY/a.png" viewBox='0 0 9 9'>
      <title>A tree</title>
      <metadata id="m"><rdf:RDF><dc:creator>CANARY</dc:creator><metadata/></rdf:RDF></metadata>
      <sodipodi:namedview id="CANARY"><inkscape:grid/></sodipodi:namedview>
      <style><![CDATA[ path > a { fill: red } ]]></style>
      <path d="M0 0L9 9" sodipodi:nodetypes="CANARY" fill = "red" />
      </svg>
      """
    #expect(
      kept(drawing) == """
        <?xml version="1.0" encoding="UTF-8"?>



        <svg xmlns="http://www.w3.org/2000/svg" viewBox='0 0 9 9'>
        <title>A tree</title>


        <style><![CDATA[ path > a { fill: red } ]]></style>
        <path d="M0 0L9 9" fill="red"/>
        </svg>
        """)
    #expect(kept(drawing).flatMap { kept($0) } == kept(drawing))
  }

  @Test(
    arguments: [
      "<svg><script>alert(1)</script></svg>", "<svg onload='alert(1)'/>", "<svg ONLOAD=\"a\"/>",
      "<s:svg xmlns:s='x'><s:script/></s:svg>", "<svg><a href='javascript:alert(1)'/></svg>",
      "<svg><a href=' &#x6A;ava&#115;cript&#58;x'/></svg>",
      "<svg><a xlink:href='java\nscript:x'/></svg>",
      "<svg><set attributeName='onload' to='x'/></svg>",
      "<svg><animate values='a;javascript:x'/></svg>",
      "<svg><foreignObject><iframe srcdoc='x'/></foreignObject></svg>",
      "<svg><metadata><script/></metadata></svg>",
      "<!DOCTYPE svg [<!ENTITY a 'x'>]><svg/>",
    ])
  func `H04: a drawing that runs programs is refused`(_ drawing: String) throws {
    let result = try #require(cut(drawing))
    #expect(result.bytes == nil)
    let problem = try #require(result.problem)
    let text = TerminalStyle(usesColor: false).text(for: [problem.diagnostic(for: "a.svg")])
    #expect(
      text.hasPrefix("a.svg: error: this drawing can run programs on readers' machines: it "))
    #expect(
      text.hasSuffix(
        "[drawing-script]\n  help: save it as plain SVG, without scripts, or as PNG\n\n1 error\n\n"
          .replacing("\n\n1 error\n\n", with: "\n\n1 error\n")))
  }

  @Test(
    arguments: [
      "<svg", "<svg a>", "<svg a='<'/>", "<svg a='x' b/>", "<svg><!-- ", "<svg><metadata>",
      "<<svg/>", "",
      "text", "<metadata/>", "<svg a='x'b='y'/>", "<svg/ >", "< svg/>",
    ])
  func `a drawing that no browser could read is refused`(_ drawing: String) throws {
    let result = try #require(cut(drawing))
    #expect(result.bytes == nil)
    #expect(result.problem != nil)
  }

  @Test func `a drawing in another encoding is refused, since nobody can tell what is in it`() {
    for bytes in [[0xFF, 0xFE, 0x3C, 0], [0x1F, 0x8B, 8], [0x3C, 0]] as [[UInt8]] {
      #expect(cutPicture(bytes, as: .svg).problem?.severity == .error)
    }
    #expect(kept("<?xml version='1.0' encoding='UTF-7'?><svg/>") == nil)
    #expect(kept("<?xml version='1.0' encoding='iso-8859-1'?><svg/>") != nil)
  }

  @Test func `a photo in a drawing is cut as a photo is`() throws {
    // A GIF of one point with a comment, in base64.
    let gif = Array("GIF89a".utf8) + [1, 0, 1, 0, 0, 0, 0]
    let comment: [UInt8] = [0x21, 0xFE, 6] + Array("CANARY".utf8) + [0]
    let point: [UInt8] = [0x2C, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0, 0x3B]
    let drawing =
      "<svg><image href='data:image/gif;base64,\(base64(gif + comment + point))'/></svg>"
    #expect(
      kept(drawing) == "<svg><image href='data:image/gif;base64,\(base64(gif + point))'/></svg>")
    #expect(kept("<svg><image href='data:image/gif;base64,!!'/></svg>") == nil)
    #expect(
      kept("<svg><image href='data:image/svg+xml;base64,\(base64(Array("<svg/>".utf8)))'/></svg>")
        == nil)
  }

  private func base64(_ bytes: [UInt8]) -> String { Data(bytes).base64EncodedString() }

  @Test func `a drawing is known by what it is, whatever it is called`() {
    for text in ["<svg>", " \n<!-- a --><?b c?><!DOCTYPE svg>\n<s:svg a='b'>", "\u{FEFF}<svg/>"] {
      #expect(PictureFormat(Array(text.utf8), fileExtension: "txt") != nil, "\(text)")
      #expect(PictureFormat(Array(text.utf8), fileExtension: "html") == nil)
    }
    #expect(PictureFormat(Array("<html><svg>".utf8), fileExtension: "txt") == nil)
  }
}
