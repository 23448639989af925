import ArgumentParser

/// Which site a command is about.
struct SiteOption: ParsableArguments {
  @Option(
    name: .customLong("site"),
    help: ArgumentHelp(
      "The folder with site.yaml. (default: this folder, or the nearest one above it that has one)",
      valueName: "folder"))
  var named: String?

  /// The folder that a person named, or the nearest one that has a site.
  var folder: SiteFolder { named.map { SiteFolder(named: $0) } ?? .nearest() }
}
