/// Stops unless every element ends where it should, and no address can run a script.
package func expectBalanced(_ html: [UInt8]) {
  var open: [ArraySlice<UInt8>] = []
  var index = html.startIndex
  while let start = html[index...].firstIndex(of: UInt8(ascii: "<")) {
    guard let end = html[start...].firstIndex(of: UInt8(ascii: ">")) else {
      preconditionFailure("a tag does not end")
    }
    index = end + 1
    let isEnd = html[start + 1] == UInt8(ascii: "/")
    let name = html[(start + (isEnd ? 2 : 1))..<end].prefix { isLetterOrDigit($0) }
    if html[start + 1] == UInt8(ascii: "!") { continue }
    precondition(!name.isEmpty, "a tag has no name")
    if isEnd {
      precondition(open.popLast() == name, "an element ends that is not the innermost")
    } else if !voidElements.contains(Array(name)) {
      open.append(name)
    }
    let tag = html[start..<end]
    for attribute in [Array("href=\"javascript:".utf8), Array("src=\"javascript:".utf8)] {
      precondition(!contains(tag, attribute), "an address can run a script")
    }
  }
  precondition(open.isEmpty, "an element does not end")
}

private let voidElements: Set<[UInt8]> = Set(["br", "hr", "img", "input"].map { Array($0.utf8) })

private func isLetterOrDigit(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
  default: false
  }
}

private func contains(_ tag: ArraySlice<UInt8>, _ wanted: [UInt8]) -> Bool {
  tag.indices.contains { lowercased(tag[$0...].prefix(wanted.count)) == wanted }
}

private func lowercased(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
  bytes.map { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) ? $0 | 0x20 : $0 }
}
