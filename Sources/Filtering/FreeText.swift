import Concerns
import Policy
import Routing

/// A section with what decides about it, and how.
struct Labelled {
  let label: SectionLabel
  /// About whichever person, and of free text whichever other section, decides.
  let question: Seeing
  let verdict: Verdict
}

extension DataClass {
  /// Whether free text may repeat it: all but what belongs to the message itself.
  var isTold: Bool { self != .matter && self != .handling && self != .outcome }
}

extension Facts {
  /// Whether a duty hands over the words of a section whole, whatever else they may tell.
  ///
  /// To whoever is answerable, or on duty for it, and only if they are also about somebody whom
  /// the message concerns: words about nobody but others take the strictest class, as elsewhere.
  func owes(_ section: SectionLabel, to recipient: Recipient) -> Bool {
    switch recipient.standing {
    case .owner, .duty:
      kind.isOwed(under: basis) && persons(in: section).contains(where: \.role.isConcerned)
    case .reporter, .participant: false
    }
  }
}

extension SectionLabel {
  /// Whether both may be about the same person. About nobody in particular is about everyone.
  func overlaps(_ other: Self) -> Bool {
    about.isEmpty || other.about.isEmpty || !Set(about).isDisjoint(with: other.about)
  }

  /// The section as if it were about everyone of whom it may tell by way of other free text.
  func widened(by others: some Sequence<SectionLabel>) -> SectionLabel {
    var widest = self
    var before: SectionLabel
    // Each round adds a person or is the last, and a message has sixteen of them at most.
    repeat {
      before = widest
      for other in others where widest.overlaps(other) { widest.join(other) }
    } while widest != before
    return widest
  }

  private mutating func join(_ other: Self) {
    let everyone = about.isEmpty || other.about.isEmpty
    let tags = everyone ? [] : about + other.about.filter { !about.contains($0) }
    self = SectionLabel(dataClass, about: tags)
  }
}
