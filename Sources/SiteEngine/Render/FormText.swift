import Documents

extension RenderScope {
  /// Appends a form: a label around each field, a warning where somebody could write of her health, and
  /// a field that only programs fill in.
  ///
  /// It needs no script, and no style to keep the last one from people.
  mutating func appendForm(_ kind: BlockKind, to html: inout [UInt8]) {
    let forms = setting(.forms, \.forms)
    html += "<form class=\"form\" method=\"post\" action=\"".utf8
    let address = forms.addresses[kind] ?? ""
    // A path of one's own host is below the site's own.
    let isOwn = address.utf8.first == UInt8(ascii: "/")
    let base = isOwn ? setting(.url, \.url.basePath) : ""
    appendAddress(Array((base + address.dropFirst(isOwn ? 1 : 0)).utf8), to: &html)
    html += "\">\n".utf8
    if kind == .contact {
      html += "<p class=\"form-warning\">".utf8
      appendWord(.warning, to: &html)
      html += "</p>\n".utf8
      appendField(.name, "text", forms.name(of: .name, in: kind), "name", to: &html)
    }
    appendField(.email, "email", forms.name(of: .email, in: kind), "email", to: &html)
    if kind == .contact {
      html += "<p class=\"form-field\"><label>".utf8
      appendWord(.message, to: &html)
      html += "\n<textarea name=\"".utf8
      appendEscaped(forms.name(of: .message, in: kind), to: &html)
      html += "\" rows=\"6\" required=\"\"></textarea></label></p>\n".utf8
    }
    html += "<p hidden=\"\"><label>".utf8
    appendWord(.trap, to: &html)
    html += "\n<input type=\"text\" name=\"".utf8
    appendEscaped(forms.trap, to: &html)
    html += "\" tabindex=\"-1\" autocomplete=\"off\" /></label></p>\n".utf8
    html += "<p class=\"form-action\"><button type=\"submit\">".utf8
    appendWord(kind == .contact ? .send : .subscribe, to: &html)
    html += "</button></p>\n</form>\n".utf8
  }

  private mutating func appendField(
    _ key: BlockWords.Key, _ type: String, _ name: String, _ autocomplete: String,
    to html: inout [UInt8]
  ) {
    html += "<p class=\"form-field\"><label>".utf8
    appendWord(key, to: &html)
    html += "\n<input type=\"\(type)\" name=\"".utf8
    appendEscaped(name, to: &html)
    html += "\" autocomplete=\"\(autocomplete)\" required=\"\" /></label></p>\n".utf8
  }

  private mutating func appendWord(_ key: BlockWords.Key, to html: inout [UInt8]) {
    appendEscaped(string(key.rawValue), to: &html)
  }
}
