package import Concerns
package import Consents

extension Vault {
  /// Persons whose number is checked and whose identity is sure, by the name that waivers know them
  /// under.
  ///
  /// One name in a whole deployment, under the operator's key: a waiver concerns several agencies,
  /// and what one of them records must be found when another board owns the message.
  package func pseudonyms(in handling: Handling) -> [Tag: PersonPseudonym] {
    guard let name = ControllerID(Scribe.operatorName), let number = number(of: name),
      let key = try? key(of: number)
    else { return [:] }  // Without the key nobody is matched, so no consent opens anything.
    var persons: [Tag: PersonPseudonym] = [:]
    for person in handling.persons where person.certainty == .certain {
      guard case .verified(let digits)? = person.identifier else { continue }
      persons[person.tag] = PersonPseudonym(
        bytes: key.keyed(.person, Array(digits.digits.utf8)).bytes)
    }
    return persons
  }
}
