import CPosix
import Dispatch
import SiteEngine
import Synchronization

/// Notices what happens to the files of a site, as soon as the system tells.
///
/// Where the system does not tell (a folder of another machine, a queue that ran over, a change made
/// through a map of memory), ``Preview/lookAgain`` finds it. So an event lost here is a change that comes
/// late, never one that is missed.
final class FileWatcher: Sendable {
  /// The names at the top of a site that it is made from.
  fileprivate static let names = ["site.yaml", "Content", "Themes"]
  /// How long nothing must happen before a save counts as done, in milliseconds.
  private static let pause: Int32 = 3
  /// The same after several events: a git checkout, a folder that is copied.
  private static let pauseInBurst: Int32 = 30
  /// The same when a file is gone: many editors take the old one away before they put the new one there.
  private static let pauseWhenGone: Int32 = 60
  /// However much goes on happening, something is built after this long, in milliseconds.
  private static let longest: Int64 = 500
  /// The same in a burst: half a checkout is no site that anybody wants to see.
  private static let longestInBurst: Int64 = 5_000
  /// More changes at a time than a person makes.
  private static let burst = 8

  private let root: String
  private let pending: PendingChanges
  private let descriptor: Int32
  private let wake: (read: Int32, write: Int32)
  private let isEnded = Atomic(false)
  private let isLacking: Atomic<Bool>
  private let folders: Mutex<WatchedFolders>

  /// Begins to watch a site's folder; what happens from now on is noted in `pending`.
  init(_ root: String, noting pending: PendingChanges) {
    self.root = root
    self.pending = pending
    descriptor = attune_watch_begin(root)
    var ends: [Int32] = [-1, -1]
    _ = attune_pipe(&ends)
    wake = (ends[0], ends[1])
    // Before the first build, so that nothing can change between the two unseen.
    var watched = WatchedFolders(root: root, descriptor: descriptor)
    watched.watchEverything()
    isLacking = Atomic(descriptor < 0 || watched.isLacking || attune_is_remote(root) != 0)
    folders = Mutex(watched)
  }

  /// Whether changes may be made that no event tells of, so that the files must be looked at often.
  var mustLookOften: Bool { isLacking.load(ordering: .relaxed) }

  /// Whether something happened that is not noted yet.
  var hasNews: Bool { descriptor >= 0 && attune_readable(descriptor) > 0 }

  /// Watches until the task is cancelled.
  func run() async {
    guard descriptor >= 0, wake.read >= 0 else { return }
    await withTaskCancellationHandler {
      await withCheckedContinuation { done in
        // A thread of its own, since it waits in the system.
        DispatchQueue(label: "attune.watch").async {
          self.watch()
          done.resume()
        }
      }
    } onCancel: {
      isEnded.store(true, ordering: .relaxed)
      _ = attune_write(wake.write, "", 1)
    }
  }

  deinit {
    if descriptor >= 0 { attune_watch_end(descriptor) }
    if wake.read >= 0 { attune_close(wake.read) }
    if wake.write >= 0 { attune_close(wake.write) }
  }

  /// The thread's work.
  private func watch() {
    var folders = folders.withLock { $0 }
    while !isEnded.load(ordering: .relaxed) {
      guard attune_wait_for(descriptor, wake.read, folders.isRootLost ? 1_000 : -1) != 0 else {
        if folders.watchEverything() { pending.add([.everything]) }
        continue
      }
      pending.beginNoting()
      let changes = collect(&folders)
      noteLack(folders)
      pending.endNoting(changes)
    }
  }

  private func noteLack(_ folders: WatchedFolders) {
    if folders.isLacking { isLacking.store(true, ordering: .relaxed) }
  }

  /// Reads events until none come for a moment.
  private func collect(_ folders: inout WatchedFolders) -> Set<Change> {
    var batch = EventBatch()
    let start = ContinuousClock.now
    repeat {
      read(&folders, into: &batch)
      let longest = batch.changes.count > Self.burst ? Self.longestInBurst : Self.longest
      guard ContinuousClock.now - start < .milliseconds(longest) else { break }
    } while attune_wait_for(descriptor, -1, pause(after: batch)) != 0
    return batch.changes
  }

  private func pause(after batch: EventBatch) -> Int32 {
    if batch.changes.isEmpty { return 0 }
    if !batch.gone.isEmpty { return Self.pauseWhenGone }
    return batch.changes.count > Self.burst ? Self.pauseInBurst : Self.pause
  }

