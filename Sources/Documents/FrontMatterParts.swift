/// What joins an article to others beside its tags.
///
/// A class, so that the many articles that are joined by nothing take no room for it.
package final class Belonging: Sendable {
  /// The series that the article is a part of.
  package let series: Field<String>?
  /// Its place in the series: `series-order`.
  package let seriesOrder: Field<Int>?
  /// Who wrote it, in the author's order, none twice: files in `Content/people`.
  package let authors: [Field<String>]

  /// Takes the values out of the fields of an article; `nil` when there are none.
  init?(_ fields: FieldReader) {
    series = fields.text("series")
    seriesOrder = fields.wholeNumber("series-order")
    authors = fields.texts("authors")
    if series == nil, seriesOrder == nil, authors.isEmpty { return nil }
  }

  /// The fields.
  static let fields: [FieldDeclaration] = [
    FieldDeclaration(
      "series", .text, "The series that the text is a part of.",
      example: "Sleep, step by step", otherNames: ["serie", "sequence", "collection"]),
    FieldDeclaration(
      "series-order", .wholeNumber,
      "The place in the series; parts without one follow those that have one, the oldest first.",
      example: "2",
      otherNames: ["series-part", "series_order", "series-weight", "part", "chapter"]),
    FieldDeclaration(
      "authors", .list(of: .text),
      "Who wrote the text: the names of files in `Content/people`, without `.md`.",
      example: "[ada-example]", otherNames: ["author", "by", "byline", "writer", "writers"]),
  ]

  /// Adds all of it to a fingerprint.
  func combine(into fingerprint: inout Fingerprint) {
    Documents.combine(series, into: &fingerprint) { $0.combine($1) }
    Documents.combine(seriesOrder, into: &fingerprint) { $0.combine($1) }
    fingerprint.combine(authors.count)
    for author in authors { fingerprint.combine(author.value) }
  }
}

/// What is said of a person beside the name and the text.
package final class Profile: Sendable {
  /// What the person may put behind the name: degrees and titles.
  package let credentials: Field<String>?
  /// The licence to practise, with its number and who gave it.
  package let licence: Field<String>?
  /// A picture of the person: a file of the site.
  package let photo: Field<String>?

  /// Takes the values out of the fields of a person.
  init(_ fields: FieldReader) {
    credentials = fields.text("credentials")
    licence = fields.text("licence")
    photo = fields.text("photo")
  }

  /// The fields, the name first.
  static let fields: [FieldDeclaration] = [
    FieldDeclaration(
      "name", .text, "The person's name, as readers see it.", isRequired: true,
      example: "Ada Example", otherNames: ["title", "author"]),
    FieldDeclaration(
      "credentials", .text, "Degrees and titles, as they stand behind the name.",
      example: "PhD, LMFT", otherNames: ["degrees", "degree", "qualifications", "job-title"]),
    FieldDeclaration(
      "licence", .text, "The licence to practise: its number, and who gave it.",
      otherNames: ["license", "licence-number", "license-number", "registration"]),
    FieldDeclaration(
      "photo", .text, "A picture of the person: a file beside this one, or one of the site.",
      example: "ada-example.jpg",
      otherNames: ["picture", "image", "avatar", "portrait", "headshot"]),
  ]

  /// Adds all of it to a fingerprint.
  package func combine(into fingerprint: inout Fingerprint) {
    for field in [credentials, licence, photo] {
      Documents.combine(field, into: &fingerprint) { $0.combine($1) }
    }
  }
}
