// How long an edit takes until a browser is served it: from the moment the edited file is closed until
// the whole answer to a request for the page is there with the new text, over a connection that is held
// open, as a browser holds it. On a site of 10,000 articles, or as many as the first argument says.
//
// The time of the processor is printed beside it: on a busy machine that figure stays true.
import Diagnostics
import Documents
import Preview
import SiteEngine

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

let count = CommandLine.arguments.dropFirst().first.flatMap { Int($0) } ?? 10_000
let site = GeneratedSite(articles: count)
print("A site of \(count) articles: \(site.root)")
defer { site.remove() }

let clock = ContinuousClock()
let start = clock.now
let build = try BuildSession(Project(root: site.root), at: GeneratedSite.instant)
let outputs = await build.renderAll().count
let buildTime = clock.now - start
guard outputs > 0 else {
  print("nothing was built: run this from the repository, which has the theme")
  exit(1)
}
print("all \(outputs) outputs, without writing them: \(milliseconds(buildTime)) ms")

// What of an edit is attune's own: from being told of the file to the new bytes, without file events and
// without the network, where somebody looked at that page.
let session = try BuildSession(Project(root: site.root), at: GeneratedSite.instant)
var own: [Double] = []
for round in 0..<40 {
  site.write(site.articlePath(count / 2), site.article(count / 2, more: "own\(round)x"))
  let told = clock.now
  try await session.apply([.file(SourcePath(site.articlePath(count / 2)))])
  let rendered = await session.render(OutputPath("articles/article-\(count / 2)/index.html"))
  own.append(milliseconds(clock.now - told))
  guard let rendered, String(decoding: rendered.bytes, as: UTF8.self).contains("own\(round)x")
  else {
    print("the page does not show the edit")
    exit(1)
  }
}
own.sort()
print("a body edit in the process: median \(own[20]) ms, 95th percentile \(own[38]) ms")

var options = PreviewServer.Options()
options.port = 0
options.instant = GeneratedSite.instant
let (events, told) = AsyncStream<PreviewServer.Event>.makeStream()
let began = clock.now
let server = Task {
  do {
    try await PreviewServer(Project(root: site.root), options) { told.yield($0) }.run()
  } catch {
    print("the preview ended: \(error)")
    told.finish()
  }
}
var port = 0
for await event in events {
  switch event {
  case .listening(let url):
    port = Int(url.split(separator: ":").last?.dropLast() ?? "") ?? 0
  case .problems(let problems):
    for problem in problems.prefix(3) { print(TerminalStyle(usesColor: false).text(for: problem)) }
  }
  if port != 0 { break }
}
var client = Client(port: port)
let page = "/articles/article-\(count / 2)/"
guard client.get(page).contains("<h1>") else {
  print("the first page did not come")
  exit(1)
}
print("from the start of the preview to the first page: \(milliseconds(clock.now - began)) ms")

measure("a body edit") { round in
  let marker = "marker\(round)x"
  let text = site.article(count / 2, more: marker)
  return Edit(site.articlePath(count / 2), text, page, marker)
}
measure("a title edit") { round in
  let title = "Title \(round) anew"
  return Edit(site.articlePath(count / 2), site.article(count / 2, title: title), page, title)
}
measure("a new article") { round in
  Edit(
    "Content/articles/new-\(round).md", site.article(count + round, title: "New \(round)"),
    "/articles/new-\(round)/", "New \(round)")
}
measure("an edited partial") { round in
  let marker = "<!-- partial \(round) -->"
  return Edit(
    "Themes/hearth/partials/topics.mustache", site.partial + marker + "\n", page, marker)
}
// The page in view prints the stylesheet's address, which is what the browser asks for next.
var lastPage = client.get(page)
measure("an edited stylesheet") { round in
  Edit(
    "Themes/hearth/assets/style.css", site.stylesheet + "/* \(round) */\n", page,
    "style.\(site.fingerprint(site.stylesheet + "/* \(round) */\n")).css")
}
server.cancel()

/// One edit, and how the page shows it.
struct Edit {
  let path: String
  let text: String
  let page: String
  let marker: String

  init(_ path: String, _ text: String, _ page: String, _ marker: String) {
    self.path = path
    self.text = text
    self.page = page
    self.marker = marker
  }
}

/// Makes edits and prints how long each took to be seen.
@MainActor func measure(_ name: String, rounds: Int = 40, _ edit: (Int) -> Edit) {
  var times: [Double] = []
  var work: [Double] = []
  var requests = 0
  for round in 0..<rounds {
    let edit = edit(round)
    // A browser is never quite as fast as this; give the last edit's events time to be told.
    usleep(60_000)
    let before = processorTime()
    site.write(edit.path, edit.text)
    let closed = clock.now
    repeat { requests += 1 } while !client.get(edit.page).contains(edit.marker)
    times.append(milliseconds(clock.now - closed))
    work.append((processorTime() - before) * 1_000)
  }
  times.sort()
  work.sort()
  let (half, most) = (times[rounds / 2], times[rounds * 95 / 100])
  print(
    "\(name): median \(rounded(half)) ms, 95th percentile \(rounded(most)) ms, "
      + "processor \(rounded(work[rounds / 2])) ms, \(Double(requests) / Double(rounds)) requests")
}

func milliseconds(_ duration: Duration) -> Double {
  let (seconds, attoseconds) = duration.components
  return rounded(Double(seconds) * 1_000 + Double(attoseconds) / 1e15)
}

func rounded(_ number: Double) -> Double { (number * 10).rounded() / 10 }

/// Seconds of processor time of the whole process, writing and asking included.
func processorTime() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}
