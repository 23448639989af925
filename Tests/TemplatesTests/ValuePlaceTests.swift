import Templates
import Testing

/// Where in a page a value may stand.
@Suite struct ValuePlaceTests {
  @Test(arguments: [
    (
      "H28: <p class={{title}}>",
      [
        "1:15+9: `title` stands in the attribute `class` without quotation marks [unquoted-value] → "
          + "write `class=\"…\"`, with all of the value between the marks"
      ]
    ),
    (
      "H26, H30: <script type=\"application/ld+json\">{\"name\": \"{{title}}\"}</script>",
      [
        "1:56+9: `title` stands in <script>, where it could become code [value-in-script] → "
          + "write it into an attribute such as `data-value=\"{{title}}\"`, and let a script read it there"
      ]
    ),
    (
      "H27: <style>p { color: {{title}} }</style>",
      [
        "1:24+9: `title` stands in <style>, where it could become any style [value-in-style] → "
          + "choose between classes that the stylesheet has"
      ]
    ),
    (
      "H31: <p style=\"color: {{title}}\">",
      [
        "1:23+9: `title` stands in `style`, where it could become any style [value-in-style] → "
          + "choose between classes that the stylesheet has"
      ]
    ),
    (
      "<p onclick=\"go({{title}})\">",
      [
        "1:16+9: `title` stands in `onclick`, where it could become code [value-in-script] → "
          + "write it into an attribute such as `data-value=\"{{title}}\"`, and let a script read it there"
      ]
    ),
    (
      "H32: <a href=\"{{slug}}\">",
      [
        "1:15+8: `slug` is plain words and stands first in `href`, where an address begins "
          + "[address-needed] → begin with what does not change, as in `href=\"/{{slug}}\"`, "
          + "or use a field that is an address"
      ]
    ),
    (
      "H32: <a href=\"javascript:{{slug}}\">",
      [
        "1:26+8: `slug` stands in `href` behind a beginning that could run something "
          + "[address-needed] → let the address begin with `/`, `#`, `https://`, `mailto:` or `tel:`"
      ]
    ),
    (
      "<!-- {{title}} -->",
      [
        "1:6+9: `title` stands in an HTML comment, which every reader of the page gets "
          + "[value-in-comment] → take it out; a note to yourself is `{{! … }}`"
      ]
    ),
    (
      "<p {{title}}>",
      [
        "1:4+9: `title` stands in a tag, but not as the value of an attribute [value-in-tag] → "
          + "give it a name and quotation marks: `data-value=\"{{title}}\"`"
      ]
    ),
    (
      "<iframe>{{title}}</iframe>",
      [
        "1:9+9: `title` stands in <iframe>, where it cannot be escaped [value-in-raw-text] → "
          + "write it outside of <iframe>"
      ]
    ),
    (
      "<p title=\"{{{body}}}\">",
      [
        "1:11+10: `body` is finished HTML and stands in the attribute `title` [html-outside-text] → "
          + "use a field of plain words here; HTML belongs between tags"
      ]
    ),
    (
      "<title>{{{body}}}</title>",
      [
        "1:8+10: `body` is finished HTML, and <title> shows tags as text [html-outside-text] → "
          + "use a field of plain words here"
      ]
    ),
    (
      "{{#draft}}<p title=\"{{/draft}}x",
      [
        "1:1+10: `{{#draft}}` begins in the text of the page and ends in the value of an attribute "
          + "[uneven-section] → let it close each tag, quotation mark and comment that it opens, "
          + "and no other"
      ]
    ),
    (
      "<p title={{^draft}}\"a\"{{/draft}}>",
      [
        "1:10+10: `{{^draft}}` begins in the value of an attribute and ends in a tag "
          + "[uneven-section] → let it close each tag, quotation mark and comment that it opens, "
          + "and no other"
      ]
    ),
    (
      "<p>\n<a href=\"/\" target=\"_blank\">x</a>",
      [
        "2:1+28: this link opens a new window, which can then replace the page it came from "
          + "[opener-left] → add `rel=\"noopener\"`"
      ]
    ),
    (
      "<p{{#draft}} hidden{{/draft}}class=\"x\">",
      ["1:30+1: a space is missing before this attribute [missing-space]"]
    ),
    (
      "<p>\n<a href=\"",
      ["2:1+1: `page` ends in the value of an attribute [unfinished-page] → close what is open"]
    ),
    (
      "<script>let x = 1",
      ["1:1+1: `page` ends in <script> [unfinished-page] → close what is open"]
    ),
  ])
  func `a value where it could do harm is told`(_ template: String, _ expected: [String]) {
    #expect(mistakes(template) == expected)
  }

