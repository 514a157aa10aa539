/// Holds what the code says against what a document says, name by name.
enum Agreement {
  /// One sentence for each name that only one side has, or that the two describe differently.
  static func differences(code: [String: String], document: [String: String]) -> [String] {
    Set(code.keys).union(document.keys).sorted().compactMap { name in
      switch (code[name], document[name]) {
      case (.some, nil): "\(name) is in the code and not in the document"
      case (nil, .some): "\(name) is in the document and not in the code"
      case (let said, let written) where said != written:
        "\(name) is \(said ?? "") in the code and \(written ?? "") in the document"
      default: nil
      }
    }
  }
}
