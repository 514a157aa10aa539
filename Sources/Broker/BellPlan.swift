package import Concerns
package import Ringing
package import Tables

/// Where people are rung and through what, as the file that the key `bell` names.
///
/// ```yaml
/// format: samverkan-bell/1
/// webhook: {url: "https://sms.example/send", token: /etc/samverkan/sms.token}
/// command: /usr/local/bin/ring
/// mail: {program: /usr/sbin/sendmail, from: larm@example.se}
/// people:
///   norrkoping-socialnamnd.socialjour: {phone: "011-15 22 83"}
///   person: {phone: "011-15 00 00"}
///   test: {phone: "011-15 00 00"}
/// test-at: "10.15"
/// ```
package struct BellPlan: Hashable, Sendable {
  /// Who can be rung, and where.
  package struct Place: Hashable, Sendable {
    /// As the gateway takes it: digits, spaces, hyphens, and a plus in front.
    package let phone: String?
    package let mail: String?
  }

  /// A gateway that takes a ring over HTTP.
  package struct Webhook: Hashable, Sendable {
    package let url: String
    /// The file that holds what the gateway knows us by.
    package let token: String?
  }

  /// A program that takes mail on its standard input.
  package struct Post: Hashable, Sendable {
    package let program: String
    package let from: String
  }

  /// Keys of the file, as the sample under `deploy/` has them.
  package static let keys = ["format", "webhook", "command", "mail", "people", "test-at"]
  /// Most bytes of the file: a line for each function of the largest municipality, many times over.
  private static let byteLimit = 1 << 18
  /// Names among the people that are no functions.
  private static let person = "person"
  private static let test = "test"

  package let webhook: Webhook?
  package let command: String?
  package let mail: Post?
  package let people: [FunctionID: Place]
  /// Last in every line.
  package let lastPerson: Place?
  /// Who is rung every day, to see that ringing works.
  package let tester: Place?
  /// The minute of the day at which that is.
  package let testMinute: Int

  /// No channel and nobody: every ring fails, and says so.
  package static let none = BellPlan()

  private init() {
    (webhook, command, mail, lastPerson, tester) = (nil, nil, nil, nil, nil)
    people = [:]
    testMinute = 0
  }

  /// Whether any channel is set up.
  package var hasChannel: Bool { webhook != nil || command != nil || mail != nil }

  /// Where somebody is rung; `nil` where the file does not say.
  package func place(of callee: Callee) -> Place? {
    switch callee {
    case .function(let function): people[function]
    case .person: lastPerson
    }
  }

  /// Reads a file's text; a flaw is named with its line and what to do.
  package init(yaml: String) throws(TableFlaw) {
    let file = try Passage.whole(yaml, limit: Self.byteLimit).entries(known: Self.keys)
    let format = try file.required("format")
    guard try format.text() == "samverkan-bell/1" else {
      throw format.flaw("another format", "write samverkan-bell/1")
    }
    webhook = try file.optional("webhook").map(Self.webhook)
    command = try file.optional("command").map(Self.path)
    mail = try file.optional("mail").map(Self.post)
    guard webhook != nil || command != nil || mail != nil else {
      throw format.flaw("nobody can be rung", "add webhook, command or mail")
    }
    var people: [FunctionID: Place] = [:]
    var others: [String: Place] = [:]
    for (name, passage) in try file.required("people").pairs("write functions and their places") {
      if name == Self.person || name == Self.test {
        others[name] = try Self.place(passage)
      } else if let function = FunctionID(name) {
        people[function] = try Self.place(passage)
      } else {
        throw passage.flaw(
          "\"\(name)\" is no function", "write AGENCY.FUNCTION, or person, or test")
      }
    }
    guard let last = others[Self.person] else {
      throw format.flaw("nobody is last in line", "add person below people, with a phone")
    }
    guard last.phone != nil else {
      throw format.flaw("the last in line has no telephone", "give person a phone")
    }
    self.people = people
    lastPerson = last
    tester = others[Self.test]
    testMinute = try file.optional("test-at").map(Self.minute) ?? Self.usualTest
  }

  /// A quarter past ten: whoever mends it is at work, and has the day for it.
  private static let usualTest = 10 * 60 + 15

  private static func webhook(_ passage: Passage) throws(TableFlaw) -> Webhook {
    let entries = try passage.entries(known: ["url", "token"])
    let url = try entries.required("url")
    let text = try url.text()
    // In clear only to this machine itself: what is sent says nothing, but the token would.
    guard text.hasPrefix("https://") || text.hasPrefix("http://127.0.0.1:") else {
      throw url.flaw("the address is not encrypted", "write https://, or http://127.0.0.1:PORT")
    }
    return Webhook(url: text, token: try entries.optional("token").map(Self.path))
  }

  private static func post(_ passage: Passage) throws(TableFlaw) -> Post {
    let entries = try passage.entries(known: ["program", "from"])
    return Post(
      program: try Self.path(entries.required("program")),
      from: try Self.address(entries.required("from")))
  }

  private static func place(_ passage: Passage) throws(TableFlaw) -> Place {
    let entries = try passage.entries(known: ["phone", "mail"])
    let place = Place(
      phone: try entries.optional("phone").map(Self.phone),
      mail: try entries.optional("mail").map(Self.address))
    guard place.phone != nil || place.mail != nil else {
      throw passage.flaw("nowhere to ring", "give a phone, a mail address, or both")
    }
    return place
  }

  private static func path(_ passage: Passage) throws(TableFlaw) -> String {
    let text = try passage.text()
    guard text.hasPrefix("/") else {
      throw passage.flaw("\"\(text)\" is no whole path", "begin with /")
    }
    return text
  }

  private static func phone(_ passage: Passage) throws(TableFlaw) -> String {
    let text = try passage.text()
    let rest = text.hasPrefix("+") ? text.dropFirst() : text[...]
    guard rest.first?.isASCII == true, rest.count(where: \.isNumber) >= 3, rest.count <= 20,
      rest.allSatisfy({ "0123456789 -".contains($0) }), rest.first?.isNumber == true
    else { throw passage.flaw("this is no telephone number", "write digits, spaces and hyphens") }
    return text
  }

  private static func address(_ passage: Passage) throws(TableFlaw) -> String {
    let text = try passage.text()
    let parts = text.split(separator: "@", omittingEmptySubsequences: false)
    let isPlain = text.utf8.allSatisfy { (0x21..<0x7F).contains($0) && !"<>,;\"".utf8.contains($0) }
    guard parts.count == 2, !parts[0].isEmpty, parts[1].contains("."), isPlain,
      !text.hasPrefix("-"), text.utf8.count <= 254
    else { throw passage.flaw("this is no mail address", "write name@host") }
    return text
  }

  private static func minute(_ passage: Passage) throws(TableFlaw) -> Int {
    let text = try passage.text()
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 2, parts.allSatisfy({ $0.utf8.count == 2 }), let hour = Int(parts[0]),
      let minute = Int(parts[1]), (0..<24).contains(hour), (0..<60).contains(minute)
    else { throw passage.flaw("\"\(text)\" is no time of the day", "write it as 10.15") }
    return hour * 60 + minute
  }
}
