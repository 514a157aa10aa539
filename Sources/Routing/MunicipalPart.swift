package import Concerns

/// A part of the municipality, with what belongs to it.
package struct MunicipalPart: Hashable, Sendable {
  /// What a sender calls it.
  package let id: AreaID
  /// What people call it; `nil` where only the word of the wire is known.
  package let name: LocalizedText?
  /// Where its people sit.
  package let base: LocalizedText?
  /// The function that its schools may turn to and know by name.
  package let desk: FunctionID?
  /// Its schools and preschools.
  package let schools: [FunctionID]
}

/// A school or preschool, as the directory knows it.
package struct School: Hashable, Sendable {
  /// The function that speaks for it.
  package let id: FunctionID
  /// What people call it.
  package let name: LocalizedText
  /// School or preschool.
  package let party: Party
}

extension Directory {
  /// The part of the municipality that a school lies in; `nil` for a school that is not listed.
  package func part(of school: FunctionID) -> MunicipalPart? {
    parts.first { $0.schools.contains(school) }
  }

  /// The area desk that a school sees: public, and the same for whatever it reports.
  package func desk(of school: FunctionID) -> FunctionID? { part(of: school)?.desk }
}
