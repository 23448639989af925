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

  func run() throws {
    var sources = [TemplateSource(name: "", file: try read(template))]
    if let partials { sources += try readPartials(in: partials) }
    let (templates, found) = TemplateSet.compile(sources)
    guard let template = templates.template(named: "") else { throw ExitCode(1) }
    // Mistakes in partials that this template does not use are nobody's business now.
    let names = Set(template.sources)
    let used = Set(sources.filter { names.contains($0.name) }.map(\.file.path))
    var problems = found.filter { used.contains($0.place.path) }
    let file = try data == "-" ? readStandardInput() : read(data)
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
    show(problems)
    throw ExitCode(1)
  }

  private func write(_ template: Template, _ scope: inout JSONScope) throws {
    var output: [UInt8] = []
    let outcome = template.render(value: scope.root, in: &scope, into: &output)
    try writeToStandardOutput(output)
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
    show([
      Diagnostic(
        .endlessTemplate, .error, message, at: SourcePlace(wholeOf: self.template),
        suggestion: "look for a partial that includes itself without an end in the data")
    ])
    throw ExitCode(1)
  }
}

private func read(_ path: String) throws -> SourceFile {
  guard !path.utf8.contains(0) else { throw failure("`\(visible(path))` cannot be a file's name") }
  do {
    return SourceFile(path: path, bytes: Array(try Data(contentsOf: URL(filePath: path))))
  } catch {
    throw failure("`\(visible(path))` cannot be read: \(reason(error))")
  }
}

private func readStandardInput() throws -> SourceFile {
  do {
    let data = try FileHandle.standardInput.readToEnd() ?? Data()
    return SourceFile(path: "standard input", bytes: Array(data))
  } catch {
    throw failure("standard input cannot be read: \(reason(error))")
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
  else { throw failure("`\(visible(folder))` is not a folder") }
  let ending = ".mustache"
  let base = folder.hasSuffix("/") ? folder : folder + "/"
  let paths = FileManager.default.enumerator(atPath: root.path)?.compactMap { $0 as? String } ?? []
  return try paths.filter { $0.hasSuffix(ending) }.sorted().compactMap { path in
    let file = base + path
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: file, isDirectory: &isFolder), !isFolder.boolValue
    else { return nil }
    return TemplateSource(name: String(path.dropLast(ending.count)), file: try read(file))
  }
}

private func writeToStandardOutput(_ output: [UInt8]) throws {
  do {
    try FileHandle.standardOutput.write(contentsOf: Data(output))
  } catch {
    throw failure("standard output cannot be written: \(reason(error))")
  }
}

private func show(_ problems: [Diagnostic]) {
  let usesColor = isatty(2) == 1 && ProcessInfo.processInfo.environment["NO_COLOR"] == nil
  let text = TerminalStyle(usesColor: usesColor).text(for: problems)
  try? FileHandle.standardError.write(contentsOf: Data(text.utf8))
}

/// Says on standard error why the world said no, and ends with 2.
private func failure(_ message: String) -> ExitCode {
  try? FileHandle.standardError.write(contentsOf: Data("error: \(message)\n".utf8))
  return ExitCode(2)
}

/// Why a file cannot be read or written, in a person's words.
private func reason(_ error: any Error) -> String {
  var current: NSError? = error as NSError
  while let one = current {
    if one.domain == NSPOSIXErrorDomain { return String(cString: strerror(Int32(one.code))) }
    current = one.userInfo[NSUnderlyingErrorKey] as? NSError
  }
  return switch (error as NSError).code {
  case NSFileReadNoSuchFileError: "there is no such file"
  case NSFileReadNoPermissionError: "you may not read it"
  default: "it is no file with text"
  }
}
