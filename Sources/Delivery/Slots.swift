/// Numbered places for values that point at each other; a freed number is used again.
struct Slots<Element> {
  /// The number of a place.
  struct Number: Hashable, Sendable {
    let raw: Int32
  }

  private var elements: [Element] = []
  private var free: [Number] = []

  var count: Int { elements.count - free.count }

  mutating func reserveCapacity(_ count: Int) { elements.reserveCapacity(count) }

  mutating func insert(_ element: Element) -> Number {
    if let number = free.popLast() {
      elements[Int(number.raw)] = element
      return number
    }
    elements.append(element)
    return Number(raw: Int32(elements.count - 1))
  }

  /// Frees a place. Its value stays in memory until the place is taken again.
  mutating func remove(_ number: Number) { free.append(number) }

  subscript(number: Number) -> Element {
    _read { yield elements[Int(number.raw)] }
    _modify { yield &elements[Int(number.raw)] }
  }
}

extension Slots: Sendable where Element: Sendable {}
