/// What is wrong with a key file.
@nonexhaustive public enum KeyFileFault: Hashable, Sendable {
  /// It is there already, and a key is never overwritten.
  case exists
  /// Opening, reading or writing failed; the payload is `errno`.
  case inaccessible(code: Int32)
  /// Group or others may open a secret; the payload is its permission bits.
  case exposed(mode: UInt32)
  /// It belongs to another account.
  case foreign
  /// It is a link, a device or a directory, or larger than ``KeyFile/sizeLimit``.
  case unusual
  /// A line is not `name` or `name = "value"`, or the key it should hold is missing or broken.
  case malformed(line: Int)
  /// The public and the secret key in it do not belong together.
  case mismatched
}
