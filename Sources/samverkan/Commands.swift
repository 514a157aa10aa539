import ArgumentParser

/// Everything the program can be asked, in the order the help shows it. A command is added here.
enum Commands {
  static let all: [any ParsableCommand.Type] = [
    QuickstartCommand.self,
    ServeCommand.self,
    ConcernCommand.self,
    InboxCommand.self,
    DutyCommand.self,
    ConsentCommand.self,
    EmergencyCommand.self,
    ReservationCommand.self,
    ContactCommand.self,
    AgencyCommand.self,
    MemberCommand.self,
    KeyCommand.self,
    StatusCommand.self,
    ParkedCommand.self,
    RouteCommand.self,
    DrillCommand.self,
    DirectoryCommand.self,
    RuleCommand.self,
    AuditCommand.self,
    ErrorsCommand.self,
    VersionCommand.self,
    CompletionCommand.self,
  ]
}
