extension PageFamily {
  /// `robots.txt`, which lets every search engine in and tells it where the sitemap is.
  ///
  /// An author who wants another one writes `Content/static/robots.txt`, and then there is only that.
  /// Search engines read the file at the root of a host alone: below a folder of somebody else's host
  /// (`https://user.github.io/practice/`) it is made and does nothing, and the sitemap is found when its
  /// address is given to the search engine.
  static let robots = PageFamily(
    plural: "robots files",
    making: .code { scope, bytes in
      // No line of the author's gets in: an address of a site has no line break.
      let sitemap = scope.absolute(Sitemap.url)
      bytes += "User-agent: *\nAllow: /\n\nSitemap: \(sitemap)\n".utf8
    },
    plan: { site in
      guard site.file(SourcePath(SourceTree.staticFolder + "/robots.txt")) == nil else { return [] }
      return [
        PlannedOutput(
          url: SiteURL("/robots.txt"), family: .robots, language: site.configuration.language,
          subject: .single)
      ]
    })
}
