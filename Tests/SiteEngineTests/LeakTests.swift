import Documents
import Foundation
import SiteEngine
import TestSupport
import Testing

/// What is not published is nowhere in what is: not in a byte of a file, and not in a file's name.
@Suite struct LeakTests {
  private func fixture(_ name: String) throws -> [UInt8] {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Fixtures/pictures")
    return try Array(Data(contentsOf: folder.appending(path: name)))
  }

  /// A site with the theme of the example, so that everything is written that a site can have.
  private func site(host: String = "netlify") throws -> TestSite {
    let site = try TestSite(
      """
      == site.yaml
      # CANARYsettings
      name: Practice
      url: https://example.org/repo/
      time-zone: America/New_York
      theme: hearth
      host: \(host)
      security-contact: "mailto:a@example.org"
      redirects: {/way/: /articles/open/}
      gone: {/group/: The group ended.}
      == published-urls.txt
      # CANARYrecord
      /
      /articles/past/
      /was/
      /topics/past/page/2/
      == Content/articles/open.md
      ---
      # CANARYyaml
      title: Open
      date: 2026-01-01
      tags: [calm]
      aliases: [/old/]
      notes: CANARYnotes
      extra: {mine: CANARYextra}
      ---
      Text.<!-- CANARYcomment --> More ![A shape](photo.jpg) ![Two](photo.png) ![Three](photo.webp)
      ![Four](moving.gif) ![Five](moving.webp) ![Six](drawing.svg)

      <!--
      CANARYblock
      -->

      - item <!-- CANARYitem -->

      [^1]: <!-- CANARYfootnote --> A note that nobody names. CANARYunused
      == Content/articles/open.es.md
      ---
      title: Abierto
      date: 2026-01-01
      ---
      Texto.<!-- CANARYspanish -->
      == Content/articles/CANARYname.md
      ---
      title: CANARYtitle
      date: 2026-01-02
      draft: true
      tags: [CANARYtag, calm]
      description: CANARYdescription
      aliases: [/CANARYalias/]
      ---
      CANARYdraft ![CANARYalt](CANARYpicture.jpg)
      == Content/articles/past.md
      ---
      title: CANARYpast
      date: 2026-01-02
      expires: 2026-02-02
      tags: [CANARYpasttag]
      description: CANARYpastdescription
      aliases: [/was/]
      ---
      CANARYpasttext
      == Content/articles/later.md
      ---
      title: CANARYlater
      date: 2026-12-24
      tags: [CANARYlatertag]
      slug: canaryslug
      ---
      CANARYfuture ![x](CANARYfuture.png)
      == Content/articles/later.es.md
      ---
      title: CANARYtarde
      date: 2026-12-24
      ---
      CANARYfuturo
      == Content/pages/hidden.md
      ---
      title: CANARYpage
      draft: true
      menu-order: 1
      ---
      CANARYhidden
      == Content/articles/gone.md
      ---
      title: CANARYgone
      date: 2025-01-02
      expires: 2026-02-01
      tags: [calm]
      series: Steps
      ---
      CANARYexpired
      == Content/articles/part.md
      ---
      title: Part
      date: 2025-01-03
      tags: [calm]
      series: Steps
      authors: [ada]
      ---
      Text. [Open](open.md)
      == Content/articles/CANARYpart.md
      ---
      title: CANARYpart
      date: 2024-01-04
      tags: [calm]
      series: Steps
      authors: [CANARYperson]
      draft: true
      ---
      CANARYpart
      == Content/articles/latest.md
      ---
      title: CANARYlatest
      date: 2027-01-04
      tags: [calm]
      series: CANARYseries
      authors: [ada]
      ---
      == Content/topics/calm.md
      ---
      title: Calm
      notes: CANARYtopicnotes
      ---
      Above.
      == Content/topics/CANARYtopic.md
      ---
      title: CANARYtopic
      draft: true
      ---
      == Content/series/steps.es.md
      ---
      title: CANARYpasos
      draft: true
      ---
      == Content/people/ada.md
      ---
      name: Ada Made-up
      ---
      == Content/people/CANARYperson.md
      ---
      name: CANARYperson
      draft: true
      photo: CANARYface.png
      ---
      == Content/pages/folder/index.md
      ---
      title: Folder
      ---
      == Content/pages/folder/CANARYinside.md
      ---
      title: CANARYinside
      draft: true
      ---
      == Content/pages/folder/seen.md
      ---
      title: Seen
      ---
      == Content/articles/CANARYbeside.txt
      CANARYunlinked
      == Content/articles/drawing.svg
      <svg xmlns="http://www.w3.org/2000/svg"><!-- CANARYsvg --><metadata>CANARYmeta</metadata></svg>
      == Themes/hearth/CANARYreadme.txt
      CANARYreadme
      """)
    let hearth = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Themes/hearth")
    let shared = site.root.appending(path: "share/attune/Themes")
    try FileManager.default.createDirectory(at: shared, withIntermediateDirectories: true)
    try FileManager.default.copyItem(at: hearth, to: shared.appending(path: "hearth"))
    for name in ["photo.jpg", "photo.png", "photo.webp", "moving.gif", "moving.webp"] {
      try site.write("Content/articles/\(name)", fixture(name))
      try site.write("Content/static/gallery/\(name)", fixture(name))
    }
    try site.write("Content/articles/CANARYpicture.jpg", fixture("photo.jpg"))
    try site.write("Content/articles/CANARYfuture.png", fixture("photo.png"))
    try site.write("Content/people/CANARYface.png", fixture("photo.png"))
    try site.write("Themes/hearth/assets/photo.jpg", fixture("photo.jpg"))
    return site
  }

