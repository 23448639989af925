import Foundation
import Templates

/// Data for a template that has no schema, for tests.
enum JSONValue: Decodable, Sendable {
  case null
  case bool(Bool)
  case integer(Int)
  case decimal(Double)
  case string(String)
  case array([JSONValue])
  case object([String: JSONValue])

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      self = .null
    } else if let value = try? container.decode(Bool.self) {
      self = .bool(value)
    } else if let value = try? container.decode(Int.self) {
      self = .integer(value)
    } else if let value = try? container.decode(Double.self) {
      self = .decimal(value)
    } else if let value = try? container.decode(String.self) {
      self = .string(value)
    } else if let value = try? container.decode([JSONValue].self) {
      self = .array(value)
    } else {
      self = .object(try container.decode([String: JSONValue].self))
    }
  }

  /// The value of a JSON text.
  static func parse(_ text: String) throws -> JSONValue {
    try JSONDecoder().decode(JSONValue.self, from: Data(text.utf8))
  }
}

/// Answers from JSON by name.
struct JSONScope: TemplateScope {
  private var objects: [[String: JSONValue]] = []

  mutating func value(of value: JSONValue) -> TemplateValue {
    switch value {
    case .null: return .null
    case .bool(let flag): return .flag(flag)
    case .integer(let number): return .number(number)
    case .decimal(let number): return .text("\(number)")
    case .string(let text): return .text(text)
    case .array(let list): return .list(list.map { self.value(of: $0) })
    case .object(let members):
      objects.append(members)
      return .record(TemplateRecord(RecordKind(0), objects.count - 1))
    }
  }

  mutating func value(of field: FieldName, in record: TemplateRecord) -> TemplateValue? {
    guard let value = objects[record.id][field.text] else { return nil }
    return self.value(of: value)
  }
}
