import Documents
import NIOCore
import SiteEngine

/// A file of the preview's own, below `/_attune/`.
enum PreviewFile: String {
  case script = "/_attune/preview.js"
  case style = "/_attune/preview.css"
  case state = "/_attune/state.json"
  case list = "/_attune/"

  /// The file at a path; `nil` when the path is the site's.
  init?(_ path: String) { self.init(rawValue: path == "/_attune" ? "/_attune/" : path) }

  /// What a page of the preview's own may load: its script and its stylesheet.
  static let policy =
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; base-uri 'none'; "
    + "form-action 'none'; frame-ancestors 'none'"

  /// Differs for every version of what is added to pages.
  static let version: String = {
    var fingerprint = Fingerprint(of: PackageResources.preview_js)
    fingerprint.combine(PackageResources.preview_css)
    return String(fingerprint.value, radix: 16)
  }()

  /// The file.
  func answer(status: SiteStatus, snapshot: BuildSnapshot) -> Answer {
    switch self {
    case .script:
      Answer(
        200, "text/javascript; charset=utf-8", ByteBuffer(bytes: PackageResources.preview_js),
        tag: "\"\(Self.version)\"")
    case .style:
      Answer(
        200, "text/css; charset=utf-8", ByteBuffer(bytes: PackageResources.preview_css),
        tag: "\"\(Self.version)\"")
    case .state:
      Answer(200, "application/json", ByteBuffer(string: status.text(stale: [])))
    case .list: ListPage(status, snapshot).answer
    }
  }
}
