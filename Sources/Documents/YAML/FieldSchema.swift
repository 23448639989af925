import Diagnostics

/// The JSON Schema (draft 7) of a file with these fields, for editors that complete and check while
/// somebody types.
///
/// It is made from the declarations by which the file is read, so that the two cannot say different
/// things. Where a schema cannot say what attune checks, such as whether a day exists, it lets more
/// pass: what it refuses, attune refuses or warns of too.
package func jsonSchema(of fields: [FieldDeclaration], title: String, _ summary: String) -> String {
  let style = JSONStyle()
  let members =
    [
      ("$schema", style.string("http://json-schema.org/draft-07/schema#")),
      ("title", style.string(title)), ("description", style.string(summary)),
    ] + objectMembers(of: fields)
  return object(members, indent: "") + "\n"
}

/// The JSON Schema of a file of names that its author chooses, each with these fields, or with a text alone
/// that stands for the field `main`.
package func jsonSchema(
  ofTexts fields: [FieldDeclaration], for main: String, title: String, _ summary: String
) -> String {
  let style = JSONStyle()
  let text = fields.first { $0.name == main }.map { schema(of: $0.type) } ?? []
  let entry = "{\"anyOf\": [\(inline(text)), \(inline(objectMembers(of: fields)))]}"
  let members = [
    ("$schema", style.string("http://json-schema.org/draft-07/schema#")),
    ("title", style.string(title)), ("description", style.string(summary)),
    ("type", style.string("object")), ("additionalProperties", entry),
  ]
  return object(members, indent: "") + "\n"
}

/// What a group of fields is: none but these, and those that are needed.
private func objectMembers(of fields: [FieldDeclaration]) -> [(String, String)] {
  let style = JSONStyle()
  let properties = fields.map { ($0.name, property($0)) }
  let required = fields.filter(\.isRequired).map { style.string($0.name) }
  return [
    ("type", style.string("object")),
    ("properties", object(properties, indent: "  ")),
    ("required", "[" + required.joined(separator: ", ") + "]"),
    ("additionalProperties", "false"),
  ]
}

private func property(_ field: FieldDeclaration) -> String {
  let style = JSONStyle()
  let example = field.example.map { "\n\nFor example: `\(field.name): \($0)`" } ?? ""
  var type = schema(of: field.type)
  // A line of a form that was not filled in says nothing, which a field that is needed may not.
  if !field.isRequired, field.type != .flag, !type.isEmpty {
    type = [("anyOf", "[\(inline(type)), {\"type\": \"null\"}]")]
  }
  return inline([("description", style.string(field.summary + example))] + type)
}

/// What a value must be.
private func schema(of type: DeclaredType) -> [(String, String)] {
  let style = JSONStyle()
  switch type {
  // Numbers, dates and yes or no are texts as they are written.
  case .text: return [("type", #"["string", "number", "boolean"]"#)]
  case .flag: return [("type", style.string("boolean"))]
  case .wholeNumber: return [("type", style.string("integer"))]
  case .date:
    return [("type", style.string("string")), ("pattern", style.string(datePattern))]
  case .choice(let words):
    return [("enum", "[" + words.map { style.string($0) }.joined(separator: ", ") + "]")]
  case .list(let element):
    let list = inline([
      ("type", style.string("array")), ("items", inline(schema(of: element))),
      ("uniqueItems", "true"),
    ])
    guard element == .text else { return [("anyOf", "[\(list)]")] }
    // One text without a comma is a list of one.
    let lone = inline([("type", style.string("string")), ("pattern", style.string("^[^,]*$"))])
    return [("anyOf", #"[\#(list), \#(lone), {"type": ["number", "boolean"]}]"#)]
  case .named(let value):
    return [
      ("type", style.string("object")), ("additionalProperties", inline(schema(of: value))),
    ]
  case .titled:
    let titled = inline([
      ("type", style.string("object")), ("minProperties", "1"), ("maxProperties", "1"),
      ("additionalProperties", inline(schema(of: .text))),
    ])
    return [("anyOf", "[\(inline(schema(of: .text))), \(titled)]")]
  case .titledTree:
    let children = inline([
      ("type", style.string("array")), ("items", inline(schema(of: .titled))),
      ("uniqueItems", "true"),
    ])
    let titled = inline([
      ("type", style.string("object")), ("minProperties", "1"), ("maxProperties", "2"),
      ("properties", #"{"children": \#(children)}"#),
      ("additionalProperties", inline(schema(of: .text))),
    ])
    return [("anyOf", "[\(inline(schema(of: .text))), \(titled)]")]
  case .fields(let fields, _): return objectMembers(of: fields)
  case .free, .ignored: return []
  }
}

private let datePattern =
  #"^\s*[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"#
  + #"([Tt\s]\s*([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9]([.,][0-9]+)?)?"#
  + #"\s*([Zz]|[+-][0-9]{2}(:?[0-5][0-9])?)?)?\s*$"#

private func inline(_ members: [(String, String)]) -> String {
  "{" + members.map { JSONStyle().string($0.0) + ": " + $0.1 }.joined(separator: ", ") + "}"
}

/// An object with a line for each member, so that two versions can be compared.
private func object(_ members: [(String, String)], indent: String) -> String {
  let lines = members.map { "\(indent)  \(JSONStyle().string($0.0)): \($0.1)" }
  return "{\n" + lines.joined(separator: ",\n") + "\n\(indent)}"
}
