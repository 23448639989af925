import Documents

extension PageFamily {
  /// The files of `Content/static`; files beside articles are published when a page links to them,
  /// which is known when all links are.
  static let file = PageFamily(
    plural: "files", making: .copy,
    plan: { site in
      site.files.filter { ContentFile.isStatic($0.path) }.map { $0.output(in: site) }
    })
}

extension ContentFile {
  /// Where the file is published.
  var url: SiteURL {
    if let relative = path.relative(to: SourceTree.staticFolder) {
      return SiteURL("/" + composed(String(relative)))
    }
    // Beside a page it keeps its name, in the folder in which the page lives.
    let relative =
      path.relative(to: "Content/pages") ?? path.relative(to: "Content") ?? path.text[...]
    let names = relative.utf8.split(separator: UInt8(ascii: "/")).map { String(Substring($0)) }
    let folders = names.dropLast().map { Documents.slug(of: composed($0)) + "/" }
    return SiteURL("/" + folders.joined() + composed(names.last ?? ""))
  }

  /// The output that is a copy of the file.
  func output(in site: Site) -> PlannedOutput {
    PlannedOutput(
      url: url, family: .file, language: site.configuration.language, subject: .file(path))
  }
}
