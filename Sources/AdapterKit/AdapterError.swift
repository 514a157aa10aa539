public import Concerns
import Glibc
public import ZeroMQ

/// Why nothing came of what was asked, and what would help.
@nonexhaustive public enum AdapterError: Error, Hashable, Sendable {
  /// A file cannot be used.
  case file(path: String, FileFault)
  /// A member of `connection.json` is missing or of the wrong form.
  case connection(path: String, member: String)
  /// Nobody answers at the broker's address.
  case unreachable(endpoint: String)
  /// The broker does not know our CURVE key, or no longer.
  case keyRefused(endpoint: String)
  /// The broker knows our CURVE key, which has opened too many connections just now.
  case tooManyHandshakes(endpoint: String)
  /// Somebody answers there, but not with the key that the connection names.
  case wrongServer(endpoint: String)
  /// The broker that answered is another deployment, environment or agency than we were given.
  case otherDeployment
  /// We are connected, and no answer came in time. Asking the same again is safe.
  case unanswered
  /// The connection broke before the answer, and asking twice could do something twice.
  case interrupted
  /// The broker, or the same rules applied here, said no.
  case refused(Refusal)
  /// A consultation may tell whom it is about. Nothing was made, kept or sent.
  case identifying([IdentityTrace])
  /// What came back does not verify; nothing in it is believed.
  case forged(Forgery)
  /// So many requests wait already that one more is refused here.
  case full(limit: Int)
  /// So many messages wait in the outbox that one more is not kept, and so not sent.
  case outboxFull(folder: String, limit: Int)
  /// The client is not open: it was closed, or never started.
  case closed
  /// The sockets or the CURVE keys said no.
  case network(ZeroMQError)

  /// What did not verify.
  public enum Forgery: String, Hashable, Sendable {
    /// A receipt for a message or an acknowledgement.
    case receipt
    /// A delivery: its signature, its key or a line of it.
    case delivery
    /// An answer that cannot be read, or answers something else.
    case answer
  }

  /// What is wrong with a file.
  @nonexhaustive public enum FileFault: Hashable, Sendable {
    /// It is not there.
    case missing
    /// It cannot be read or written.
    case inaccessible
    /// It is there already, and is not overwritten.
    case exists
    /// It is a link, a directory or too large.
    case unusual
    /// It belongs to someone else.
    case foreign
    /// Others can open it.
    case exposed
    /// It does not hold what it should.
    case malformed
  }
}

extension AdapterError {
  /// The same said of a CURVE key file as of every other file.
  init(_ error: ZeroMQError) {
    guard case .keyFile(let path, let fault) = error else {
      self = .network(error)
      return
    }
    let known: FileFault =
      switch fault {
      case .exists: .exists
      case .exposed: .exposed
      case .foreign: .foreign
      case .unusual: .unusual
      case .inaccessible(code: ENOENT): .missing
      case .inaccessible: .inaccessible
      case .malformed, .missing, .mismatched, .unwritableNote: .malformed
      @unknown default: .malformed
      }
    self = .file(path: path, known)
  }
}

extension AdapterError: CustomStringConvertible {
  /// What happened and what to do, in one line; never a payload, never a secret.
  public var description: String {
    switch self {
    case .file(let path, let fault): "file \(path) \(fault)"
    case .connection(let path, let member):
      "\(path) has no usable \(member), ask the broker's operator for a new connection file"
    case .unreachable(let endpoint):
      "nobody answers at \(endpoint), check the address, the network and that the broker runs"
    case .keyRefused(let endpoint):
      "the broker at \(endpoint) refuses this CURVE key, ask its operator to register the member"
    case .tooManyHandshakes(let endpoint):
      "this key opened too many connections to \(endpoint) just now, wait some seconds and use one "
        + "connection for many messages"
    case .wrongServer(let endpoint):
      "\(endpoint) broke off the handshake, check serverKey in the connection file"
    case .otherDeployment:
      "another deployment answered, check deployment, environment and agency in the connection file"
    case .unanswered: "no answer in time, ask again: the same bytes are safe to repeat"
    case .interrupted: "the connection broke before the answer, look at the state before repeating"
    case .refused(let refusal): refusal.description
    case .identifying(let traces):
      "what names nobody must not tell who it is, take out: "
        + traces.map(\.description).joined(separator: "; ")
    case .forged(let part):
      "the \(part.rawValue) does not verify, trust nothing of it and tell the broker's operator"
    case .full(let limit): "\(limit) requests wait already, wait for answers before asking more"
    case .outboxFull(let folder, let limit):
      "\(limit) messages wait in \(folder), send them again or sort out why they are refused first"
    case .closed: "the client is not open, start it first"
    case .network(let error): error.description
    }
  }
}

extension AdapterError.FileFault: CustomStringConvertible {
  /// The fault and its remedy, to follow the path.
  public var description: String {
    switch self {
    case .missing: "does not exist, check the path"
    case .inaccessible: "cannot be opened, check its permissions and those of its folder"
    case .exists: "exists already and is not overwritten, choose another name"
    case .unusual: "is no ordinary small file, replace links and folders by the file itself"
    case .foreign: "belongs to another account, make a key of your own"
    case .exposed: "can be opened by others, run chmod 600 on it and replace the key it held"
    case .malformed: "does not hold what it should, restore it or make it anew"
    }
  }
}
