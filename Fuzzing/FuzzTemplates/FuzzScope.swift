import Templates

/// A small site whose every value would do harm if it came into a page as it is.
struct FuzzScope: TemplateScope {
  static let page = RecordKind(0)
  static let entry = RecordKind(1)

  /// What templates may ask for.
  static let schema = Schema([
    RecordSchema(
      "pages",
      [
        FieldSchema("title", .text), FieldSchema("body", .html), FieldSchema("url", .url),
        FieldSchema("words", .number), FieldSchema("draft", .flag),
        FieldSchema("layout", .choice(["part", "layout"])),
        FieldSchema("entry", .record(entry)), FieldSchema("next", .record(page)),
        FieldSchema("entries", .list(of: .record(entry))), FieldSchema("tags", .list(of: .text)),
        FieldSchema("grid", .list(of: .list(of: .number))),
      ]),
    RecordSchema(
      "entries",
      [
        FieldSchema("title", .text), FieldSchema("url", .url),
        FieldSchema("pages", .list(of: .record(page))),
      ]),
  ])

  /// What no page may hold unless its template does.
  static let harmful = ["\"qzx", "<qzx", "'qzx", "javascript:qzx"]

  /// The answers; without a schema a field that no record has is absent.
  mutating func value(of field: FieldName, in record: TemplateRecord) -> TemplateValue? {
    switch field.text {
    case "title": .text("\"qzx<qzx'qzx\u{301}&amp;\u{0}")
    case "body": .html(Array("<p>body</p>".utf8))
    case "url": .url(record.id == 0 ? "/a/\"qzx" : "javascript:qzx")
    case "words": .number(.min)
    case "draft": .flag(record.id == 0)
    case "layout": .text(record.id == 0 ? "layout" : "part")
    case "entry": .record(TemplateRecord(Self.entry, 1))
    case "next": record.id == 0 ? .record(TemplateRecord(Self.page, 2)) : .null
    case "entries": .list((1...3).map { .record(TemplateRecord(Self.entry, $0)) })
    case "tags": .list([.text("<qzx"), .text("")])
    case "grid": .list([.list([.number(1)]), .list([])])
    case "pages": .list([.record(TemplateRecord(Self.page, 0))])
    default: nil
    }
  }
}
