/// What arrives in the mailboxes of a subscription, each delivery once, while the client is open.
///
/// A message may come as several deliveries: to another function it was sent on to, or back. Each
/// is handed on and wants its own acknowledgement. For one function ``Referral/source``,
/// ``Referral/id`` and ``Referral/viewDigest`` tell whether its system has the document already.
/// Taking one lets the broker send the next: never more than the subscription's credit waits here.
/// Cancelling the task that iterates ends the sequence; what was not acknowledged is sent anew.
public struct Referrals: AsyncSequence, Sendable {
  /// One message as far as this recipient may see it.
  public typealias Element = Referral
  /// The sequence ends; it never fails.
  public typealias Failure = Never

  let client: MemberClient
  let stream: AsyncStream<Referral>

  /// Begins to take.
  public func makeAsyncIterator() -> AsyncIterator {
    AsyncIterator(client: client, stream: stream.makeAsyncIterator())
  }

  /// Takes one referral after the other.
  public struct AsyncIterator: AsyncIteratorProtocol {
    let client: MemberClient
    var stream: AsyncStream<Referral>.Iterator

    /// The next referral; `nil` once the client is closed or the task cancelled.
    public mutating func next(
      isolation actor: isolated (any Actor)? = #isolation
    ) async -> Referral? {
      while let referral = await stream.next(isolation: actor) {
        if await client.hand(over: referral) { return referral }
      }
      return nil
    }

    /// The next referral; `nil` once the client is closed or the task cancelled.
    public mutating func next() async -> Referral? { await next(isolation: #isolation) }
  }
}
