import Evidence
import Testing

private func leaves(_ count: Int) -> [Digest32] {
  (0..<count).map { MerkleTree.leaf(Array("leaf \($0)".utf8)) }
}

@Suite struct `An audit tree` {
  @Test(arguments: [0, 1, 2, 3, 7, 8, 255, 256, 257, 1000])
  func `has one root, grown leaf by leaf or hashed at once`(size: Int) {
    let leaves = leaves(size)
    var grown = Frontier()
    for leaf in leaves { grown.append(leaf) }
    #expect(grown.size == size)
    #expect(grown.root == MerkleTree.root(of: leaves[...]))
  }

  @Test(arguments: [0, 1, 100, 255])
  func `grows by whole subtrees, and by what comes after them`(rest: Int) {
    let leaves = leaves(512 + rest)
    var tree = Frontier()
    for start in [0, 256] {
      tree.append(MerkleTree.root(of: leaves[start..<start + 256]), height: 8)
    }
    var tail = Frontier()
    for leaf in leaves[512...] { tail.append(leaf) }
    tree.append(tail)
    #expect(tree.size == leaves.count)
    #expect(tree.root == MerkleTree.root(of: leaves[...]))
  }

  @Test(arguments: [1, 2, 3, 5, 8, 13, 64, 65])
  func `proves that it has each leaf`(size: Int) {
    let leaves = leaves(size)
    let root = MerkleTree.root(of: leaves[...])
    for index in 0..<size {
      let path = MerkleTree.inclusion(of: index, in: 0..<size)
        .map { MerkleTree.root(of: leaves[$0]) }
      #expect(path == MerkleTree.path(to: index, in: leaves[...]))
      #expect(MerkleTree.root(from: leaves[index], at: index, of: size, along: path) == root)
    }
  }

  @Test func `proves that each earlier one is its beginning, and no other`() {
    let leaves = leaves(21)
    for second in 1...21 {
      let new = (size: second, root: MerkleTree.root(of: leaves[..<second]))
      for first in 1...second {
        let old = (size: first, root: MerkleTree.root(of: leaves[..<first]))
        let path = MerkleTree.consistency(from: first, to: second)
          .map { MerkleTree.root(of: leaves[$0]) }
        #expect(MerkleTree.isConsistent(old, new, along: path))
        let forged = MerkleTree.leaf(Array("other".utf8))
        #expect(!MerkleTree.isConsistent((first, forged), new, along: path))
        #expect(!MerkleTree.isConsistent(old, (second, forged), along: path))
        #expect(!MerkleTree.isConsistent(old, new, along: path + [forged]))
        for index in path.indices {
          var bent = path
          bent[index] = forged
          #expect(!MerkleTree.isConsistent(old, new, along: bent))
          bent.remove(at: index)
          #expect(!MerkleTree.isConsistent(old, new, along: bent))
        }
      }
    }
    let one = (size: 1, root: leaves[0])
    #expect(!MerkleTree.isConsistent((0, leaves[0]), one, along: []))
    #expect(!MerkleTree.isConsistent((2, leaves[0]), one, along: []))
  }

  @Test func `has the root that RFC 9162 gives`() throws {
    // The test tree of RFC 6962 and its successors: eight known leaves.
    let inputs: [[UInt8]] = [
      [], [0x00], [0x10], [0x20, 0x21], [0x30, 0x31], [0x40, 0x41, 0x42, 0x43],
      Array(0x50...0x57), Array(0x60...0x6F),
    ]
    let root = MerkleTree.root(of: inputs.map { MerkleTree.leaf($0) }[...])
    let hex = root.bytes.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
    #expect(hex == "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328")
  }
}

@Suite struct `A checkpoint` {
  let key: SigningKey
  let checkpoint = Checkpoint(
    origin: "test.example/3", size: 4711, root: MerkleTree.leaf(Array("root".utf8)))

  init() {
    var generator = SystemRandomNumberGenerator()
    key = SigningKey(using: &generator)
  }

  @Test func `is read back from its note`() {
    let note = checkpoint.signed(by: key)
    let read = Checkpoint(note, of: checkpoint.origin, by: key.verifyingKey)
    #expect(read == checkpoint)
    let lines = String(decoding: note, as: UTF8.self)
      .split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.count == 6)
    #expect(lines[0] == "test.example/3")
    #expect(lines[1] == "4711")
    #expect(lines[3].isEmpty)
    #expect(lines[4].hasPrefix("\u{2014} test.example/3 "))
  }

  @Test func `is read beside a witness's signature`() {
    var generator = SystemRandomNumberGenerator()
    let note = checkpoint.signed(by: key)
    let other = checkpoint.signed(by: SigningKey(using: &generator))
    let line = String(decoding: other, as: UTF8.self).split(separator: "\n").last ?? ""
    let both = note + Array("\(line)\n".utf8)
    #expect(Checkpoint(both, of: checkpoint.origin, by: key.verifyingKey) == checkpoint)
  }

  @Test func `is nothing once a byte of it is another`() {
    let note = checkpoint.signed(by: key)
    for index in note.indices {
      var bent = note
      bent[index] ^= 1
      #expect(Checkpoint(bent, of: checkpoint.origin, by: key.verifyingKey) == nil, "\(index)")
    }
  }

  @Test func `is nothing of another origin or key, and no longer than it may be`() {
    var generator = SystemRandomNumberGenerator()
    let note = checkpoint.signed(by: key)
    #expect(Checkpoint(note, of: "test.example/4", by: key.verifyingKey) == nil)
    let stranger = SigningKey(using: &generator).verifyingKey
    #expect(Checkpoint(note, of: checkpoint.origin, by: stranger) == nil)
    let long = note + Array(repeating: 0x0A, count: Checkpoint.byteLimit)
    #expect(Checkpoint(long, of: checkpoint.origin, by: key.verifyingKey) == nil)
    #expect(Checkpoint([], of: checkpoint.origin, by: key.verifyingKey) == nil)
  }
}
