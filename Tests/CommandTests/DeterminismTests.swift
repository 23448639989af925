import Foundation
import TestSupport
import Testing

/// The same bytes from the same files, whatever the machine is like.
@Suite struct DeterminismTests {
  /// A site with some of everything: lists in pages, topics, two languages, feeds, files that are
  /// copied, old addresses, a menu, drafts and posts held back.
  private static let files: [String: String] = {
    var files = BuildCommandTests.files
    files["site.yaml"] = """
      name: Practice
      url: https://example.org/practice/
      time-zone: America/New_York
      theme: plain
      description: Therapy for new parents
      menu: [/articles/, about.md, "Book": "https://example.com/"]
      articles-per-page: 7
      """
    files["Themes/plain/strings/es.yaml"] = files["Themes/plain/strings/en.yaml"]
    files["Themes/plain/articles.mustache"] = """
      {{title}}{{#articles}} [{{title}}]({{url}}){{/articles}}
      """
    files["Themes/plain/assets/style.css"] = "body { color: black }\n"
    files["Themes/plain/topic.mustache"] = "{{title}}{{#articles}} {{title}}{{/articles}}\n"
    files["Content/pages/about.md"] =
      "---\ntitle: About\naliases: [/us/, /who/]\n---\nWe listen. [A sheet](sheet.pdf)\n"
    files["Content/pages/about.es.md"] = "---\ntitle: Nosotros\n---\nEscuchamos.\n"
    files["Content/pages/sheet.pdf"] = "%PDF"
    files["Content/static/.well-known/security.txt"] = "Contact: mailto:a@example.org\n"
    files["Content/static/robots-note.txt"] = "hello\n"
    files["Content/articles/draft.md"] = "---\ntitle: D\ndate: 2026-01-01\ndraft: true\n---\n"
    files["Content/articles/later.md"] = "---\ntitle: L\ndate: 2027-01-01\n---\n"
    for number in 1...40 {
      let topics = ["sleep", "work", "grief \(number % 3)"].prefix(number % 3 + 1)
      let text = """
        ---
        title: Article \(number)
        date: 2026-0\(number % 9 + 1)-11
        tags: [\(topics.joined(separator: ", "))]
        ---
        Words [about](/about/) it.[^1]

        | a | b |
        |---|--:|
        | \(number) | 2 |

        [^1]: A "note".
        """
      files["Content/articles/a\(number).md"] = text
      if number % 5 == 0 { files["Content/articles/a\(number).es.md"] = text }
    }
    return files
  }()

  /// A machine, as far as a build could see one.
  private struct Machine {
    var name: String
    var environment: [String: String] = [:]
    /// What stands before the command: another umask, fewer processors.
    var before = ""
  }

  private static let machines: [Machine] = [
    Machine(name: "as it is"),
    Machine(name: "once more"),
    Machine(name: "Kathmandu", environment: ["TZ": "Asia/Kathmandu", "LC_ALL": "tr_TR.UTF-8"]),
    Machine(name: "no zones", environment: ["TZ": ":/nonexistent", "LC_ALL": "C"]),
    Machine(name: "Kiritimati", environment: ["TZ": "Pacific/Kiritimati", "LANG": "ar_EG.UTF-8"]),
    Machine(name: "private files", before: "umask 077;"),
    Machine(name: "open files", before: "umask 000;"),
    Machine(name: "one processor", before: "taskset -c 0"),
    Machine(name: "fixed hashes", environment: ["SWIFT_DETERMINISTIC_HASHING": "1"]),
  ]

  private func build(_ site: TestFolder, on machine: Machine) throws -> [String: [UInt8]] {
    let program = builtProgram("attune").path(percentEncoded: false)
    var before = machine.before
    if before.hasPrefix("taskset") && !FileManager.default.fileExists(atPath: "/usr/bin/taskset") {
      before = ""
    }
    let result = try run(
      URL(filePath: "/bin/sh"),
      ["-c", "\(before) \"$0\" \"$@\"", program, "build", "--at", "2026-11-22T12:00:00Z"],
      in: site.url,
      environment: ["PATH": "/usr/bin:/bin"].merging(machine.environment) { $1 })
    #expect(result.code == 0, "\(machine.name): \(result.errors)")
    // The manifest is for the next build on the same machine, and no part of the site.
    return try site.files().filter { !$0.key.hasPrefix(".attune") }
  }

  @Test func `P3: zone, language, umask, processors, folder and order of files change nothing`()
    throws
  {
    var numbers = SeededGenerator(seed: 7)
    var expected: [String: [UInt8]]?
    for machine in Self.machines {
      // Each in a folder of its own, whose files were made in another order.
      let site = try TestFolder()
      for file in Self.files.sorted(by: { $0.key < $1.key }).shuffled(using: &numbers) {
        try site.write(file.key, Array(file.value.utf8))
      }
      let built = try build(site, on: machine)
      guard let expected else {
        expected = built
        continue
      }
      let paths = Set(built.keys).union(expected.keys)
      let different = paths.filter { built[$0] != expected[$0] }.sorted()
      #expect(different == [], "\(machine.name)")
    }
    let paths = try #require(expected).keys
    // What the site was made to have is there, or nothing of it was compared.
    for path in [
      "articles/page/2/index.html", "topics/sleep/index.html", "es/articles/index.html",
      "es/feed.xml", "feed.json", "sitemap.xml", ".well-known/security.txt", "sheet.pdf",
      "us/index.html", "es/about/index.html",
    ] {
      #expect(paths.contains(path), "\(path)")
    }
  }
}
