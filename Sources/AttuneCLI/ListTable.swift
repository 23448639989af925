import Diagnostics
import Documents
import SiteEngine

/// A list of texts as a table for people.
struct ListTable {
  /// One line of it.
  struct Row {
    let date, state, title, file: String
  }

  /// What stands below it: whose clock the times are from.
  let foot: String
  private let rows: [Row]

  /// Puts texts into words; their files are named as the person would type them.
  init(_ texts: [WrittenText], in site: OpenedSite, at instant: Instant) {
    let snapshot = site.snapshot
    let count = "\(texts.count) \(texts.count == 1 ? "text" : "texts")"
    self.init(
      texts.map { text in
        Row(
          date: text.date.map { String(snapshot.clock(at: $0).prefix(10)) } ?? "",
          state: Self.words(for: text, in: snapshot, at: instant), title: visible(text.title),
          file: visible(site.folder.shown(text.path.text)))
      }, foot: "\(count); times are those of \(snapshot.timeZoneName)\n")
  }

  /// Makes a table of rows.
  init(_ rows: [Row], foot: String) {
    self.rows = rows
    self.foot = foot
  }

  /// The table in lines no wider than `width` where that is known, and where words let it be: what does
  /// not fit side by side stands below each other.
  func text(width: Int?) -> String {
    let head = Row(date: "date", state: "state", title: "title", file: "file")
    let all = [head] + rows
    let columns: [KeyPath<Row, String>] = [\.date, \.state, \.title, \.file]
    let widths = columns.map { column in all.map { shownWidth(of: $0[keyPath: column]) }.max() ?? 0
    }
    let total = widths.reduce(0, +) + 2 * (columns.count - 1)
    if let width, total > width { return stacked }
    return all.map { row in
      let cells = zip(columns, widths).map { column, width in
        let cell = row[keyPath: column]
        return cell + String(repeating: " ", count: width - shownWidth(of: cell))
      }
      return trimmed(cells.joined(separator: "  ")) + "\n"
    }.joined()
  }

  private var stacked: String {
    rows.map { row in
      let state = row.date.isEmpty ? row.state : "\(row.date), \(row.state)"
      return "\(row.title)\n  \(state)\n  \(row.file)\n"
    }.joined()
  }

  private func trimmed(_ line: String) -> String {
    var line = line[...]
    while line.utf8.last == UInt8(ascii: " ") { line.removeLast() }
    return String(line)
  }

  private static func words(
    for text: WrittenText, in snapshot: BuildSnapshot, at instant: Instant
  ) -> String {
    switch text.state {
    case .published:
      text.expires.map { "published until \(snapshot.clock(at: $0))" } ?? "published"
    case .draft:
      text.date.map { $0 <= instant } == true && text.kind == .article
        ? "a draft, its date has come" : "a draft"
    case .scheduled(let date): "waits until \(snapshot.clock(at: date))"
    case .expired(let date): "expired since \(snapshot.clock(at: date))"
    case .unreadable: "its front matter cannot be read"
    }
  }
}

/// How many columns of a terminal a text takes: marks take none, and the signs of East Asia and pictures
/// two.
func shownWidth(of text: String) -> Int {
  text.unicodeScalars.reduce(0) { width, scalar in
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: return width
    default: break
    }
    return switch scalar.value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF,
      0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F680...0x1F6FF,
      0x1F900...0x1F9FF, 0x20000...0x3FFFD:
      width + 2
    default: width + 1
    }
  }
}
