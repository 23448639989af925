import Buffers

/// A compiled template, ready to be run for any record of its kind.
package struct Template: Sendable {
  /// The name of the template.
  package let name: String
  /// A number for its text and that of every template it reaches: as long as it stays the same, so
  /// does what the template makes of the same answers.
  package let fingerprint: UInt64
  /// The names of the sources it reaches, itself among them, in order.
  package let sources: [String]

  private let program: Program
  private let stretch: Int

  /// Creates a template that begins with a stretch of a program.
  init(name: String, fingerprint: UInt64, sources: [String], program: Program, stretch: Int) {
    self.name = name
    self.fingerprint = fingerprint
    self.sources = sources
    self.program = program
    self.stretch = stretch
  }

  /// Writes the page of a record behind what `output` holds already.
  ///
  /// Cannot fail; what stands behind a limit is left out, and the answer says so.
  @discardableResult
  package func render(
    _ root: TemplateRecord, in scope: inout some TemplateScope, into output: inout [UInt8],
    limits: RenderLimits = RenderLimits()
  ) -> RenderOutcome {
    render(value: .record(root), in: &scope, into: &output, limits: limits)
  }

  /// Writes the text for any value, such as a list: without a schema the data may be one.
  @discardableResult
  package func render(
    value root: TemplateValue, in scope: inout some TemplateScope, into output: inout [UInt8],
    limits: RenderLimits = RenderLimits()
  ) -> RenderOutcome {
    var interpreter = Interpreter(program, limits: limits)
    var page = GrowingBuffer<UInt8>()
    // Most pages have less.
    page.reserveCapacity(16 << 10)
    let outcome = interpreter.run(stretch, root, in: &scope, into: &page)
    output.append(contentsOf: page.elements)
    return outcome
  }
}

/// How far a template may go before it is stopped.
///
/// No page comes near any of these; a template that includes itself does.
package struct RenderLimits: Sendable, Hashable {
  /// How many includes may be inside each other; deeper ones are left out.
  package var depth = 1000
  /// How many bytes may be written, give or take one value.
  package var outputSize = 256 << 20
  /// How many steps may be taken.
  package var steps = 200_000_000

  /// Creates the usual limits.
  package init() {}
}

/// Whether a template was run to its end.
package enum RenderOutcome: Sendable, Hashable {
  /// It was.
  case complete
  /// Includes beyond ``RenderLimits/depth`` were left out.
  case tooDeep
  /// The output ends at ``RenderLimits/outputSize``.
  case tooLong
  /// The output ends after ``RenderLimits/steps``.
  case tooManySteps
}
