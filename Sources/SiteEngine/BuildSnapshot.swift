package import Diagnostics
package import Documents

/// What a build knows when it is done: immutable, and all that rendering, checking or serving needs.
package struct BuildSnapshot: Sendable {
  /// The site and its plan, which exist as soon as its settings and its theme can be read.
  ///
  /// A class, so that a page that is rendered does not copy what a site consists of.
  final class Whole: Sendable {
    let site: Site
    let plan: Plan
    /// What templates write that is the same on many pages.
    let stretches = SharedStretches()

    init(site: Site, plan: Plan) {
      self.site = site
      self.plan = plan
    }
  }

  /// The files the site was made from.
  package let tree: SourceTree
  /// What they say.
  let sources: Sources
  /// The site and its plan; `nil` when the settings or the theme are too broken to tell.
  let whole: Whole?
  /// Whether what is held back is part of the site.
  package let visibility: Visibility
  /// The numbers given to pages so far.
  let numbers: PageNumbers
  /// Everything that is wrong, in reading order.
  package let diagnostics: [Diagnostic]
  /// How long the phases took.
  package let times: PhaseTimes

  /// Every file that the output folder will have, in the order of their paths.
  package var outputs: [PlannedOutput] { whole?.plan.outputs ?? [] }

  /// Whether the settings could be read, without which hardly anything is known.
  package var hasSettings: Bool { sources.configuration != nil }

  /// What is written and not published.
  package var heldBack: [HeldBack] { whole?.site.heldBack ?? [] }

  /// The next moment at which the site would change by itself.
  package var nextChange: Instant? { whole?.site.nextChange }

  /// Why the page at a path would not be published; `nil` when it would be.
  package func reasonHeldBack(_ path: OutputPath) -> HeldBack.Reason? {
    heldBack.first { $0.url.outputPath == path }?.reason
  }

  /// The path that the addresses of the site begin with; `nil` when its settings cannot be read.
  package var basePath: String? { whole?.site.configuration.url.basePath }

  /// The site's name; `nil` when its settings cannot be read.
  package var name: String? { whole?.site.configuration.name }

  /// An instant in the site's own time, as a person reads it: `2026-12-01 09:00`.
  package func words(for instant: Instant) -> String {
    whole?.site.configuration.words(for: instant) ?? ""
  }
}
