import Diagnostics
import Templates

/// A template source from a text.
func source(_ name: String, _ text: String) -> TemplateSource {
  TemplateSource(
    name: name, file: SourceFile(path: "Themes/t/\(name).mustache", bytes: Array(text.utf8)))
}

/// What a template makes of some JSON without a schema.
func render(
  _ template: String, _ json: String = "{}", _ partials: [String: String] = [:],
  limits: RenderLimits = RenderLimits()
) throws -> String {
  try render(template, JSONValue.parse(json), partials, limits: limits)
}

/// What a template makes of a value without a schema.
func render(
  _ template: String, _ data: JSONValue, _ partials: [String: String] = [:],
  limits: RenderLimits = RenderLimits()
) throws -> String {
  let sources = [source("main", template)] + partials.map { source($0.key, $0.value) }
  var scope = JSONScope()
  let root = scope.value(of: data)
  var output: [UInt8] = []
  TemplateSet.compile(sources).templates.template(named: "main")?
    .render(value: root, in: &scope, into: &output, limits: limits)
  return String(decoding: output, as: UTF8.self)
}
