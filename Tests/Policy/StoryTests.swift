import Concerns
import Policy
import Support
import Testing

@Suite struct `In every story` {
  let table: PolicyTable

  init() throws { table = try Sweden.table.get() }

  @Test(arguments: try Story.everyScene())
  func `each recipient sees what the law gives it, for the reason expected`(
    scene: Story.Scene
  ) throws {
    let faults = try scene.expectations().compactMap { expectation in
      expectation.fault(in: table.mayBeSeen(expectation.question))
    }
    #expect(faults == [], "\(scene.scene)")
  }

  @Test(arguments: try Story.everyScene().filter { $0.sending != nil })
  func `a message goes out where a provision carries it, and nowhere else`(
    scene: Story.Scene
  ) throws {
    let question = try #require(try scene.attempt())
    switch table.mayBeSent(question) {
    case .lawful(let ground):
      #expect(scene.sending?.lawful == true, "\(scene.scene): sent under \(ground.rule.text)")
      #expect(ground.citation.contains(scene.sending?.citation ?? ""), "\(scene.scene)")
    case .unlawful(_, _, let reason):
      #expect(scene.sending?.lawful == false, "\(scene.scene): \(reason.en)")
    }
  }

  @Test func `someone is shown something and someone is not`() throws {
    let stories = try Story.all()
    #expect(stories.count == 16)
    #expect(stories.allSatisfy { story in story.scenes.contains { $0.recipients != nil } })
    let expected = try stories.flatMap(\.scenes).flatMap { try $0.expectations() }
    #expect(expected.contains { $0.isShown } && expected.contains { !$0.isShown })
  }
}