  @Test(arguments: ["netlify", "nginx", "caddy", "apache", "github-pages"])
  func
    `nothing of drafts, later posts, notes, comments and cameras is in any published byte or name`(
      _ host: String
    ) throws
  {
    let site = try site(host: host)
    let problems = try site.problems()
    #expect(!problems.contains("error"), "\(problems)")
    try site.publish()
    let folder = site.root.appending(path: "Public")
    let files = try FileManager.default.subpathsOfDirectory(
      atPath: folder.path(percentEncoded: false))
    let canary = Data("CANARY".utf8)
    // As a search engine or an address would write it.
    let small = Data("canary".utf8)
    // Where the photos were taken: the seconds of latitude and longitude, as Exif holds them.
    let places = [Data([0x00, 0x12, 0xD6, 0x87]), Data([0x00, 0x74, 0xCB, 0xB1])]
    var count = 0
    for path in files {
      #expect(!path.lowercased().contains("canary"), "\(path)")
      guard let bytes = try? Data(contentsOf: folder.appending(path: path)) else { continue }
      count += 1
      for secret in [canary, small] + places {
        #expect(bytes.range(of: secret) == nil, "\(path)")
      }
    }
    // Everything that a site can have is among it.
    for path in [
      "feed.xml", "atom.xml", "feed.json", "sitemap.xml", "robots.txt", "404.html", "index.html",
      "articles/open/index.html", "es/articles/open/index.html", "topics/calm/index.html",
      "series/steps/index.html", "people/ada/index.html", "articles/2025/index.html",
      "folder/seen/index.html",
      "old/index.html", "gallery/photo.jpg", "articles/photo.jpg", ".attune-manifest",
    ] {
      #expect(files.contains(path), "\(path)")
    }
    #expect(count > 30)
    // Old addresses are among it, and so is what expired.
    for path in [
      "way/index.html", "group/index.html", "articles/past/index.html", "was/index.html",
    ] {
      #expect(files.contains(path), "\(path)")
    }
    // What is noted for ever has nothing of it either.
    _ = try site.snapshot().record(in: site.project).get()
    let record = try site.text("published-urls.txt").lowercased()
    #expect(!record.dropFirst("# CANARYrecord".count).contains("canary"))
    #expect(record.contains("/articles/open/"))
  }

  @Test
  func `the same words do come out where they are published, or the test would prove nothing`()
    throws
  {
    let site = try site()
    try site.edit("Content/articles/CANARYname.md", replacing: "draft: true", with: "toc: true")
    try site.publish()
    #expect(try site.text("Public/articles/canaryname/index.html").contains("CANARYdraft"))
    #expect(try site.text("Public/feed.xml").contains("CANARYtitle"))
    #expect(site.exists("Public/articles/CANARYpicture.jpg"))
  }
}
