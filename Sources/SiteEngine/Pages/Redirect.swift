import Documents

extension PageFamily {
  /// The old addresses of pages, each with a page that leads to where it lives now.
  ///
  /// No theme decides about them: they are seen for no longer than a blink, and hosts without
  /// redirects of their own need nothing else.
  static let redirect = PageFamily(
    plural: "redirects", making: .code { scope, html in scope.appendRedirect(to: &html) },
    plan: { site in
      site.pages.flatMap { page in
        page.aliases.map {
          PlannedOutput(
            url: $0.url, family: .redirect, language: page.language, subject: .redirect(to: page.id)
          )
        }
      }
    })
}

extension RenderScope {
  /// A complete page that leads on, by itself and by a link.
  fileprivate mutating func appendRedirect(to html: inout [UInt8]) {
    guard let destination else { return }
    let summary = summary(of: destination)
    let href = href(summary.url)
    func append(_ markup: String) { html += markup.utf8 }
    append("<!doctype html>\n<html lang=\"")
    appendEscaped(output.language, to: &html)
    append("\">\n<head>\n<meta charset=\"utf-8\">\n<title>")
    appendEscaped(summary.title, to: &html)
    append("</title>\n<meta name=\"robots\" content=\"noindex\">\n")
    append("<meta http-equiv=\"refresh\" content=\"0; url=")
    appendEscaped(href, to: &html)
    append("\">\n<link rel=\"canonical\" href=\"")
    appendEscaped(absolute(summary.url), to: &html)
    append(
      "\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n</head>\n")
    append("<body>\n<p><a href=\"")
    appendEscaped(href, to: &html)
    append("\">")
    appendEscaped(summary.title, to: &html)
    append("</a></p>\n</body>\n</html>\n")
  }
}
