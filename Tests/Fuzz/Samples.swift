/// Commands that no vector has, so that every reader has something to begin with.
enum Samples {
  private static let delivery = "jpkH8212Ty8mkcUTNKcopA"
  private static let id = "2a5c3f72-545b-4fbd-bb63-adbdc8b28922"
  private static let key = "iyJ135LrY75M7oy4T4WNcq_LUWlSULf04nHVac7hIhc"

  private static let texts: [[String]] = [
    ["CLAIM", #"{"n":5,"delivery":"\#(delivery)"}"#],
    ["OPEN", #"{"n":5,"delivery":"\#(delivery)"}"#],
    ["EXPLAIN", #"{"n":5,"delivery":"\#(delivery)"}"#],
    ["RELEASE", #"{"n":5,"delivery":"\#(delivery)"}"#],
    ["RECALL", #"{"n":5,"delivery":"\#(delivery)"}"#],
    ["STATUS", #"{"n":5,"id":"\#(id)"}"#],
    ["STATUS", #"{"n":5,"id":"\#(id)","word":"delivered"}"#],
    ["LIST", #"{"n":5,"function":"school.central","after":"17","limit":100}"#],
    [
      "DECIDE",
      #"{"n":5,"delivery":"\#(delivery)","version":3,"decision":"redirect","#
        + #""to":"reception.mottagning","reason":"wrong-unit"}"#,
    ],
    ["DECIDE", #"{"n":5,"delivery":"\#(delivery)","version":4}"#],
    ["ADMIN", #"{"n":5}"#, #"{"act":"parked.ls","limit":10}"#],
    ["PING", #"{"n":5}"#], ["BYE", #"{"n":5}"#],
    [
      "LIST", #"{"n":5,"next":"44"}"#,
      #"{"items":[{"delivery":"\#(delivery)","kind":"report.mandatory","lane":"acute","#
        + #""state":"waiting","accepted":"2026-11-21T20:00:00Z","attempts":0,"version":1}]}"#,
    ],
    [
      "WELCOME",
      #"{"n":5,"session":"AAAAAAAAAAAAAAAAAAAAAA","deployment":"ovning.norrkoping","#
        + #""environment":"training","time":"2026-11-21T20:00:00Z","agency":"school","#
        + #""publish":256,"idle":60,"lease":30,"functions":["school.central"],"#
        + #""keys":["\#(key)"],"entrances":[{"function":"reception.mottagning","#
        + #""sv":"Mottagningen","en":"Reception","phone":"011-15 00 00"}]}"#,
    ],
    [
      "PROBLEM",
      #"{"n":0,"code":"bad-matter","retry":"mended","frame":3,"pointer":"/kind","#
        + #""lawful":["report.voluntary"],"otherwise":{"sv":"å","en":"a"}}"#,
    ],
  ]

  /// The samples as frames.
  static let frames: [[[UInt8]]] = texts.map { text in
    [Array("samverkan/1 \(text[0])".utf8)] + text.dropFirst().map { Array($0.utf8) }
  }
}
