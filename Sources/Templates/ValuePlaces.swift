import Diagnostics

extension RuleID {
  static let htmlField = RuleID("html-field")
  static let textField = RuleID("text-field")
  static let sectionOnly = RuleID("section-only")
  static let valueInScript = RuleID("value-in-script")
  static let valueInStyle = RuleID("value-in-style")
  static let valueInRawText = RuleID("value-in-raw-text")
  static let valueInComment = RuleID("value-in-comment")
  static let valueInTag = RuleID("value-in-tag")
  static let unquotedValue = RuleID("unquoted-value")
  static let htmlOutsideText = RuleID("html-outside-text")
  static let addressNeeded = RuleID("address-needed")
}

/// What speaks against writing a field with the braces it has; `nil` if nothing does.
func problem(
  writing path: FieldPath, of type: FieldType, raw isRaw: Bool, tag: Range<Int>,
  _ fields: SchemaFields
) -> TemplateProblem? {
  let name = path.text
  switch type {
  case .html:
    return isRaw
      ? nil
      : TemplateProblem(
        rule: .htmlField,
        message: "`\(name)` is finished HTML, and two braces would show its tags as text",
        range: tag, suggestion: "write `{{{\(name)}}}`")
  case .text, .number, .choice, .url:
    return isRaw
      ? TemplateProblem(
        rule: .textField,
        message: "`\(name)` is \(words(for: type)), and three braces are for finished HTML",
        range: tag, suggestion: "write `{{\(name)}}`")
      : nil
  case .flag, .list:
    return TemplateProblem(
      rule: .sectionOnly, message: "`\(name)` is \(words(for: type)) and cannot be written out",
      range: tag, suggestion: "use it as a section: `{{#\(name)}}…{{/\(name)}}`")
  case .record(let kind):
    let example = fields.example(of: kind) ?? "…"
    let inside = path.isDot ? example : "\(name).\(example)"
    return TemplateProblem(
      rule: .sectionOnly, message: "`\(name)` is \(words(for: type)) and cannot be written out",
      range: tag, suggestion: "write one of its fields, such as `{{\(inside)}}`")
  }
}

/// What speaks against writing a field at a place in a page; `nil` if nothing does.
func problem(
  writing name: String, of type: FieldType, tag: Range<Int>, at state: HTMLState
) -> TemplateProblem? {
  let element = String(decoding: state.element, as: UTF8.self)
  switch state.mode {
  case .text: return nil
  case .rawText:
    return problem(writing: name, of: type, tag: tag, inRawText: element)
  case .comment, .declaration, .declarationStart:
    return TemplateProblem(
      rule: .valueInComment,
      message: "`\(name)` stands in an HTML comment, which every reader of the page gets",
      range: tag, suggestion: "take it out; a note to yourself is `{{! … }}`")
  case .valueStart, .unquotedValue:
    let attribute = String(decoding: state.attribute, as: UTF8.self)
    return TemplateProblem(
      rule: .unquotedValue,
      message: "`\(name)` stands in the attribute `\(attribute)` without quotation marks",
      range: tag, suggestion: "write `\(attribute)=\"…\"`, with all of the value between the marks")
  case .quotedValue:
    return problem(writing: name, of: type, tag: tag, inAttribute: state)
  case .tagStart, .endTagStart, .tagName, .tag, .attributeName, .afterAttributeName:
    return TemplateProblem(
      rule: .valueInTag, message: "`\(name)` stands in a tag, but not as the value of an attribute",
      range: tag, suggestion: "give it a name and quotation marks: `data-value=\"{{\(name)}}\"`")
  }
}

private func problem(
  writing name: String, of type: FieldType, tag: Range<Int>, inRawText element: String
) -> TemplateProblem? {
  switch element {
  case "title", "textarea":
    guard type == .html else { return nil }
    return TemplateProblem(
      rule: .htmlOutsideText,
      message: "`\(name)` is finished HTML, and <\(element)> shows tags as text", range: tag,
      suggestion: "use a field of plain words here")
  case "script": return codeProblem(name, "<script>", tag)
  case "style":
    return TemplateProblem(
      rule: .valueInStyle, message: "`\(name)` stands in <style>, where it could become any style",
      range: tag, suggestion: "choose between classes that the stylesheet has")
  default:
    return TemplateProblem(
      rule: .valueInRawText,
      message: "`\(name)` stands in <\(element)>, where it cannot be escaped",
      range: tag, suggestion: "write it outside of <\(element)>")
  }
}

private func codeProblem(_ name: String, _ place: String, _ tag: Range<Int>) -> TemplateProblem {
  TemplateProblem(
    rule: .valueInScript, message: "`\(name)` stands in \(place), where it could become code",
    range: tag,
    suggestion: "write it into an attribute such as `data-value=\"{{\(name)}}\"`, "
      + "and let a script read it there")
}

private func problem(
  writing name: String, of type: FieldType, tag: Range<Int>, inAttribute state: HTMLState
) -> TemplateProblem? {
  let attribute = String(decoding: state.attribute, as: UTF8.self)
  if state.attribute.starts(with: "on".utf8) || attribute == "srcdoc" {
    return codeProblem(name, "`\(attribute)`", tag)
  }
  if attribute == "style" {
    return TemplateProblem(
      rule: .valueInStyle, message: "`\(name)` stands in `style`, where it could become any style",
      range: tag, suggestion: "choose between classes that the stylesheet has")
  }
  if type == .html {
    return TemplateProblem(
      rule: .htmlOutsideText,
      message: "`\(name)` is finished HTML and stands in the attribute `\(attribute)`", range: tag,
      suggestion: "use a field of plain words here; HTML belongs between tags")
  }
  switch state.address {
  case .none, .fixed: return nil
  case .start, .startOrFixed:
    // Neither a number nor a word of the schema can hold a scheme.
    if case .text = type {
      return TemplateProblem(
        rule: .addressNeeded,
        message: "`\(name)` is plain words and stands first in `\(attribute)`, "
          + "where an address begins",
        range: tag,
        suggestion: "begin with what does not change, as in `\(attribute)=\"/{{\(name)}}\"`, "
          + "or use a field that is an address")
    }
    return nil
  case .word, .unsafe:
    return TemplateProblem(
      rule: .addressNeeded,
      message: "`\(name)` stands in `\(attribute)` behind a beginning that could run something",
      range: tag,
      suggestion: "let the address begin with `/`, `#`, `https://`, `mailto:` or `tel:`")
  }
}
