import Concerns
import Evidence

/// The second frame of every command: an object with the asker's number, and room for padding.
package struct Header: Hashable, Sendable {
  /// Most bytes of a header, padding included.
  package static let limit = 8192
  /// Messages about people are padded to a multiple of this, so that their size says little.
  package static let paddingUnit = 4096

  /// The asker's number, echoed in the answer.
  package let number: Int64
  let value: JSONValue

  /// Makes a header; the number comes first.
  init(_ number: Int64, _ members: [JSONValue.Member] = []) {
    self.number = number
    value = .object([.init("n", .integer(number))] + members)
  }

  /// Reads a header.
  ///
  /// - Throws: The scanner's problem, or ``ProblemCode/badHeader`` when it is no object with a
  ///   number from 1.
  init(reading bytes: [UInt8]) throws(Problem) {
    guard bytes.count <= Self.limit else { throw Problem(.tooLarge, frame: 1) }
    do {
      value = try JSONScanner.parse(bytes)
    } catch {
      throw error.inFrame(1)
    }
    guard value.members != nil, let number = value["n"]?.integer, number >= 1 else {
      throw Problem(.badHeader, frame: 1, pointer: "/n")
    }
    self.number = number
  }

  /// The header's bytes.
  var bytes: [UInt8] { value.bytes }

  /// The header's bytes with spaces after them, so that the whole message fills its unit.
  func padded(with others: [[UInt8]]) -> [UInt8] {
    let bytes = bytes
    let total = others.reduce(bytes.count) { $0 + $1.count }
    let missing = (Self.paddingUnit - total % Self.paddingUnit) % Self.paddingUnit
    return bytes + [UInt8](repeating: 0x20, count: missing)
  }

  /// A member that must be there and be of the right form.
  func read<Value>(
    _ name: String, _ make: (JSONValue) -> Value?
  ) throws(Problem) -> Value {
    guard let value = value[name].flatMap(make) else {
      throw Problem(.badHeader, frame: 1, pointer: "/" + name)
    }
    return value
  }

  /// A member that may be missing, but not be of the wrong form.
  func readIfPresent<Value>(
    _ name: String, _ make: (JSONValue) -> Value?
  ) throws(Problem) -> Value? {
    guard value[name] != nil else { return nil }
    return try read(name, make)
  }

  func text(_ name: String) throws(Problem) -> String { try read(name, \.string) }

  func count(_ name: String) throws(Problem) -> Int64 {
    try read(name) { $0.integer.flatMap { $0 >= 0 ? $0 : nil } }
  }

  func delivery() throws(Problem) -> DeliveryID {
    try read("delivery") { $0.string.flatMap(DeliveryID.init(wire:)) }
  }

  func proof() throws(Problem) -> Proof {
    do {
      return try Proof(header: value["proof"])
    } catch {
      throw error.inFrame(1)
    }
  }
}
