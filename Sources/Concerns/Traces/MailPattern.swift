/// Finds mail addresses, also where the sign is written out, and names of accounts.
struct MailPattern {
  private let text: PlainText

  init(_ text: PlainText) { self.text = text }

  /// Where they stand.
  var finds: [Range<Int>] { signs + spelled }

  /// `name@place`, and `@name`.
  private var signs: [Range<Int>] {
    text.scalars.indices.compactMap { place in
      guard text.scalars[place] == "@" || text.scalars[place] == "\u{FF20}",
        isName(place + 1), isName(place - 1) || isName(place + 2)
      else { return nil }
      return place..<place + 1
    }
  }

  /// `name(at)place`, `name snabel-a place`.
  private var spelled: [Range<Int>] {
    text.words.filter { word in
      if word.text == "snabela" || word.text == "snabel" { return true }
      let (before, after) = (word.range.lowerBound - 1, word.range.upperBound)
      return word.text == "at" && before >= 0 && after < text.scalars.count
        && ["(", "[", "{"].contains(text.scalars[before])
        && [")", "]", "}"].contains(text.scalars[after])
    }.map(\.range)
  }

  private func isName(_ place: Int) -> Bool {
    guard text.scalars.indices.contains(place) else { return false }
    let scalar = text.scalars[place]
    return scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
      || "._%+-".unicodeScalars.contains(scalar)
  }
}
