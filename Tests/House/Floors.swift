/// Which of our own modules each module may import: the plan that the sources are held to.
///
/// From the bottom of the house upwards, in the order a message meets them. `*` means every stage
/// above in this table, as decision 0002 allows; what is named besides is allowed besides. No row
/// can name what stands below it, so the direction cannot turn.
struct Floors {
  static let plan = """
    tool    EmbedProtocols
    edge    CZeroMQ
    edge    ZeroMQ          CZeroMQ
    stage   Concerns
    stage   Tables          Concerns
    stage   Evidence        Concerns
    stage   Wire            Concerns Evidence
    stage   Admission       Concerns Evidence Wire
    stage   Policy          Concerns Tables
    stage   Routing         Admission Concerns Tables Wire
    stage   Consents        Concerns
    stage   Contacts        Concerns
    stage   Filtering       *
    stage   Deadlines       Concerns
    stage   Ringing         Concerns Deadlines
    stage   Ledger          *
    store   LedgerSQLite    Concerns Deadlines Evidence Ledger
    stage   Delivery        *
    stage   Pipeline        *
    program Broker          * ZeroMQ LedgerSQLite
    client  AdapterKit      Concerns Evidence Wire ZeroMQ
    client  AgencyAdapters  AdapterKit Concerns
    client  WebPages
    client  Desk            AdapterKit Concerns WebPages
    client  Console         AdapterKit Concerns WebPages
    program samverkan       * ZeroMQ LedgerSQLite Broker AdapterKit AgencyAdapters WebPages \
    Desk Console
    """

  struct Row {
    let kind: Substring
    let module: String
    let allowed: Set<String>
  }

  let rows: [Row]
  /// Names that a row allows although they stand on no row above it.
  let wrong: [String]

  init(plan: String = Self.plan) {
    var rows: [Row] = []
    var wrong: [String] = []
    for line in plan.split(separator: "\n") {
      let words = line.split(separator: " ")
      let above = Set(rows.map(\.module))
      var allowed = Set(words.dropFirst(2).filter { $0 != "*" }.map(String.init))
      wrong += allowed.subtracting(above).sorted().map { "\(words[1]) may not name \($0)" }
      if words.contains("*") {
        allowed.formUnion(rows.filter { $0.kind == "stage" }.map(\.module))
      }
      rows.append(Row(kind: words[0], module: String(words[1]), allowed: allowed))
    }
    self.rows = rows
    self.wrong = wrong
  }

  /// Where a file imports one of our modules that its row does not allow.
  func findings(in file: SourceFile) -> [Finding] {
    guard let module = file.module else { return [] }
    guard let row = rows.first(where: { $0.module == module }) else {
      return [Finding(file.path, 1, "\(module) has no row in the plan of the house")]
    }
    let ours = Set(rows.map(\.module))
    return file.code.indices.compactMap { index in
      guard let name = Self.module(importedBy: file.code[index]), ours.contains(name),
        name != module, !row.allowed.contains(name)
      else { return nil }
      return Finding(
        file.path, index + 1,
        "\(module) may not import \(name): the plan gives it "
          + (row.allowed.isEmpty ? "nothing" : row.allowed.sorted().joined(separator: ", ")))
    }
  }

  private static let access: Set<Substring> = [
    "public", "package", "internal", "private", "fileprivate",
  ]
  private static let kinds: Set<Substring> = [
    "struct", "class", "enum", "protocol", "func", "var", "let", "typealias",
  ]

  /// The module that a line of code imports, if it does.
  static func module(importedBy line: Substring) -> String? {
    var words = line.split(separator: " ")
    while let word = words.first, word.hasPrefix("@") || access.contains(word) {
      words.removeFirst()
    }
    guard words.first == "import" else { return nil }
    words.removeFirst()
    if let word = words.first, kinds.contains(word) { words.removeFirst() }
    return words.first.map { String($0.prefix { $0 != "." }) }
  }
}
