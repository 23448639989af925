import ArgumentParser
import Diagnostics
import Documents
import SiteEngine

/// `attune post`: begins an article or a page.
struct PostCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "post",
    abstract: "Begins an article: a draft with its first lines filled in.",
    discussion: """
      The file is named after the title and lies in Content/articles, or in Content/pages with --page. A \
      file that is there is never touched.
      """)

  @Argument(
    help: ArgumentHelp(
      "The title, in quotation marks: \"Sleeping well again\".", valueName: "title"))
  var words: [String]

  @Flag(help: "Begin a page that stands by itself, such as About.")
  var page = false

  @Option(
    name: [.customLong("lang")],
    help: ArgumentHelp(
      "The language it is written in, such as es. (default: that of the site)", valueName: "code"))
  var language: String?

  @Option(
    help: ArgumentHelp(
      "The name of the file and the end of the address. A translation has the name of its original. (default: made from the title)",
      valueName: "name"))
  var slug: String?

  @OptionGroup var site: SiteOption

  @Option(
    help: ArgumentHelp(
      "Date it with this moment, such as 2026-12-01T09:00:00Z. (default: now)", valueName: "moment")
  )
  var at: String?

  /// Writes the file, and says where it is and what comes next.
  func run() throws {
    let instant = try Moment.named(at)
    let draft = try draft()
    let opened = try OpenedSite(site, at: instant)
    let result: Result<SourcePath, Refusal>
    do throws(ProjectFailure) {
      result = try opened.snapshot.begin(draft, in: opened.project, at: instant)
    } catch {
      Terminal.show([error.diagnostic.moved { opened.folder.shown($0) }])
      throw ExitCode(Outcome.refused)
    }
    switch result {
    case .success(let path):
      try Terminal.print(
        """
        \(visible(opened.folder.shown(path.text))): a draft, which nobody sees yet
        Write below the second ---. When it is done, remove the line draft: true and run attune build.

        """)
    case .failure(let refusal):
      Terminal.show(opened.folder.shown(refusal.problems))
      throw ExitCode(Outcome.problems)
    }
  }

  /// Without quotation marks a title comes word by word.
  private var title: String { words.joined(separator: " ") }

  private func draft() throws -> Draft {
    do throws(Draft.Flaw) {
      return try Draft(
        title: title, kind: page ? .page : .article, language: language, name: slug)
    } catch {
      throw ValidationError(words(for: error))
    }
  }

  private func words(for flaw: Draft.Flaw) -> String {
    switch flaw {
    case .emptyTitle: "The title is empty."
    case .noName:
      "'\(visible(title))' has no letter or digit to name the file after. Name it with --slug."
    case .name(let instead):
      instead.isEmpty
        ? "'\(visible(slug ?? ""))' can't be the end of an address. Write letters, digits and hyphens."
        : "'\(visible(slug ?? ""))' can't be the end of an address as it is. Write --slug \(instead)."
    case .folderName:
      "'index' is the name of a folder's own page. Choose another name with --slug."
    case .language:
      "'\(visible(language ?? ""))' is not the code of a language. Write two letters, such as es."
    }
  }
}
