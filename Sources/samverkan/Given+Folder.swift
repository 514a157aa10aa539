import FoundationEssentials

extension Given {
  /// Whether there is a folder to make a file in.
  static func folder(of path: String) throws(Fault) {
    let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
    guard isFolder(folder) else {
      throw .start(StartFault(.unwritable, at: path, "\(folder) is no folder, make it first"))
    }
  }

  /// Whether a folder of that name is there: nothing else holds itself.
  static func isFolder(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: path + "/.")
  }
}
