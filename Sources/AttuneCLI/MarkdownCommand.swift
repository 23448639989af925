import ArgumentParser
import Diagnostics
import Documents

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The command `attune markdown`: what a text becomes, without a site around it.
struct MarkdownCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "markdown",
    abstract: "Turns Markdown on standard input into HTML on standard output.",
    discussion: """
      The HTML is what stands in the body of a page, with addresses as they are written and words \
      such as "Note" in English. Problems go to standard error; the exit code is 1 when one of them \
      is an error, and 2 when the input cannot be read or the output cannot be written.
      """)

  @Flag(help: "Read plain CommonMark and write what cmark writes, byte for byte.")
  var commonmark = false

  @Flag(help: "Let HTML in the text through; with --commonmark, any address too.")
  var unsafe = false

  @Option(help: "The language of the text, which decides its quotation marks.")
  var language = "en"

  func run() throws {
    // Without this a reader who closes early, such as head, would end the process with a signal.
    signal(SIGPIPE, SIG_IGN)
    guard let bytes = readAll(from: 0) else {
      try fail("standard input cannot be read")
    }
    let file = SourceFile(path: "standard input", bytes: bytes)
    var findings = Findings(in: file)
    let body = parseMarkdown(
      file, in: 0..<bytes.count,
      options: MarkdownOptions(
        language: language, allowsRawHTML: unsafe, extensions: !commonmark),
      into: &findings)
    switch writeAll(body.htmlWithoutSite(), to: 1) {
    case .done: break
    case .readerIsGone: return
    case .failed: try fail("standard output cannot be written")
    }
    let diagnostics = findings.diagnostics()
    Terminal.show(diagnostics)
    if diagnostics.hasErrors { throw ExitCode(Outcome.problems) }
  }

  private func fail(_ sentence: String) throws -> Never {
    let reason = String(cString: strerror(errno))
    _ = writeAll(Array("attune: \(sentence): \(reason)\n".utf8), to: 2)
    throw ExitCode(Outcome.refused)
  }
}

/// Everything that a descriptor has to give; `nil` when it cannot be read.
private func readAll(from descriptor: Int32) -> [UInt8]? {
  var bytes: [UInt8] = []
  var buffer = [UInt8](repeating: 0, count: 1 << 16)
  while true {
    let count = buffer.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
    if count > 0 {
      bytes += buffer[..<count]
    } else if count == 0 {
      return bytes
    } else if errno != EINTR {
      return nil
    }
  }
}

private enum WriteResult {
  case done, readerIsGone, failed
}

/// Writes all bytes, however many calls that takes.
private func writeAll(_ bytes: [UInt8], to descriptor: Int32) -> WriteResult {
  var at = 0
  while at < bytes.count {
    let count = bytes.withUnsafeBytes { bytes in
      write(descriptor, bytes.baseAddress.map { $0 + at }, bytes.count - at)
    }
    if count >= 0 {
      at += count
    } else if errno == EPIPE {
      return .readerIsGone
    } else if errno != EINTR {
      return .failed
    }
  }
  return .done
}
