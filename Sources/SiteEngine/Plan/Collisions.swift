import Diagnostics
import Documents

/// Two outputs at one place, or at places that some computers take for one: one would be lost, and
/// nobody could say which.
///
/// The outputs are in the order of their paths.
///
/// - Complexity: O(*n*) in the number of outputs.
func collisions(_ outputs: [PlannedOutput], in site: Site) -> [Diagnostic] {
  var check = PathCheck(outputs: outputs, site: site)
  for index in outputs.indices { check.addFile(index) }
  for index in outputs.indices { check.addFolders(of: index) }
  return check.diagnostics
}

/// The working state of ``collisions(_:in:)``.
///
/// Paths are known by their fingerprints and outputs by their positions: for ten thousand of them, tables
/// of texts took most of the time of a plan.
private struct PathCheck {
  let outputs: [PlannedOutput]
  let site: Site
  private(set) var diagnostics: [Diagnostic] = []
  /// The first output at each path, by the path in lower case.
  private var files: [Fingerprint: Int] = [:]
  /// The first folder of each name, by its path in lower case, and the output that needs it.
  private var folders: [Fingerprint: (path: Substring, output: Int)] = [:]

  init(outputs: [PlannedOutput], site: Site) {
    self.outputs = outputs
    self.site = site
    files.reserveCapacity(outputs.count)
    folders.reserveCapacity(outputs.count)
  }

  mutating func addFile(_ index: Int) {
    let output = outputs[index]
    let path = output.path.text
    let key = key(of: path[...])
    guard let other = files[key].map({ outputs[$0] }) else {
      files[key] = index
      diagnostics += nameProblems(lastName(path[...]), of: output, in: site)
      return
    }
    if other.path == output.path {
      report("two things would be published at `\(output.url)`", other, output)
    } else if lastName(other.path.text[...]) != lastName(path[...]) {
      reportCase(other, output)
    }
  }

  mutating func addFolders(of index: Int) {
    let output = outputs[index]
    // What shares a folder stands together, so one that the path before lies in was looked at there.
    let shared = index > 0 ? sharedLength(outputs[index - 1].path.text, output.path.text) : 0
    var path = output.path.text[...]
    while let slash = path.lastIndex(ofByte: UInt8(ascii: "/")) {
      path = path[..<slash]
      guard path.utf8.count >= shared else { return }
      diagnostics += nameProblems(lastName(path), of: output, in: site)
      let key = key(of: path)
      if let file = files[key].map({ outputs[$0] }) {
        report(
          "`\(file.url)` would be a file, and `\(output.url)` needs a folder of that name", file,
          output)
      } else if let other = folders[key] {
        if lastName(other.path) != lastName(path) { reportCase(outputs[other.output], output) }
      } else {
        folders[key] = (path, index)
      }
    }
  }

  /// The fingerprint of a path in lower case.
  private func key(of path: Substring) -> Fingerprint {
    var fingerprint = Fingerprint()
    fingerprint.combine(lowercased(path))
    return fingerprint
  }

  private mutating func reportCase(_ first: PlannedOutput, _ second: PlannedOutput) {
    report(
      "`\(first.url)` and `\(second.url)` differ only in capital letters, and many computers and hosts "
        + "take them for one", first, second)
  }

  private mutating func report(_ message: String, _ first: PlannedOutput, _ second: PlannedOutput) {
    let origins = [first.origin(in: site), second.origin(in: site)]
    // The one that is easiest to mend comes last; between equals the order stays.
    let (left, right) =
      origins[0].ease > origins[1].ease ? (origins[1], origins[0]) : (origins[0], origins[1])
    diagnostics.append(
      Diagnostic(
        .sameAddress, .error, message, at: right.place, suggestion: right.cure,
        related: [Diagnostic.Related(left.words, at: left.place)]))
  }
}

extension PlannedOutput {
  /// Whether nothing among outputs in the order of their paths has this one's path or a folder's of it,
  /// and nothing is wrong with its names; where all are in lower case, it collides with none then.
  func isAlone(among outputs: [PlannedOutput], in site: Site) -> Bool {
    func position(_ path: String) -> Int {
      var (low, high) = (0, outputs.count)
      while low < high {
        let middle = (low + high) / 2
        if order(outputs[middle].path.text, path) < 0 { low = middle + 1 } else { high = middle }
      }
      return low
    }
    let own = position(path.text)
    guard own < outputs.count, outputs[own] === self,
      own + 1 == outputs.count || outputs[own + 1].path != path,
      nameProblems(lastName(path.text[...]), of: self, in: site).isEmpty
    else { return false }
    // Whatever needs a folder of this name would come first after it.
    let inside = position(path.text + "/")
    guard
      inside == outputs.count || !outputs[inside].path.text.utf8.starts(with: "\(path.text)/".utf8)
    else { return false }
    var folder = path.text[...]
    while let slash = folder.utf8.lastIndex(of: UInt8(ascii: "/")) {
      folder = folder[..<slash]
      let place = position(String(folder))
      guard place == outputs.count || order(outputs[place].path.text, String(folder)) != 0,
        nameProblems(lastName(folder), of: self, in: site).isEmpty
      else { return false }
    }
    return true
  }
}

/// Whether a path is the same for a computer that does not tell capital letters from small ones.
func isLowercase(_ path: Substring) -> Bool {
  // Without branches, so that the loop takes many bytes at once.
  var path = path
  return path.withUTF8 { bytes in
    bytes.reduce(0 as UInt8) { $0 | $1 & 0x80 | ($1 &- 0x41 < 26 ? 1 : 0) } == 0
  }
}

/// How many bytes two paths begin with alike.
private func sharedLength(_ first: String, _ second: String) -> Int {
  var (first, second) = (first, second)
  return first.withUTF8 { first in
    second.withUTF8 { second in
      let most = min(first.count, second.count)
      var length = 0
      while length < most, first[length] == second[length] { length += 1 }
      return length
    }
  }
}

/// The last name in a path.
private func lastName(_ path: Substring) -> Substring {
  path.lastIndex(ofByte: UInt8(ascii: "/")).map { path[path.utf8.index(after: $0)...] } ?? path
}

/// A path as a computer sees it that does not tell capital letters from small ones.
private func lowercased(_ path: Substring) -> Substring {
  isLowercase(path)
    ? path : path.unicodeScalars.reduce(into: "") { $0 += $1.properties.lowercaseMapping }[...]
}
