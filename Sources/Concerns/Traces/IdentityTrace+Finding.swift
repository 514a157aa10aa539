extension IdentityTrace {
  /// What a text holds, in the order in which it stands there.
  package static func finds(in text: String) -> [(kind: Kind, line: Int)] {
    let text = PlainText(text)
    let grouped = GroupedDigitsPattern(text)
    // The digits of one number are not another's.
    let usual = PersonalNumberPattern(text).finds.filter { !grouped.isList($0) }
    let numbers = usual + apart(grouped.personalNumbers, from: usual)
    let called = TelephonePattern(text).finds.filter { !grouped.isInnocent($0) }
    var telephones = apart(called, from: numbers)
    telephones += apart(grouped.telephones, from: numbers + telephones)
    let finds =
      numbers.map { ($0, Kind.personalNumber) }
      + telephones.map { ($0, .telephone) }
      + MailPattern(text).finds.map { ($0, .mail) }
      + AddressPattern(text).finds.map { ($0, .address) }
    return finds.sorted { $0.0.lowerBound < $1.0.lowerBound }
      .map { ($0.1, text.line(of: $0.0.lowerBound)) }
  }

  private static func apart(_ finds: [Range<Int>], from others: [Range<Int>]) -> [Range<Int>] {
    finds.filter { find in !others.contains { $0.overlaps(find) } }
  }
}
