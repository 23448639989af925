import Diagnostics
import Documents
import SiteEngine

/// A list of texts as one JSON object for another program, its keys always in this order.
///
/// Moments are in UTC; paths are as the person would type them.
struct ListJSON {
  let site: OpenedSite
  let texts: [WrittenText]
  let instant: Instant

  /// The object.
  var text: String {
    let style = JSONStyle()
    let items = texts.map(object)
    let list = items.isEmpty ? "[]" : "[\n" + items.joined(separator: ",\n") + "\n]"
    let errors = site.snapshot.diagnostics.count { $0.severity == .error }
    return """
      {
      "site": \(style.string(site.folder.path)),
      "moment": \(style.string(instant.text)),
      "timeZone": \(style.string(site.snapshot.timeZoneName)),
      "errors": \(errors),
      "texts": \(list)
      }

      """
  }

  private func object(_ text: WrittenText) -> String {
    let style = JSONStyle()
    func moment(_ instant: Instant?) -> String { instant.map { style.string($0.text) } ?? "null" }
    let members = [
      ("path", style.string(site.folder.shown(text.path.text))),
      ("kind", style.string(text.kind.word)),
      ("title", style.string(text.title)),
      ("language", style.string(text.language)),
      ("address", text.address.map { style.string($0) } ?? "null"),
      ("state", style.string(name(of: text.state))),
      ("date", moment(text.date)),
      ("expires", moment(text.expires)),
    ]
    return "{" + members.map { "\"\($0.0)\": \($0.1)" }.joined(separator: ", ") + "}"
  }

  private func name(of state: WrittenText.State) -> String {
    switch state {
    case .published: "published"
    case .draft: "draft"
    case .scheduled: "scheduled"
    case .expired: "expired"
    case .unreadable: "unreadable"
    }
  }
}