  private func read(_ folders: inout WatchedFolders, into batch: inout EventBatch) {
    withUnsafeTemporaryAllocation(byteCount: 1 << 16, alignment: 8) { buffer in
      let count = attune_watch_read(descriptor, buffer.baseAddress, buffer.count)
      var offset = 0
      while offset < count {
        var event = attune_event()
        offset = attune_watch_event(buffer.baseAddress, offset, &event)
        folders.note(event, in: &batch)
      }
    }
  }
}

/// What happened in one go.
struct EventBatch {
  /// What to look at.
  var changes: Set<Change> = []
  /// The names that are gone and have not come back.
  var gone: Set<SourcePath> = []
}

/// The folders that are watched, and what they are called.
private struct WatchedFolders {
  private let root: String
  private let descriptor: Int32
  private var paths: [Int32: String] = [:]
  /// Whether the site's own folder is gone or elsewhere.
  private(set) var isRootLost = false
  /// Whether there are folders that the system does not watch for us.
  private(set) var isLacking = false

  init(root: String, descriptor: Int32) {
    self.root = root
    self.descriptor = descriptor
  }

  /// Watches all folders of the site, and says whether there is a site.
  ///
  /// Those that are watched stay so.
  @discardableResult
  mutating func watchEverything() -> Bool {
    isRootLost = !watch("")
    guard !isRootLost else { return false }
    for name in ["Content", "Themes"] { watchTree(name, depth: 0) }
    return true
  }

  private mutating func watchTree(_ path: String, depth: Int) {
    guard depth < 32, watch(path) else { return }
    for name in subfolders(of: path) where isVisible(name) {
      watchTree("\(path)/\(name)", depth: depth + 1)
    }
  }

  private mutating func watch(_ path: String) -> Bool {
    let watch = attune_watch_folder(descriptor, path.isEmpty ? root + "/." : "\(root)/\(path)")
    if watch == -ENOSPC { isLacking = true }
    guard watch >= 0 else { return false }
    paths[watch] = path
    return true
  }

  private func subfolders(of path: String) -> [String] {
    let folder = attune_open_root("\(root)/\(path)")
    guard folder >= 0 else { return [] }
    defer { attune_close(folder) }
    var error: Int32 = 0
    guard let listing = attune_list(folder, &error) else { return [] }
    defer { attune_end_listing(listing) }
    var names: [String] = []
    while let name = attune_next_name(listing, &error) {
      var stamp = attune_stamp()
      guard attune_stamp_at(folder, name, &stamp) == 0,
        stamp.kind == Int32(bitPattern: ATTUNE_KIND_FOLDER.rawValue),
        let text = String(validatingCString: name)
      else { continue }
      names.append(text)
    }
    return names
  }

  /// Notes what an event says.
  mutating func note(_ event: attune_event, in batch: inout EventBatch) {
    let happening = event.happening
    func has(_ flag: attune_happening) -> Bool { happening & flag.rawValue != 0 }
    if has(ATTUNE_UNKNOWN) {
      batch.changes.insert(.everything)
      watchEverything()
      return
    }
    guard let folder = paths[event.watch] else { return }
    if has(ATTUNE_SELF) {
      paths[event.watch] = nil
      if folder.isEmpty {
        isRootLost = true
        batch.changes.insert(.everything)
      }
      return
    }
    guard let name = event.name.flatMap({ String(validatingCString: $0) }) else {
      // A name that is not text: its folder is looked at, and says so.
      if !folder.isEmpty { batch.changes.insert(.file(SourcePath(folder))) }
      return
    }
    guard folder.isEmpty ? FileWatcher.names.contains(name) : isVisible(name) else { return }
    let path = SourcePath(folder.isEmpty ? name : "\(folder)/\(name)")
    if has(ATTUNE_GONE) {
      batch.gone.insert(path)
    } else if has(ATTUNE_FOLDER) {
      watchTree(path.text, depth: 0)
      batch.gone.remove(path)
    } else if has(ATTUNE_WRITTEN) {
      batch.gone.remove(path)
    } else {
      // A file that was just made is still being written; one that is linked here is found later.
      return
    }
    batch.changes.insert(.file(path))
  }

  /// Editors and systems keep files of their own behind a dot; hosts look for one folder there.
  private func isVisible(_ name: String) -> Bool {
    name.utf8.first != UInt8(ascii: ".") || name == ".well-known" || name == ".nojekyll"
  }
}
