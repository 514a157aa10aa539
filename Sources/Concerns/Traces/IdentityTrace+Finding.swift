extension IdentityTrace {
  /// What a text holds, in the order in which it stands there.
  package static func finds(in text: String) -> [(kind: Kind, line: Int)] {
    let text = PlainText(text)
    let numbers = PersonalNumberPattern(text).finds
    // The digits of one number are not another's.
    let telephones = TelephonePattern(text).finds.filter { telephone in
      !numbers.contains { $0.overlaps(telephone) }
    }
    let finds =
      numbers.map { ($0, Kind.personalNumber) }
      + telephones.map { ($0, .telephone) }
      + MailPattern(text).finds.map { ($0, .mail) }
      + AddressPattern(text).finds.map { ($0, .address) }
    return finds.sorted { $0.0.lowerBound < $1.0.lowerBound }
      .map { ($0.1, text.line(of: $0.0.lowerBound)) }
  }
}
