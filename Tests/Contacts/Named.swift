/// A value that a test writes out; one that cannot be read is a slip in the test.
func named<Value>(_ text: String, _ make: (String) -> Value?) -> Value {
  guard let value = make(text) else { preconditionFailure("\(text) is not a \(Value.self)") }
  return value
}
