/// A small generator whose every sequence follows from its seed.
package struct SplitMix64: RandomNumberGenerator, Sendable {
  private var state: UInt64

  package init(seed: UInt64) { state = seed }

  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// A number below a bound; 0 if there is none.
  package mutating func below(_ bound: Int) -> Int {
    bound > 0 ? Int(next() % UInt64(bound)) : 0
  }

  /// So many bytes.
  package mutating func bytes(_ count: Int) -> [UInt8] {
    (0..<count).map { _ in UInt8(truncatingIfNeeded: next()) }
  }

  /// Whether something that happens once in so many times happens now.
  package mutating func once(in count: Int) -> Bool { below(count) == 0 }

  /// One of several; `nil` of none.
  package mutating func pick<Values: RandomAccessCollection>(_ values: Values) -> Values.Element?
  where Values.Index == Int {
    values.isEmpty ? nil : one(of: values)
  }

  /// One of several, of which there must be one.
  package mutating func one<Values: RandomAccessCollection>(of values: Values) -> Values.Element
  where Values.Index == Int {
    values[values.startIndex + below(values.count)]
  }

  /// One of several, each as often as its weight says.
  package mutating func weighed<Value>(_ values: [(weight: Int, value: Value)]) -> Value {
    var rest = below(values.reduce(0) { $0 + $1.weight })
    for (weight, value) in values {
      if rest < weight { return value }
      rest -= weight
    }
    preconditionFailure("the weights add up")
  }
}
