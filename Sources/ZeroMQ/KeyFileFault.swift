import Glibc

/// What is wrong with a key file.
@nonexhaustive public enum KeyFileFault: Hashable, Sendable {
  /// It is there already, and a key is never overwritten.
  case exists
  /// Opening, reading or writing failed; the payload is `errno`.
  case inaccessible(code: Int32)
  /// Group or others may open a secret; the payload is its permission bits.
  case exposed(mode: UInt32)
  /// A secret belongs to another account.
  case foreign
  /// It is a link, a device or a directory, or larger than ``KeyFile/sizeLimit``.
  case unusual
  /// A line is neither a section nor `name = "value"`, or gives a key for the second time.
  case malformed(line: Int)
  /// It lacks this key, or what stands there is not 40 characters of Z85.
  case missing(key: String)
  /// The public and the secret key in it do not belong together.
  case mismatched
  /// A note's name or value cannot be written in a key file.
  case unwritableNote(String)
}

extension KeyFileFault: CustomStringConvertible {
  /// What is wrong and what to do, as the end of a sentence about the file.
  public var description: String {
    switch self {
    case .exists: "exists, choose another name or remove it yourself"
    case .inaccessible(ENOENT): "does not exist, check the path or make the key"
    case .inaccessible(let code):
      "cannot be opened, read or written (errno \(code)), check the directory's permissions"
    case .exposed(let mode):
      "is open to others (mode \(String(mode, radix: 8))), make a new key, or if nobody can have "
        + "read it run chmod 600"
    case .foreign: "belongs to another account, run as its owner or make a key of your own"
    case .unusual: "is a link, is no file or is too large, name the file itself"
    case .malformed(let line): "cannot be understood at line \(line), restore it or make a new key"
    case .missing(let key): "has no valid \(key), restore it or make a new key"
    case .mismatched: "holds two keys that do not belong together, restore it or make a new key"
    case .unwritableNote(let name):
      "cannot hold the note \(name), use letters, digits and - in names and no quotes in values"
    }
  }
}
