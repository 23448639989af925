import Diagnostics
import Documents
import Testing

@Suite struct SmartPunctuationTests {
  @Test(arguments: [
    (#""a" 'b'"#, "“a” ‘b’"), (#""*word*" *"x"*"#, "“<em>word</em>” <em>“x”</em>"),
    ("it's the dogs' '90s", "it’s the dogs’ ’90s"), (#"("a") ["b"]"#, "(“a”) [“b”]"),
    (#""'a' b""#, "“‘a’ b”"), ("a -- b---c ---- -----", "a – b—c –– —–"),
    ("wait... ....", "wait… …."),
    (#"\"a\" \'b\' \-- .\.."#, "&quot;a&quot; 'b' -- ..."), ("&quot;a&quot;", "&quot;a&quot;"),
    (#"`"a" -- ...`"#, "<code>&quot;a&quot; -- ...</code>"),
    (#"<https://a.b/x--y'z>"#, "<a href=\"https://a.b/x--y&#x27;z\">https://a.b/x--y'z</a>"),
    ("https://a.b/x--y...", "https://a.b/x--y..."), (#""a" - "b""#, "“a” - “b”"),
    (#"a "[b](c)" d"#, "a “<a href=\"c\">b</a>” d"), ("5'6\" tall", "5’6” tall"),
    ("\" a", "&quot; a"),
    (#"**"a"**"b""#, "<strong>“a”</strong>“b”"),
  ])
  func `English has its marks`(_ text: String, _ html: String) {
    #expect(Converted(text).html == "<p>\(html)</p>\n")
  }

  @Test(arguments: [
    ("fr", "«\u{202F}a\u{202F}» l’ami “b”"), ("de", "„a“ l’ami ‚b‘"), ("de-CH", "«a» l’ami ‹b›"),
    ("es", "«a» l’ami “b”"), ("es-MX", "“a” l’ami ‘b’"), ("it", "«a» l’ami “b”"),
    ("nl", "“a” l’ami ‘b’"), ("pl", "„a” l’ami ‚b’"), ("sv", "”a” l’ami ’b’"),
    ("nb", "«a» l’ami ‘b’"), ("da", "“a” l’ami ‘b’"), ("pt-PT", "«a» l’ami “b”"),
    ("pt-BR", "“a” l’ami ‘b’"), ("ru", "«a» l’ami „b“"), ("ja", "“a” l’ami ‘b’"),
    ("EN-gb", "“a” l’ami ‘b’"), ("", "“a” l’ami ‘b’"),
  ])
  func `marks follow the language of the page`(_ language: String, _ html: String) {
    let options = MarkdownOptions(language: language)
    #expect(Converted(#""a" l'ami 'b'"#, options).html == "<p>\(html)</p>\n")
  }

  @Test func `runs and holes follow marks that change their length later`() throws {
    let converted = Converted("'a [x](y.md) b' & c", MarkdownOptions(language: "de-CH"))
    #expect(converted.html == "<p>‹a <a href=\"y.md\">x</a> b› &amp; c</p>\n")
    #expect(converted.body.plainText(of: converted.body.runs[...]) == "‹a x b› & c")
  }
}