  @Test(arguments: [
    "value-in-tag": [
      "<{{title}}>", "</{{title}}>", "<h{{words}}>", "<p {{title}}=\"x\">", "<p x{{title}}=\"y\">",
      "<p x {{title}}>", "<p x=\"y\"{{title}}>", "<br/{{title}}>",
    ],
    "value-in-comment": [
      "<!DOCTYPE {{title}}>", "<!{{title}}>", "<?x {{title}}?>", "<!-- > {{title}}",
    ],
    "unquoted-value": ["<p x= {{title}}>", "<p x=a{{title}}>", "<p x=a\"{{title}}\">"],
    "value-in-script": [
      "<SCRIPT>{{title}}</SCRIPT>", "<script async src=\"/x\">{{words}}</script>",
      "<script></scriptx>{{title}}</script>", "<script><!-- </p> {{title}}</script>",
      "<p ONCLICK='{{title}}'>", "<iframe srcdoc=\"{{title}}\"></iframe>",
      "<script{{#draft}} async{{/draft}}>{{title}}</script>",
    ],
    "value-in-style": ["<style media=\"print\">{{words}}</style>", "<p STYLE='{{url}}'>"],
    "address-needed": [
      "<img src=\"{{title}}\">", "<form action='{{title}}'>", "<a href=\" {{title}}\">",
      "<a href=\"x{{title}}\">", "<a href=\"data:{{title}}\">", "<a href=\"&#106;{{title}}\">",
      "<a href=\"java{{#draft}}script{{/draft}}:{{title}}\">", "<button formaction=\"{{title}}\">",
      "<object data=\"{{title}}\">", "<img srcset=\"/a 1x, {{title}} 2x\">",
      "<a xlink:href=\"{{title}}\">", "<a href=\"{{#draft}}/{{/draft}}{{title}}\">",
      "<a HREF=\"JavaScript:{{title}}\">", "<blockquote cite=\"{{title}}\">",
      "<link href=\"{{#tags}}{{.}}{{/tags}}\">",
    ],
  ])
  func `every such place is known`(_ rule: String, _ templates: [String]) {
    for template in templates {
      let found = mistakes(template).filter { !$0.contains("[unfinished-page]") }
      #expect(
        found.count == 1 && found.first?.contains("[\(rule)]") == true, "\(template): \(found)")
    }
  }

  @Test(arguments: [
    "<!DOCTYPE html><!-- note --><html lang=\"en\"><title>{{title}}</title>",
    "<p title=\"{{title}}\" data-x='{{title}}'>{{title}} < 3 &amp; {{words}}</p>",
    "<a href=\"{{url}}\">x</a><a href=\"#{{slug}}\">x</a><a href=\"/topics/{{slug}}/\">x</a>",
    "<a href=\"mailto:{{title}}\">x</a><a href=\"TEL:{{title}}\">x</a><a href=\"https://x/?q={{title}}\">",
    "<a href=\"?page={{words}}\">{{words}}</a><a href=\"{{words}}\">x</a>",
    "<a href=\"{{#picture}}{{url}}{{/picture}}{{^picture}}#{{/picture}}\">x</a>",
    "<img src=\"{{url}}\" srcset=\"{{url}} 1x, {{url}} 2x\" alt=\"\">",
    "<img srcset=\"{{#menu}}{{url}} {{words}}w{{#current}}, {{/current}}{{/menu}}\">",
    "<li{{#draft}} aria-current=\"page\"{{/draft}}>x</li><li {{#draft}}class=\"x\"{{/draft}}>",
    "<li class=\"a{{#draft}} b{{/draft}}\"><input{{#draft}} disabled{{/draft}} value=\"{{title}}\">",
    "<textarea>{{title}}</textarea><meta content=\"{{url}}\"><p>{{url}}</p>",
    "<a href=\"/\" target=\"_blank\" rel=\"noopener\">x</a>",
    "<a href=\"/\"{{#draft}} target=\"_blank\" rel=\"me NoReferrer\"{{/draft}}>x</a>",
    "<a{{#draft}} target=\"_blank\"{{/draft}} rel=\"noopener\">x</a><a target=\"_top\">x</a>",
    "{{#draft}}<div>{{/draft}}{{{body}}}{{#draft}}</div>{{/draft}}",
    "<script>if (a < b) { x(\"</p>\") }</script><style>p > a {}</style>{{title}}",
    "<script>\"</scriptx>\"</script >{{title}}<!---->{{title}}<!-->{{title}}<!-- -- > --!>{{title}}",
    "<svg viewBox=\"0 0 1 1\"/><br/>{{title}}<p class=x>{{title}}",
    "{{! a < comment \" with anything }}{{title}}",
    "<p title='{{#topics}}{{name}}, {{/topics}}'>",
  ])
  func `what does no harm is left alone`(_ template: String) {
    #expect(mistakes(template).isEmpty)
  }

  @Test func `a place is followed through partials, parents and blocks`() {
    #expect(
      mistakes(
        "<a title=\"{{>words}}\" href=\"{{>words}}\">{{>words}}</a>",
        [("words", "{{slug}}{{! note }}")]
      ).map { $0.prefix(30) } == ["words.mustache:1:1+8: `slug` i"])
    #expect(
      mistakes(
        "{{<base}}{{$code}}{{title}}{{/code}}{{/base}}",
        [("base", "<script>{{$code}}{{/code}}</script>")]
      ).map { $0.prefix(51) } == ["1:19+9: `title` stands in <script>, where it could "])
    #expect(mistakes("{{>open}}{{title}}\">", [("open", "<p title=\"")]).isEmpty)
    #expect(
      mistakes("<p>{{>*layout}}</p>", [("wide", "<b title=\""), ("narrow", "x")]).map {
        $0.prefix(80)
      } == ["1:4+12: `{{>*layout}}` begins in the text of the page and ends in the value of a"])
  }

  @Test func `what recursion leaves open is told`() {
    #expect(
      mistakes(
        "{{>list}}",
        [("list", "{{#menu}}{{>item}}{{/menu}}"), ("item", "<p {{#entries}}{{>item}}{{/entries}}")]
      )
      .contains { $0.contains("[uneven-section]") })
  }
}
