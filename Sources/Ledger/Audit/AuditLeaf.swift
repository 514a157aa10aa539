package import Evidence

/// A leaf of a controller's audit tree, and the statement that it commits to, sealed.
///
/// A write has one for each entry that it does something to, so that what happened to an entry is
/// found by the entry.
package struct AuditLeaf: Hashable, Sendable {
  package let controller: ControllerNumber
  /// The entry that the statement is about.
  package let entry: EntryReference
  package let value: LeafValue
  /// The salt and the statement, sealed with the key of the entry's conversation; `nil` of a leaf
  /// that says nothing and is there so that their number does not tell what happened.
  package let statement: Sealed?

  package init(
    controller: ControllerNumber, about entry: EntryReference, value: LeafValue, statement: Sealed?
  ) {
    self.controller = controller
    self.entry = entry
    self.value = value
    self.statement = statement
  }
}

/// A statement where it stands: in the order of writes, and in the controller's tree.
package struct StoredStatement: Hashable, Sendable {
  package let place: RowPlace
  package let controller: ControllerNumber
  /// Which leaf of the tree commits to it, from 0.
  package let position: Int
  package let leaf: LeafValue
  /// `nil` once it has gone with its entry.
  package let sealed: Sealed?

  package init(
    place: RowPlace, controller: ControllerNumber, position: Int, leaf: LeafValue, sealed: Sealed?
  ) {
    self.place = place
    self.controller = controller
    self.position = position
    self.leaf = leaf
    self.sealed = sealed
  }

  /// What is left of it when its entry goes.
  var erased: Self {
    Self(place: place, controller: controller, position: position, leaf: leaf, sealed: nil)
  }
}
