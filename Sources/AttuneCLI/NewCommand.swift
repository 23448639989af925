import ArgumentParser
import Diagnostics
import Documents
import Foundation
import SiteEngine

/// `attune new`: begins a site.
struct NewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new",
    abstract: "Begins a practice's site: its pages, its settings, and a way to publish it.",
    discussion: """
      The folder is made, or must be empty: nothing that is there is ever touched. What is written is a \
      whole site that attune build takes as it is: a home page, about, services, contact, crisis \
      resources, privacy and an example of an article, site.yaml with every setting explained, and a \
      workflow that publishes it at the host, by itself when the moment comes at which it changes. The theme comes with attune.
      """)

  @Argument(help: ArgumentHelp("The folder of the new site.", valueName: "folder"))
  var folder: String

  @Option(
    help: ArgumentHelp(
      "The practice's name, as readers see it. (default: that of the folder)", valueName: "name"))
  var name: String?

  @Option(help: ArgumentHelp("Where the site will live.", valueName: "address"))
  var url = "https://example.org/"

  @Option(help: ArgumentHelp("The language of the site: en or es.", valueName: "code"))
  var language = "en"

  @Option(
    help: ArgumentHelp(
      "Where the site will be published: \(NewSite.hosts.joined(separator: ", ")).",
      valueName: "host"))
  var host = "github-pages"

  @Option(
    help: ArgumentHelp(
      "The time zone of the practice, such as America/New_York. (default: that of this computer)",
      valueName: "zone"))
  var timeZone: String?

  @Option(
    help: ArgumentHelp(
      "Date the example with this moment, such as 2026-12-01T09:00:00Z. (default: now)",
      valueName: "moment"))
  var at: String?

  /// Refuses what no site can have.
  func validate() throws {
    guard NewSite.languages.contains(language) else {
      throw ValidationError("'\(visible(language))' is not a language to begin in. Write en or es.")
    }
    guard NewSite.hosts.contains(host) else {
      throw ValidationError(
        "'\(visible(host))' is not a host that attune knows. Write one of: \(NewSite.hosts.joined(separator: ", "))."
      )
    }
    if let timeZone, !NewSite.knows(timeZone: timeZone) {
      throw ValidationError(
        "'\(visible(timeZone))' is not a time zone that this computer knows. Write continent and city, such as America/New_York, or UTC."
      )
    }
    guard SiteAddress(url) != nil else {
      throw ValidationError(
        "'\(visible(url))' is not an address that a site can have. Write it from https:// to the site's first page, such as https://example.org/."
      )
    }
    guard !folder.isEmpty else { throw ValidationError("Name the folder of the new site.") }
  }

  /// Writes the site, and says what comes next.
  func run() throws {
    guard let address = SiteAddress(url) else { return }
    let instant = try Moment.named(at)
    let machineZone = timeZone == nil ? MachineTimeZone.name : nil
    let site = NewSite(
      name: name ?? folderName, address: address, timeZone: timeZone ?? machineZone ?? "UTC",
      language: language, host: host)
    let result: Result<Int, Refusal>
    do throws(ProjectFailure) {
      guard let shared = try SharedFolder.path() else {
        throw ProjectFailure(
          path: folder, action: "cannot begin a site",
          reason:
            "this attune has no folder share/attune beside it, from which a site is begun; install it whole"
        )
      }
      result = try site.make(in: folder, sharedFolder: shared, at: instant)
    } catch {
      Terminal.show([error.diagnostic])
      throw ExitCode(Outcome.refused)
    }
    switch result {
    case .success: try Terminal.print(welcome(knowsZone: timeZone != nil || machineZone != nil))
    case .failure(let refusal):
      Terminal.show(refusal.problems)
      throw ExitCode(Outcome.problems)
    }
  }

  /// A name for the practice, to be changed: `rivers-psychotherapy` is "Rivers psychotherapy".
  private var folderName: String {
    let name = URL(filePath: folder).standardizedFileURL.lastPathComponent
      .replacing("-", with: " ").replacing("_", with: " ")
    let words = name.trimmingCharacters(in: .whitespaces)
    return words.isEmpty || words == "/"
      ? "A practice" : words.prefix(1).uppercased() + words.dropFirst()
  }

  private func welcome(knowsZone: Bool) -> String {
    let isHere = URL(filePath: folder).standardizedFileURL == URL(filePath: ".").standardizedFileURL
    var text = "\(visible(folder)): a site, ready to be changed\n"
    if !isHere { text += "  cd \(quoted(folder))\n" }
    text += """
        attune preview           shows it in your browser, and each change as you save it
        attune build             writes it to Public
        attune post "A title"    begins an article
      The settings are in site.yaml, each with what it is for.

      """
    if url == "https://example.org/" {
      text += "Its url says https://example.org/: write the address of your site there.\n"
    }
    if !knowsZone {
      text +=
        "This computer does not say its time zone, so time-zone says UTC: write yours there.\n"
    }
    return text
  }

  /// A path as it can be typed into a shell.
  private func quoted(_ path: String) -> String {
    let isPlain = path.utf8.allSatisfy { byte in
      (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
        || "/._-".utf8.contains(byte)
    }
    return isPlain ? path : "'\(visible(path).replacing("'", with: "'\\''"))'"
  }
}
