import Diagnostics
import Documents
import SiteEngine

#if canImport(Glibc)
  import Glibc
#endif

let root = CommandLine.arguments[1]
let clock = ContinuousClock()
var start = clock.now
let session = try BuildSession(Project(root: root), at: Instant(secondsSinceEpoch: 1_795_366_800))
print("first", clock.now - start, await session.snapshot.diagnostics.count)
for phase in PhaseTimes.Phase.allCases {
  if let t = await session.snapshot.times[phase] { print("  ", phase, t) }
}
let path = "Content/articles/article-05000.md"
func write(_ path: String, _ text: String) {
  let file = fopen(root + "/" + path, "w")
  fputs(text, file)
  fclose(file)
}
_ = await session.render(OutputPath("articles/article-05000/index.html"))
for kind in ["body", "title"] {
  for i in 0..<6 {
    write(path, "---\ntitle: Article \(kind == "title" ? i : 0)\ndate: 2026-01-01\n---\nText \(i)\n")
    start = clock.now
    let stale = try await session.apply([.file(SourcePath(path))])
    let middle = clock.now
    _ = await session.render(OutputPath("articles/article-05000/index.html"))
    print(kind, clock.now - start, "apply", middle - start, stale.count)
    for phase in PhaseTimes.Phase.allCases {
      if let t = await session.snapshot.times[phase] { print("  ", phase, t) }
    }
  }
}
