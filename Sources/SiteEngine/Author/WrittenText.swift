package import Documents

/// An article or a page that somebody wrote, and what becomes of it at an instant.
///
/// It is made from the files and not from the site: what has no address or cannot be read is written all
/// the same, and an author who asks what there is must not lose it from sight.
package struct WrittenText: Sendable, Hashable {
  /// What becomes of it.
  package enum State: Sendable, Hashable {
    /// Readers see it.
    case published
    /// Its author calls it a draft.
    case draft
    /// It waits for its date.
    case scheduled(Instant)
    /// Its time has passed.
    case expired(Instant)
    /// Its front matter cannot be read.
    case unreadable
  }

  /// The file.
  package let path: SourcePath
  /// Whether it is an article or a page.
  package let kind: DocumentKind
  /// Its title; the name of its file where it has none.
  package let title: String
  /// The language it is written in.
  package let language: String
  /// Where it lives or will live; `nil` when that is not known.
  package let address: String?
  /// When it appears or appeared; `nil` when it says nothing of that.
  package let date: Instant?
  /// When it is taken away; `nil` when it stays.
  package let expires: Instant?
  /// What becomes of it.
  package let state: State
}

extension BuildSnapshot {
  /// Every article and page that was found, in the order of their paths; `instant` is that of the build.
  package func writtenTexts(at instant: Instant) -> [WrittenText] {
    guard let configuration = sources.configuration else { return [] }
    let published = whole.map { $0.site.pages.map { ($0.path, $0.url) } } ?? []
    let addresses = Dictionary(
      published + heldBack.map { ($0.path, $0.url) }, uniquingKeysWith: { first, _ in first })
    return sources.documents.map { source in
      let front = source.document.frontMatter
      let times = PublicationTimes(of: front, in: configuration.timeZone)
      return WrittenText(
        path: source.path, kind: source.kind,
        title: front.title?.value ?? String(source.path.stem),
        language: source.language ?? front.language.map { canonicalLanguage($0.value) }
          ?? configuration.language,
        address: addresses[source.path]?.path, date: times.published, expires: times.expires,
        state: WrittenText.State(HeldBack.Reason(front) ?? HeldBack.Reason(times, at: instant)))
    }
  }

  /// What a clock on the wall of the practice shows at an instant: `2026-12-01 09:00`.
  package func clock(at instant: Instant) -> String {
    sources.configuration?.clock(at: instant) ?? ""
  }

  /// The name of the site's time zone.
  package var timeZoneName: String { sources.configuration?.timeZone.name ?? "" }
}

extension WrittenText.State {
  /// What the reason for holding a text back makes of it.
  fileprivate init(_ reason: HeldBack.Reason?) {
    self =
      switch reason {
      case nil: .published
      case .draft: .draft
      case .until(let instant): .scheduled(instant)
      case .expired(let instant): .expired(instant)
      case .unreadable: .unreadable
      }
  }
}
