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
            url: $0.url, family: .redirect, language: page.language,
            subject: .redirect(to: .page(page.id))
          )
        }
      }
    })
}

extension RenderScope {
  /// A complete page that leads on, by itself and by a link.
  fileprivate mutating func appendRedirect(to html: inout [UInt8]) {
    guard let destination else { return }
    let title = title(of: destination)
    let href = href(destination)
    func append(_ markup: String) { html += markup.utf8 }
    append("<!doctype html>\n<html lang=\"")
    appendEscaped(output.language, to: &html)
    append("\">\n<head>\n<meta charset=\"utf-8\">\n")
    if let policy = policyInPage() {
      append("<meta http-equiv=\"Content-Security-Policy\" content=\"")
      appendEscaped(policy, to: &html)
      append("\">\n")
    }
    append("<title>")
    appendEscaped(title, to: &html)
    append("</title>\n<meta name=\"robots\" content=\"noindex\">\n")
    append("<meta http-equiv=\"refresh\" content=\"0; url=")
    appendEscaped(href, to: &html)
    append("\">\n<link rel=\"canonical\" href=\"")
    appendEscaped(absolute(destination), to: &html)
    append(
      "\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n</head>\n")
    append("<body>\n<p><a href=\"")
    appendEscaped(href, to: &html)
    append("\">")
    appendEscaped(title, to: &html)
    append("</a></p>\n</body>\n</html>\n")
  }

  /// What is called there: the title of a page, else the address.
  private mutating func title(of destination: Destination) -> String {
    if case .page(let id) = destination { return summary(of: id).title }
    return href(destination)
  }

  /// The address of a destination as it stands in a page.
  mutating func href(_ destination: Destination) -> String {
    switch destination {
    case .page(let id): href(summary(of: id).url)
    case .address(let url, let ending): href(url) + ending
    case .elsewhere(let address): address
    }
  }

  /// The address of a destination with the site's own in front.
  private mutating func absolute(_ destination: Destination) -> String {
    switch destination {
    case .page(let id): absolute(summary(of: id).url)
    case .address(let url, _): absolute(url)
    case .elsewhere(let address): address
    }
  }
}
