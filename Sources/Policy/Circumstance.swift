/// What has been established around a message. Closed: an unknown one refuses the file.
package enum Circumstance: String, CaseIterable, Hashable, Sendable {
  /// A waiver of secrecy covers this recipient, this class and this person (OSL 10:1, 12:2).
  case waiver
  /// The recipient has acknowledged the condition under which it is told (OSL 10:14).
  case reservation
  /// A signed agreement on cooperation is in force and names both parties, purpose and section.
  case agreement
  /// An inquiry is open and named.
  case inquiry
  /// A named worker with the right role has decided, with section and balancing of interests.
  case decision
  /// An emergency is declared and has not run out.
  case emergency
  /// Feedback was asked for, or the question that is answered.
  case asked
  /// The decision to open an inquiry, or not to, was made.
  case decided
  /// Police or prosecutor takes part.
  case policePresent = "police-present"
}
