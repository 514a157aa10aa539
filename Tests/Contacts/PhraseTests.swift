import Concerns
import Contacts
import Support
import Testing

/// Four words to come back with.
@Suite struct `A phrase` {
  private static func words() throws -> [String] {
    try Protocols.text(of: "protocols/phrase-words.txt").split(separator: "\n").map(String.init)
  }

  private static func plain(_ word: String) -> [UInt8] {
    Array(
      word.replacing("å", with: "a").replacing("ä", with: "a").replacing("ö", with: "o").utf8)
  }

  @Test func `is drawn from a thousand and twenty-four words`() throws {
    let words = try Self.words()
    #expect(words.count == 1024)
    #expect(Set(words).count == 1024)
    let letters = Set("abcdefghijklmnopqrstuvwxyzåäö")
    #expect(words.allSatisfy { (3...12).contains($0.count) && letters.isSuperset(of: $0) })
  }

  @Test func `is of words that no slip turns into another`() throws {
    let words = try Self.words().map(Self.plain)
    var slips: [[UInt8]: Int] = [:]
    // Two words that are one changed, left out or added letter apart leave the same rest.
    for (index, word) in words.enumerated() {
      for place in word.indices {
        let rest = Array(word[..<place]) + [0] + Array(word[(place + 1)...])
        let other = slips.updateValue(index, forKey: rest)
        #expect(other == nil, "\(String(decoding: word, as: UTF8.self))")
        #expect(!words.contains(Array(word[..<place]) + Array(word[(place + 1)...])))
      }
    }
  }

  @Test func `takes each word as often as the others, wherever it stands`() throws {
    var dice = SplitMix64(seed: 7)
    var counts: [[String: Int]] = Array(repeating: [:], count: ReturnPhrase.wordCount)
    for _ in 0..<40_960 {
      for (place, word) in ReturnPhrase(using: &dice).words.enumerated() {
        counts[place][word, default: 0] += 1
      }
    }
    // Forty of each on average; a word that is left out or preferred is far outside.
    for count in counts {
      #expect(count.count == 1024)
      #expect(count.values.allSatisfy { (10...90).contains($0) })
    }
  }

  @Test(arguments: [
    ["ÄNGEL", "björk", "Tisdag", "vante"], ["angel", "bjork", "tisdag", "vante"],
    ["ängel", "björk", "tisdag", "vante"],
  ])
  func `is read from any keyboard`(written: [String]) throws {
    let phrase = try #require(ReturnPhrase(written))
    #expect(phrase.words == ["ängel", "björk", "tisdag", "vante"])
    #expect(phrase.bytes == Array("angel bjork tisdag vante".utf8))
  }

  @Test(arguments: [
    [], ["björk", "tisdag", "vante"], ["björk", "björk", "björk", "björk", "björk"],
    ["björk", "tisdag", "vante", "xyzzy"], ["björk", "tisdag", "vante", ""],
  ])
  func `is four words of the list and nothing else`(written: [String]) {
    #expect(ReturnPhrase(written) == nil)
  }

  @Test func `does not print itself`() throws {
    let phrase = try #require(ReturnPhrase(["björk", "tisdag", "vante", "ängel"]))
    #expect("\(phrase)" == "phrase")
  }

  @Test(arguments: [([1, 2, 3], true), ([1, 2, 4], false), ([0, 2, 3], false), ([1, 2], false)])
  func `is known by its mark alone`(bytes: [UInt8], isSame: Bool) {
    #expect(PhraseMark(bytes: [1, 2, 3]).matches(PhraseMark(bytes: bytes)) == isSame)
  }
}
