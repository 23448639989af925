import Diagnostics
import Testing

@Suite struct NearMissTests {
  @Test(arguments: [
    ("daet", "date"), ("Title", "title"), ("titel", "title"), ("drfat", "draft"),
    ("descripton", "description"), ("/guides/instal/", "/guides/install/"),
  ])
  func `a slip of the fingers finds the name that was meant`(_ written: String, _ meant: String) {
    let names = ["title", "date", "draft", "description", "slug", "/guides/install/"]
    #expect(nearMiss(of: written, among: names) == meant)
  }

  @Test(arguments: ["x", "toc", "weather", "", String(repeating: "a", count: 201)])
  func `a name that is nothing like any other finds none`(_ written: String) {
    #expect(nearMiss(of: written, among: ["title", "date", "description", "slug"]) == nil)
  }
}
