import Templates

/// Answers a template from JSON, by name.
struct JSONScope: TemplateScope {
  /// A name in an object; two names are one only if their bytes are.
  private struct Member: Hashable {
    let object: Int
    let name: [UInt8]
  }

  /// What the template is about.
  let root: TemplateValue

  private let values: [TemplateValue]
  private let members: [Member: Int]

  /// Prepares to answer from a text; of two members of one name the later one counts.
  init(_ json: JSONText) {
    var values: [TemplateValue] = []
    var members: [Member: Int] = [:]
    values.reserveCapacity(json.nodes.count)
    // What is inside a value comes before it.
    for (number, node) in json.nodes.enumerated() {
      switch node {
      case .null: values.append(.null)
      case .flag(let flag): values.append(.flag(flag))
      case .number(let written):
        // Only a number that is printed as it is written: 1.0 is not 1.
        if let number = Int(written), String(number) == written {
          values.append(.number(number))
        } else {
          values.append(.text(written))
        }
      case .text(let text): values.append(.text(text))
      case .list(let elements): values.append(.list(elements.map { values[$0] }))
      case .object(let list):
        for (name, value) in list {
          members[Member(object: number, name: Array(name.utf8))] = value
        }
        values.append(.record(TemplateRecord(RecordKind(0), number)))
      }
    }
    root = values[json.root]
    self.values = values
    self.members = members
  }

  mutating func value(of field: FieldName, in record: TemplateRecord) -> TemplateValue? {
    members[Member(object: record.id, name: Array(field.text.utf8))].map { values[$0] }
  }
}
