import Foundation
import Templates
import TestSupport
import Testing

/// The core modules of the Mustache specification, from its own data.
@Suite struct SpecificationTests {
  private struct Module: Decodable {
    let tests: [Case]
  }

  private struct Case: Decodable {
    let name: String
    let desc: String
    let data: JSONValue
    let template: String
    let partials: [String: String]?
    let expected: String
  }

  @Test(arguments: [
    ("comments", 12), ("delimiters", 14), ("interpolation", 42), ("inverted", 22),
    ("partials", 12), ("sections", 34),
  ])
  func `every case of a core module comes out as published`(_ module: String, _ count: Int) throws {
    guard let bytes = conformanceData("mustache/\(module).json") else { return }
    let cases = try JSONDecoder().decode(Module.self, from: Data(bytes)).tests
    #expect(cases.count == count)
    for test in cases {
      let rendered = try render(test.template, test.data, test.partials ?? [:])
      #expect(rendered == test.expected, "\(test.name): \(test.desc)")
    }
  }
}
