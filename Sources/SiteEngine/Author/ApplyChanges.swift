extension SourceChanges {
  /// Changes the files on the disk, all or none: each step can be taken back, and is when a later one fails.
  ///
  /// `originals` are the bytes of the files that are written anew, by where they are.
  func apply(
    in project: Project, _ originals: [SourcePath: [UInt8]]
  ) throws(ProjectFailure) {
    var done: [Step] = []
    do throws(ProjectFailure) {
      for (target, origin) in origins.sorted(by: { $0.key < $1.key }) {
        try project.moveSource(origin, to: target)
        done.append(.moved(from: origin, to: target))
      }
      for (path, bytes) in written.sorted(by: { $0.key < $1.key }) {
        try project.replaceSource(path, with: bytes)
        if let original = originals[origin(of: path)] {
          done.append(.written(path, original))
        }
      }
    } catch {
      for step in done.reversed() { step.undo(in: project) }
      throw error
    }
    for origin in origins.values { project.removeEmptyFolders(above: origin) }
  }

  /// Something that was done.
  private enum Step {
    case moved(from: SourcePath, to: SourcePath)
    case written(SourcePath, [UInt8])

    /// Takes it back; what the system refuses now too has been told by the failure that led here.
    func undo(in project: Project) {
      switch self {
      case .moved(let origin, let target):
        try? project.moveSource(target, to: origin)
        project.removeEmptyFolders(above: target)
      case .written(let path, let bytes): try? project.replaceSource(path, with: bytes)
      }
    }
  }
}
