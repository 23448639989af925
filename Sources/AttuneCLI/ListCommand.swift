import ArgumentParser
import Diagnostics
import Documents
import SiteEngine

/// `attune list`: says what is written, and what becomes of it.
struct ListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "Says what is written: what is published, and what waits for what.",
    discussion: """
      all        every article and page
      drafts     what is a draft
      scheduled  what waits for its date
      expired    what was taken away at its date
      due        what asks for you within the next days: what will appear or be taken away, and drafts \
      whose date has come or comes. The soonest is first; a draft never appears by itself.

      Dates and times are those of the site's zone. Nothing is written.
      """)

  @Argument(help: "Which ones: all, drafts, scheduled, expired or due.")
  var which = Which.all

  @OptionGroup var site: SiteOption

  @Option(help: ArgumentHelp("How many days count as the next ones for due.", valueName: "days"))
  var days = 14

  @Option(
    help: ArgumentHelp(
      "List the site as it is at this moment, such as 2026-12-01T09:00:00Z. (default: now)",
      valueName: "moment"))
  var at: String?

  @Option(
    help: ArgumentHelp("How to list: text for people, json for programs.", valueName: "format"))
  var format = Format.text

  /// Which texts are listed.
  enum Which: String, CaseIterable, ExpressibleByArgument {
    case all, drafts, scheduled, expired, due
  }

  /// How a list is told.
  enum Format: String, CaseIterable, ExpressibleByArgument {
    case text, json
  }

  /// Refuses a number of days that is none.
  func validate() throws {
    guard (0...3660).contains(days) else {
      throw ValidationError("'\(days)' is not a number of days from 0 to 3660.")
    }
  }

  /// Lists what was asked for.
  func run() throws {
    let instant = try Moment.named(at)
    let opened = try OpenedSite(site, at: instant)
    let texts = TextSelection(which, at: instant, days: days).of(
      opened.snapshot.writtenTexts(at: instant))
    switch format {
    case .json:
      try Terminal.print(ListJSON(site: opened, texts: texts, instant: instant).text)
    case .text:
      let table = ListTable(texts, in: opened, at: instant)
      try Terminal.print(
        texts.isEmpty ? nothing : table.text(width: Terminal.width) + table.foot)
      let count = opened.snapshot.diagnostics.count { $0.severity == .error }
      if count > 0 {
        Terminal.say(
          count == 1
            ? "1 error keeps this site from being built; attune build says which.\n"
            : "\(count) errors keep this site from being built; attune build says which.\n")
      }
    }
  }

  private var nothing: String {
    switch which {
    case .all: "There is no article and no page yet.\n"
    case .drafts: "There is no draft.\n"
    case .scheduled: "Nothing waits for its date.\n"
    case .expired: "Nothing has expired.\n"
    case .due: "Nothing is due within \(days) \(days == 1 ? "day" : "days").\n"
    }
  }
}
