import Admission
package import ArgumentParser
import Broker
import Foundation
import Ledger
import ZeroMQ

/// Why a broker did not start or could not go on, in the words of whoever noticed.
package struct StartFault: Hashable, Sendable {
  /// What kind of thing is wrong; it decides the sentence and the exit code.
  package enum Kind: CaseIterable, Hashable, Sendable {
    /// The configuration, or a file it names, cannot be used as it stands.
    case configuration
    /// A key's file, the root key's where no place is given, cannot be used.
    case key
    /// The ledger has no room or no time; nothing was kept.
    case ledgerWaits
    case ledgerInUse
    /// The ledger is not the one the configuration means.
    case otherLedger
    /// The ledger failed while in use.
    case ledger
    case network
    /// The listener failed the test of its gates.
    case gate
    /// What must be withheld would be shown.
    case canary
    case missing
    case unwritable
    /// Whoever must want another law in force has not signed it.
    case law
    /// Another directory was not planned, or whoever must want it in force has not signed it.
    case directory
    /// Something of ours that has words of its own.
    case inside
  }

  package let kind: Kind
  /// The file it is about; empty where there is none.
  package let place: String
  /// What happened and what to do, in English.
  package let reason: String

  package init(_ kind: Kind, at place: String = "", _ reason: String) {
    self.kind = kind
    self.place = place
    self.reason = reason
  }

  package var exitCode: ExitCode {
    switch kind {
    case .missing: ExitCode(66)
    case .ledgerInUse, .network: ExitCode(69)
    case .ledger, .gate, .canary, .inside: ExitCode(70)
    case .unwritable: ExitCode(73)
    case .ledgerWaits: ExitCode(75)
    case .law, .directory: ExitCode(77)
    case .configuration, .key, .otherLedger: ExitCode(78)
    }
  }
}

extension StartFault {
  /// The fault behind an error of a broker's parts; `nil` for errors of others.
  init?(_ error: any Error) {
    switch error {
    case let error as ConfigurationError: self.init(.configuration, error.description)
    case let error as RootKeyFileError: self.init(.key, error.description)
    case ZeroMQError.keyFile(let path, let fault):
      self.init(.key, at: path, "\(path) \(fault)")
    case let error as LedgerError: self.init(error)
    case let error as BrokerError: self.init(error)
    case let error as LawRefusal: self.init(.law, error.description)
    case let error as DirectoryRefusal: self.init(.directory, error.description)
    case let error as EndorsementFlaw: self.init(.law, at: error.path, error.description)
    case let error as CocoaError: self.init(error)
    case let error as VaultError: self.init(.inside, error.description)
    case let error as RegistryError: self.init(.inside, error.description)
    default: return nil
    }
  }

  private init(_ error: LedgerError) {
    let kind: Kind =
      switch error {
      case .busy, .full: .ledgerWaits
      case .inUse: .ledgerInUse
      case .notCreated, .alreadyCreated, .wrongDeployment, .wrongEnvironment, .wrongFormat,
        .wrongRootKey, .unsafeSetting:
        .otherLedger
      case .failed, .closed, .corrupt: .ledger
      }
    self.init(kind, error.description)
  }

  private init(_ error: BrokerError) {
    switch error {
    case .ledger(let error): self.init(error)
    case .network: self.init(.network, error.description)
    case .gate: self.init(.gate, error.description)
    case .canary: self.init(.canary, error.description)
    case .policy: self.init(.configuration, error.description)
    }
  }

  private init(_ error: CocoaError) {
    let path = error.filePath ?? error.url?.path(percentEncoded: false) ?? ""
    let name = path.isEmpty ? "a file" : path
    switch error.code {
    case .fileNoSuchFile, .fileReadNoSuchFile:
      self.init(.missing, at: path, "\(name) does not exist, check the path")
    case .fileReadNoPermission:
      self.init(.missing, at: path, "\(name) may not be read, check its permissions")
    case .fileReadInapplicableStringEncoding, .fileReadCorruptFile, .fileReadTooLarge:
      self.init(.configuration, at: path, "\(name) is not text in UTF-8, restore it")
    case .fileReadUnknown, .fileReadInvalidFileName, .fileReadUnknownStringEncoding,
      .fileReadUnsupportedScheme:
      self.init(.missing, at: path, "\(name) cannot be read, name an ordinary file")
    case .fileWriteOutOfSpace:
      self.init(.unwritable, at: path, "no room for \(name), free some and try again")
    case .fileWriteNoPermission, .fileWriteVolumeReadOnly:
      self.init(.unwritable, at: path, "\(name) may not be written, check its folder's permissions")
    case .fileWriteFileExists:
      self.init(.unwritable, at: path, "\(name) stands in the way, choose another path")
    default:
      self.init(.unwritable, at: path, "\(name) cannot be made or written, check the path")
    }
  }
}

extension Terminal {
  /// A start fault in the reader's language, with the words of whoever noticed as the remedy.
  func explain(_ fault: StartFault) -> Explanation {
    let sentence: Phrase =
      switch fault.kind {
      case .configuration: fault.place.isEmpty ? .faultConfiguration : .faultFileMalformed
      case .key: fault.place.isEmpty ? .faultRootKey : .faultKeyFile
      case .ledgerWaits: .faultLedgerWaits
      case .ledgerInUse: .faultLedgerInUse
      case .otherLedger: .faultOtherLedger
      case .ledger: .faultLedger
      case .network: .faultSockets
      case .gate: .faultGate
      case .canary: .faultCanary
      case .missing: fault.place.isEmpty ? .faultNoFile : .faultFileMissing
      case .unwritable: fault.place.isEmpty ? .faultNoFile : .faultUnwritable
      case .law: .faultLawUnsigned
      case .directory: .faultDirectoryUnsigned
      case .inside: .faultInside
      }
    return Explanation(
      sentence: say(sentence, fault.place), remedy: say(.remedySockets, fault.reason), code: nil,
      pointer: nil)
  }
}
