/// Every text that the program says to a person; the words are in `Catalogue`.
package enum Phrase: String, CaseIterable, Sendable {
  // General.
  case nothingHere, yes, no, problem, connecting, newBrokerKey, nextServerKey
  case lawfulKinds, sendAsOne
  // Faults and what to do about them.
  case faultFileMissing, remedyFileMissing, faultFileExists, remedyFileExists
  case faultFileExposed, remedyFileExposed, faultFileClosed, remedyFileClosed
  case faultFileMalformed, remedyFileMalformed, faultConnection, remedyConnection
  case faultUnreachable, remedyUnreachable, faultKeyRefused, remedyKeyRefused
  case faultTooManyHandshakes, remedyTooManyHandshakes
  case faultWrongServer, remedyWrongServer, faultOtherDeployment
  case faultUnanswered, remedyUnanswered, faultInterrupted, remedyInterrupted
  case faultForged, remedyForged, faultSockets, remedySockets
  case faultOtherKind, remedyOtherKind
  case faultArgument, remedyArgument, faultUnconfirmed, remedyUnconfirmed
  case faultUnknownCode, remedyUnknownCode, faultNotListed, remedyNotListed
  case faultUnexpected, remedyUnexpected, faultMissingArgument, faultCommandLine
  case faultUnknownCommand, remedyUnknownCommand, faultForeignMailbox, remedyForeignMailbox
  case faultNotOperator, remedyNotOperator, faultRegister, faultNotRegistered, remedyNotRegistered,
    remedyKept, remedyUnsent, faultWaits,
    remedyWaits, remedyRefusedAgain
  case faultUnfinished, remedyUnfinished, faultSettled, remedySettled, remedyUncommitted
  case remedyAcknowledgedWhole, remedyAcknowledgedSoFar, remedyAskedLate
  case faultNotOwner, remedyNotOwner, faultNotInspector, remedyNotInspector
  case remedyAcknowledged, faultPartial, remedyPartial
  case remedyLocalUnreachable, faultOutboxFull, remedyOutboxFull, placeInText
  // Command lines.
  case usage, moreHelp, didYouMean, thereIs, noSuchOption, oneIsMissing, valueIsMissing
  case valueIsWrong, tooMuch, takesNoValue, jsonContradicts, limitRange, hoursRange, yearForm
  case afterNeedsMailbox, caseNeedsCommitted, documentOrResume, needsDocument, dryRunNeedsBell
  case kindOrDelivery, overOrRule, keyNeedsName
  // Faults of a broker that starts.
  case faultRootKey, faultKeyFile
  case faultConfiguration, faultLedgerWaits, faultLedgerInUse, faultOtherLedger, faultLedger
  case faultGate, faultCanary, faultNoFile, faultUnwritable, faultInside, faultLawUnsigned
  case faultDirectoryUnsigned
  case faultDisappointed, remedyDisappointed
  // Forms of arguments.
  case formDelivery, formFunction, formMessage, formAgency, formMember, formKey, formMoment
  case formView, formDocument, formMunicipality, formDeployment, formDirectory, formPolicy
  case formConsentRecord, formConsentWithdraw, formCooperation, formEvidence
  case formConversation, formWorker
  // Concerns.
  case documentIsRight, documentWasComposed, conceptSent, answerSent, nextAfterSending, acuteAdvice
  case formMessageName, faultNoReceipt, remedyNoReceipt, othersWait, outboxEmpty, consentRecorded,
    consentWithdrawn, nextAfterRecording
  // Emergencies.
  case emergencyDeclared, emergencyReviewed, nothingDeclared
  // Releases to associations.
  case reservationOffered, reservationAcknowledged, nothingOffered, formConditions
  case titleReservation, titleConditions, titleConditionsOf, titleOfferedTo, titleAnswerDue
  case titleBoundSince, titleBoundPerson, titleEvidence, titleReleased
  // Early contact.
  case wordsShownOnce, cameBack, nextAfterAdvice, nextAfterGuardians, nextAfterApplication
  case nextAfterReport, nothingCounted, formReference
  case titleWords, titleMonths, titleTotal, titleCame
  // Asking without naming anybody.
  case suspicionIsReported, reportWasMade, faultIdentifying, remedyIdentifying, tracePlace
  case tracePersonalNumber, traceTelephone, traceMail, traceAddress, traceFreeText
  case statusAccepted, statusDelivered, statusRead, statusCommitted
  // Mailboxes.
  case mailboxEmpty, morePages, listNotWhole, settledHidden, withheld, gapWarning, claimReturns
  case acknowledged, acknowledgeFurther, redirected, redirectedElsewhere, noteUnverified,
    areaUnknown
  case noteGuardians, noteProtected, noteAcute, noteHonour
  case noteHiddenSource
  // Registers.
  case agencyAdded, memberAdded, memberRemoved, keyAdded, keyRetired, keyRevoked, redriven
  case nothingConsented, nothingLeft, titleHanded, titleEnded
  case keysWritten, keysNext, nothingParked, nothingRefused, nobodyTurnedAway, few
  // Titles.
  case titleReference, titleAnswerable, titlePhone, titleAccepted, titleMessage
  case titleConversation, titleStatus, titleDelivery, titleFunction, titleKind, titleLane
  case titleState, titleAttempts, titleVersion, titleSource, titleView, titleAbout
  case titleAgency, titleName, titleParty, titleBound, titleContracted, titleFunctions, titleMember
  case titleCurveKey
  case titleOperator, titleInspector, titleHolder, titleKey, titleKeyID, titleFrom, titleUntil,
    titleSince,
    titleOwner
  case titleDuty, titleEntrance, titleRecipients, titleReason, titleCode, titleRetry, titleGroup
  case titleMeaning, titleRemedy, titleSections, titleProgram
  case titleDeployment, titleEnvironment, titleTime, titleStarted, titleLedgerIndex
  case titleSessions, titleWaiting, titleParked, titleClocks, titleRefused, titleTurnedAway
  case titleCount, titleUnrecorded
  case titleCooperation, titleForm, titleParties, titlePersons, titleAuthority
  case titleEmergency, titleOpenTo, titleHead, titleOfficer, titleReviewed, titleReviewDue
  // Quickstart and serve.
  case quickstartBegin, quickstartOwner, quickstartShown, quickstartRules, quickstartStopped
  case quickstartLies, quickstartSender, quickstartFeedback, quickstartWithheld, quickstartHeld,
    quickstartBroken
  case quickstartNext, quickstartFolder, quickstartBell, quickstartStop
  case quickstartDuty, quickstartDutySame, quickstartDelivery
  case formBrokerFolder, formFreshFolder, formWithCreate, formEnvironment, formFolderPath
  // How far a message has come, and what came of it, in a word.
  case wordAccepted, wordDelivered, wordRead, wordCommitted
  case wordOpened, wordNotOpened, wordAlreadyOngoing
  // Whether trying again helps.
  case retryMended, retryLater, retryNo
  // The law.
  case faultLaw, remedyLaw, faultNoRule, remedyNoRule, formDay
  case ruleSends, ruleShows, ruleWithholds, ruleSigns, rulesAlike, nothingToReview
  case lawHolds, lawFails, lawRefuted, lawUnread, mendLaw, asExpected, notAsExpected
  case wouldWiden, wouldUnguard, wouldNarrow, wouldRestate, secondPerson, oldLawMissing, lawApplied,
    signed
  case reviewHead, reviewBody, reviewTick
  case ruleUnsigned, ruleSigned, ruleChanged, ruleUnknownKey, ruleBroken, ruleGone
  case titleSignature, titleSigner, titleSigners, titleWeight
  case maySend, mayNotSend, carriedBy, carriedOtherwise, carriedIf, lawfulInstead, shownHead
  case withheldHead, misfit, misfitAge, misfitCertainty, misfitGround, noNumberRefuses
  case freeTextFollows, sayWhoInReport
  case explainedDelivery, explainedSince, explainedThen, explainedBecause, lawsDiffer, askFunction
  case reasonIs, openedBy, openedByNothing, openedIf, with, endOf, alsoWithheld, noField
  case theQuestion, ifItCame, notTaken
  case titleRule, titleDoes, titleCitation, titleReview, titleLine, titleFile
  case titleKinds, titleSenders, titleStandings, titleClasses, titleAges, titleProtections
  case titleGuardians, titleCertainties, titleGrounds, titleNeeds, titleUnless, titlePurposes
  case titleBases, titleOtherwise, titleUnlocks, titleSenderBound, titleSenderWalled
  case titleRecipientBound, titleRecipientContracted, titleRecipientWalled
  case titleCells, titleQuestions, titleMilliseconds, titleStatements, titleRules
  case titleExpectations, titleCanaries, canaryPassed, canaryPassesFrom
  // The directory.
  case directoryApplied, planDay, planHolds, planRefused, planNothing, planLeft
  case directoryHolds, faultNowhere, remedyNowhere, formOwnFunction
  case faultNoArea, remedyNoArea, orElse
  case titleMunicipality, titleUnits, titleUnit, titleBoard, titleOffice, titleOnCall
  case titleDeputies, titleWalled, titleArea, titleBase, titleDesk, titleSchool, titleSchools
  case titleDay, titleCombinations, titleMinutes
  // What a ledger proves.
  case titleEntries, titleDeliveries, titleStatementsMade, titleLeaves, titleEarly, titleHeads
  case titleCovered, titleDefects, titleDefect, titleTable, titlePlace, titleWhat
  case titleLeaf, titleMomentStated
  case formLedgerDelivery, titleKept, someUncovered
  case noHeads, ledgerHolds, moreDefects, ledgerFails
  // The bell.
  case titleAfter, titleWho, titleOutcome, faultNoBell, remedyNoBell
  case titleDecision, formDecision, formExtension
  // Matters that go to another municipality.
  case passedOn, transferTaken, transferDeclined, titleAnswer
  // Who last knew somebody.
  case nobodyKnew, searchNotWhole, titleKnownTo
  // Siblings.
  case onePerChild, titleChild
  // A change of duty.
  case nothingKept, nothingListed, dutyDrafted, dutyListed, dutyAccepted
  case formDutyList, formDutyDraft
  case faultNothingToHandOver, remedyNothingToHandOver, faultSeveralOwners, remedySeveralOwners
  case titleDutyList, titleRungAt, titleWritten, titleTakenOver
  case titleDone, titlePromised, titleNextContact, titleAbsent
}
