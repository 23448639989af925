import ArgumentParser
import Diagnostics
import Foundation
import Templates

extension RuleID {
  static let endlessTemplate = RuleID("endless-template")
}

/// `attune template`: one template, some data, the text they make.
struct TemplateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "template",
    abstract: "Fills a Mustache template with data.",
    discussion: """
      Follows the Mustache specification with inheritance and dynamic names: what the data does not \
      have is empty. Write `-` for the data to read it from standard input.
      """)

  @Argument(help: "The template.") var template: String
  @Argument(help: "The data: a JSON file, or `-`.") var data: String
  @Option(help: "The folder of the partials: `{{>head}}` is DIR/head.mustache.")
  var partials: String?

  /// Renders the template.
  func run() throws {
    var sources = [TemplateSource(name: "", file: try Terminal.readFile(template))]
    if let partials { sources += try readPartials(in: partials) }
    let (templates, found) = TemplateSet.compile(sources)
    guard let template = templates.template(named: "") else {
      throw ExitCode(Outcome.problems)
    }
    // Mistakes in partials that this template does not use are nobody's business now.
    let names = Set(template.sources)
    let used = Set(sources.filter { names.contains($0.name) }.map(\.file.path))
    var problems = found.filter { used.contains($0.place.path) }
    let file = try data == "-" ? Terminal.readInput() : Terminal.readFile(data)
    do {
      var scope = JSONScope(try JSONText(file.bytes))
      if !problems.hasErrors {
        try write(template, &scope)
        return
      }
    } catch let mistake as JSONText.Mistake {
      problems.append(
        Diagnostic(
          .jsonData, .error, mistake.message, at: file.place(of: mistake.range),
          suggestion: mistake.suggestion))
    }
    Terminal.show(problems)
    throw ExitCode(Outcome.problems)
  }

  private func write(_ template: Template, _ scope: inout JSONScope) throws {
    var output: [UInt8] = []
    let outcome = template.render(value: scope.root, in: &scope, into: &output)
    try Terminal.print(output)
    let limits = RenderLimits()
    let message: String
    switch outcome {
    case .complete: return
    case .tooDeep:
      message =
        "the template includes others more than \(limits.depth) deep; what is deeper is left out"
    case .tooLong:
      message = "the template makes more than \(limits.outputSize >> 20) MiB; the rest is left out"
    case .tooManySteps:
      message = "the template takes more than \(limits.steps) steps; the rest is left out"
    }
    Terminal.show([
      Diagnostic(
        .endlessTemplate, .error, message, at: SourcePlace(wholeOf: self.template),
        suggestion: "look for a partial that includes itself without an end in the data")
    ])
    throw ExitCode(Outcome.problems)
  }
}

/// All templates below a folder, named by their way from it.
///
/// The names in a template are only compared with these, so no name in a template leads to a file.
private func readPartials(in folder: String) throws -> [TemplateSource] {
  let root = URL(filePath: folder, directoryHint: .isDirectory)
  var isFolder: ObjCBool = false
  guard FileManager.default.fileExists(atPath: root.path, isDirectory: &isFolder),
    isFolder.boolValue
  else { throw Terminal.refuse(folder, "cannot read the partials", reason: "it is not a folder") }
  let ending = ".mustache"
  let base = folder.hasSuffix("/") ? folder : folder + "/"
  let paths = FileManager.default.enumerator(atPath: root.path)?.compactMap { $0 as? String } ?? []
  return try paths.filter { $0.hasSuffix(ending) }.sorted().compactMap { path in
    let file = base + path
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: file, isDirectory: &isFolder), !isFolder.boolValue
    else { return nil }
    return TemplateSource(
      name: String(path.dropLast(ending.count)), file: try Terminal.readFile(file))
  }
}
