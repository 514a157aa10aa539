/// What whoever receives something must do with it, whatever rule showed or withheld it.
public enum Obligation: String, CaseIterable, Hashable, Sendable {
  /// Nothing of it may reach a guardian: they must not be told, or nobody knows.
  case withholdFromGuardians = "withhold-from-guardians"
}
