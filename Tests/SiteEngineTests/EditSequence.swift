import Documents
import Foundation
import SiteEngine

/// One step in the life of a site: what an author, an editor or the clock does to it.
enum Edit: Sendable, CustomStringConvertible {
  /// A file is written, new or over an old one.
  case write(String, String)
  /// A file or a folder goes; nothing happens when it is not there.
  case remove(String)
  /// A file or a folder gets another name or place, over what is there; nothing happens when there is
  /// no such file.
  case move(String, to: String)
  /// The clock is set to an instant.
  case moment(Int64)

  var description: String {
    switch self {
    case .write(let path, let text): "write \(path): \(text.debugDescription)"
    case .remove(let path): "remove \(path)"
    case .move(let path, let target): "move \(path) to \(target)"
    case .moment(let seconds): "moment \(Instant(secondsSinceEpoch: seconds).text)"
    }
  }

  /// Does it, and says what a watcher of the folder would say.
  func apply(to site: TestSite) throws -> [Change] {
    switch self {
    case .write(let path, let text):
      try site.write(path, Array(text.utf8))
      return [.file(SourcePath(path))]
    case .remove(let path):
      guard site.exists(path) else { return [] }
      try site.remove(path)
      return [.file(SourcePath(path))]
    case .move(let path, let target):
      guard site.exists(path), path != target else { return [] }
      try site.move(path, to: target)
      return [.file(SourcePath(path)), .file(SourcePath(target))]
    case .moment(let seconds):
      site.instant = Instant(secondsSinceEpoch: seconds)
      return [.moment(site.instant)]
    }
  }
}

/// What an edit is about; each kind must happen often enough to prove something.
enum EditKind: String, CaseIterable, Sendable {
  case articleAdded, articleText, articleTitle, articleDate, articleDraft, articleTopics,
    articleSlug
  case articleAlias, articleTemplate, articleOtherField, articleRemoved, articleRenamed,
    articleMistake
  case articleSeries, articleAuthors, groupText, groupRemoved, groupRenamed
  case pageAdded, pageText, pageMenuOrder, pageRemoved, pageRenamed
  case folderRenamed, folderRemoved
  case templateChanged, templateRemoved, partialChanged, partialRemoved, partialRenamed
  case themeDescription, themeSetting, parentTheme
  case themeWord, themeWordsRemoved, themeAssetChanged, themeAssetRemoved, themeAssetRenamed
  case setting, menu, settingMistake
  case host, oldAddress, record
  case formAddress, blockTemplate, blockTemplateRemoved, glossaryChanged, glossaryRemoved
  case pictureChanged, pictureRemoved, pictureRenamed
  case staticChanged, staticRemoved, staticRenamed
  case clock
  /// A file is written again as it was before a mistake or a loss.
  case mended
}

/// An edit, and what happens after it: how a session is told, and who looks at the site then.
struct Step: Sendable, CustomStringConvertible {
  let kind: EditKind
  let edit: Edit
  /// Whether nobody knows which files were changed.
  let isUntold: Bool
  /// Which part of the site is looked at.
  let view: View

  enum View: CaseIterable, Sendable { case nothing, onePage, everything }

  var description: String { "\(edit) (\(isUntold ? "untold, " : "")then \(view))" }
}

/// The shortest part of a row of steps that can be found that still fails: halves are left out, then
/// quarters, down to single steps, until nothing more can go.
///
/// - Parameters:
///   - steps: A row that fails.
///   - fails: Whether a row fails.
/// - Returns: A part of the row that fails and from which no single step can be left out.
func shrunk<Element>(
  _ steps: [Element], while fails: ([Element]) async throws -> Bool
) async rethrows -> [Element] {
  var steps = steps
  var size = max(steps.count / 2, 1)
  while true {
    let count = steps.count
    var start = 0
    while start < steps.count {
      var fewer = steps
      fewer.removeSubrange(start..<min(start + size, steps.count))
      if try await fails(fewer) { steps = fewer } else { start += size }
    }
    if size > 1 { size /= 2 } else if steps.count == count { return steps }
  }
}
