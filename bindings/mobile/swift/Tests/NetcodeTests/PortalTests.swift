import Foundation
import XCTest

@testable import Netcode

/// A courier that keeps what it is given, after doing what a test wants.
private final class Kept: Courier, @unchecked Sendable {
    private let first: @Sendable (OutboxParcel) throws -> Void
    private let lock = NSLock()
    private var kept: [OutboxParcel] = []

    init(_ first: @escaping @Sendable (OutboxParcel) throws -> Void = { _ in }) { self.first = first }

    func deliver(parcel: OutboxParcel) throws -> OutboxOutcome {
        try first(parcel)
        keep(parcel)
        return .delivered
    }

    private func keep(_ parcel: OutboxParcel) { lock.lock(); kept.append(parcel); lock.unlock() }
    var parcels: [OutboxParcel] { lock.lock(); defer { lock.unlock() }; return kept }

    func link(_ page: String) throws -> String {
        let line = parcels.reversed().flatMap { $0.text.split(separator: "\n") }.first { $0.contains("/\(page)/") }
        return String(try XCTUnwrap(try XCTUnwrap(line).split(separator: "/").last))
    }
}

private struct NoRoute: Error {}

/// A keystore that answers what it is told.
private final class Keystore: KeyProvider {
    private let answer: @Sendable (Data) throws -> Data
    init(_ answer: @escaping @Sendable (Data) throws -> Data) { self.answer = answer }
    func hmacSha256(message: Data) throws -> Data { try answer(message) }
}

/// The portal, as a Swift person expects it.
final class PortalTests: XCTestCase {
    private let noon = Date(timeIntervalSince1970: 1_782_907_200)
    private let settings = PortalSettings(passwordMemoryKib: 8, passwordPasses: 1)

    private func master(_ byte: UInt8 = 7) throws -> MasterKey { try MasterKey(bytes: Data(repeating: byte, count: 32)) }

    /// An account with somebody signed in.
    private func signedIn(_ portal: Portal) async throws -> PortalSession {
        try await portal.register(now: noon, registration: Registration(email: "ann@example.org", name: "Ann", password: "Sesame-Open-9"))
        let mails = Kept()
        let report = try await portal.drain(now: noon, courier: mails)
        XCTAssertEqual(report, DrainReport(sent: 1, failed: 0, later: 0))
        try await portal.activate(now: noon, token: mails.link("activate"))
        return try await portal.signIn(now: noon, email: "ann@example.org", password: "Sesame-Open-9").session
    }

    /// A lock that takes codes.
    private func ready(_ session: PortalSession, _ modes: [Mode]) async throws -> LockView {
        let new = AddLock(
            name: "Sea View", model: "kl1000-netcode-c2", series: .kl, zone: "Europe/London", layout: .s, digits: 7,
            lockId: 123_456, modes: modes)
        let lock = try await session.addLock(now: noon, lock: new)
        XCTAssertFalse(lock.ready)
        _ = try await session.initialise(now: noon, lock: lock.id)
        return try await session.confirmLock(now: noon, lock: lock.id)
    }

    private func request(_ lock: LockView, _ id: String, hours: UInt32 = 3) throws -> IssueRequest {
        let grant = try Grant(mode: .standardMulti, start: LockTime("2026-07-02T15:00"), term: .hours(count: hours))
        return IssueRequest(request: id, lock: lock.id, grant: grant)
    }

    func testAFileHoldsAnAccountItsLockAndOneDebitARequest() async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appendingPathComponent("portal.db").path
        let portal = try await Portal.sqlite(path: path, masterKey: master(), settings: settings)
        let session = try await signedIn(portal)
        let lock = try await ready(session, [.standardMulti])
        let issued = try await session.issue(now: noon, request: request(lock, "r"))
        let again = try await session.issue(now: noon, request: request(lock, "r"))
        XCTAssert(again.repeated && again.code == issued.code && again.balance == 19)
        let other = try await failing { _ = try await session.issue(now: self.noon, request: self.request(lock, "r", hours: 2)) }
        XCTAssertEqual(other.kind, .conflict)
        XCTAssertFalse("\(issued)".contains(issued.code.digits) || "\(session)".contains(session.token()))

        let reopened = try await Portal.sqlite(path: path, masterKey: master(), settings: settings)
        let shown = try await reopened.session(token: session.token()).code(now: noon, number: 1)
        XCTAssertEqual(shown.code, issued.code)
        let faults = try await reopened.verify().faults
        XCTAssertEqual(faults, [])
        let wrong = try await failing { _ = try await Portal.sqlite(path: path, masterKey: self.master(8), settings: self.settings) }
        XCTAssertEqual(wrong.code, "portal.master_key_wrong")
    }

    func testAKeystoreHoldsWhatTheMasterKeyFollowsFrom() async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appendingPathComponent("portal.db").path
        let (settings, keystore) = (settings, Keystore { _ in Data(repeating: 9, count: 32) })
        _ = try await signedIn(Portal.sqlite(path: path, masterKey: .provided(provider: keystore), settings: settings))
        // Two at once ask the same keystore and open the same file.
        async let one = Portal.sqlite(path: path, masterKey: .provided(provider: keystore), settings: settings)
        async let two = Portal.sqlite(path: path, masterKey: .provided(provider: keystore), settings: settings)
        let accounts = try await [one.verify().accounts, two.verify().accounts]
        XCTAssertEqual(accounts, [1, 1])
        let other = try await MasterKey.provided(provider: Keystore { _ in Data(repeating: 8, count: 32) })
        let wrong = try await failing { _ = try await Portal.sqlite(path: path, masterKey: other, settings: settings) }
        XCTAssertEqual(wrong.code, "portal.master_key_wrong")
        let locked = Keystore { _ in throw NetcodeError.Denied(code: "keystore.locked", detail: "the phone is locked", hint: "unlock it") }
        let refused = try await failing { _ = try await MasterKey.provided(provider: locked) }
        XCTAssertEqual(refused.code, "keystore.locked")
        let short = try await failing { _ = try await MasterKey.provided(provider: Keystore { _ in Data(count: 20) }) }
        XCTAssertEqual(short.code, "portal.master_key_malformed")
    }

    func testAStayIsPlannedBookedSentAndCancelled() async throws {
        let portal = try await Portal.memory(masterKey: master(), settings: settings)
        let session = try await signedIn(portal)
        let lock = try await ready(session, [.acc])
        let wish = StayRequest(
            stay: "B1", lock: lock.id, from: noon.addingTimeInterval(5 * 86_400 + 7_200), until: noon.addingTimeInterval(8 * 86_400 - 7_200),
            send: [Delivery(channel: .email, to: "gus@example.org")])
        let way = try await session.planStay(now: noon, request: wish).ways.first
        let answer = try await session.stay(now: noon, request: wish)
        XCTAssertEqual(answer.outcome, .issued)
        XCTAssertEqual(answer.codes.map(\.grant), way?.grants)
        let mails = Kept()
        _ = try await portal.drain(now: noon, courier: mails)
        let digits = try XCTUnwrap(answer.codes.first).code
        XCTAssert(try XCTUnwrap(mails.parcels.first).text.contains(digits))
        XCTAssertFalse("\(mails.parcels)".contains(digits) || "\(answer)".contains(digits))
        let card = try await session.card(now: noon, number: 1, note: "Mind the step.")
        XCTAssert(try renderCard(card: card).contains("Mind the step."))
        XCTAssert(try codeCardSvg(card: card).contains(">\(card.prefix)\(digits)<"))
        let orders: [StayOrder] = [.cancel(value: CancelStay(stay: "B1", lock: lock.id, keypad: true)), .cancel(value: CancelStay(stay: "B2", lock: lock.id))]
        let answers = try await session.stayMany(now: noon, orders: orders)
        guard case .answered(let gone) = answers[0], case .refused(let unknown) = answers[1] else { return XCTFail("\(answers)") }
        XCTAssertEqual(gone.withdraw.first?.way, .blockAtKeypad)
        XCTAssertEqual(unknown.code, "portal.stay_unknown")
    }

    func testALockOfThePortalIsTriedOutAndExplainedUnderKeysThatStayInside() async throws {
        let portal = try await Portal.memory(masterKey: master(), settings: settings)
        let session = try await signedIn(portal)
        let lock = try await ready(session, [.acc])
        let wish = StayRequest(
            stay: "B1", lock: lock.id, from: noon.addingTimeInterval(5 * 86_400 + 7_200), until: noon.addingTimeInterval(8 * 86_400 - 7_200),
            guest: "Gus")
        let answer = try await session.stay(now: noon, request: wish)
        let code = try XCTUnwrap(answer.codes.first).code
        let door = try await session.door(now: noon, lock: lock.id)
        XCTAssertEqual(Int(door.profile().format().digits()), code.count)
        let twin = try await session.twin(now: noon, lock: lock.id)
        XCTAssertEqual(twin.now(), try LockTime("2026-07-01T12:00"))
        let before = try twin.state()
        func opens(_ line: Line) -> Bool {
            if case .done(_, let effects, _, _, _, _) = line { return effects.contains("unlock") }
            return false
        }
        XCTAssertFalse(opens(try twin.press(keys: code)), "its time has not come")
        for door in [twin, try twin.again(state: before)] {
            _ = try door.step(now: LockTime("2026-07-06T16:00"), event: .tick)
            XCTAssert(opens(try door.press(keys: code)))
        }
        XCTAssertEqual(try failure { _ = try twin.again(state: "{}") }.code, "twin.state_malformed")
        let stranger = try await failing { _ = try await portal.session(token: "nobody").twin(now: self.noon, lock: lock.id) }
        XCTAssertEqual(stranger.code, "portal.session_invalid")

        let tried = Tried(typed: code, signal: .red)
        XCTAssertFalse("\(tried)".contains(code))
        let early = try await session.explain(now: noon, lock: lock.id, tried: tried)
        XCTAssertEqual(early.findings.first?.cause, .tooEarly)
        XCTAssertEqual(early.findings.first?.about, "1 (Gus)")
        let after = Tried(typed: code, signal: .red, at: noon.addingTimeInterval(9 * 86_400))
        let late = try await session.explain(now: noon, lock: lock.id, tried: after)
        XCTAssertEqual(late.findings.first?.cause, .tooLate)
        let odd = Tried(typed: code, signal: .red, answers: ["no question": true])
        let wrong = try await failing { _ = try await session.explain(now: self.noon, lock: lock.id, tried: odd) }
        XCTAssertEqual(wrong.code, "row.malformed")
        let done = try await session.audit(now: noon).records.map(\.action)
        XCTAssert(done.contains("lock.twin_made") && done.contains("lock.explained"))
    }

    func testRolesAndPasswordsAreAskedAboutBefore() throws {
        XCTAssert(try Role.guest.permits(permission: .issue))
        XCTAssertFalse(try Role.guest.permits(permission: .locks))
        XCTAssertEqual(try failure { _ = try passwordAdvice(password: "sesame") }.code, "access.password_too_weak")
        XCTAssert(try XCTUnwrap(passwordAdvice(password: "SesameOpen9")).contains("special"))
        XCTAssertNil(try passwordAdvice(password: "Sesame-Open-9"))
    }

    func testACourierThatThrowsLosesNothingAndItsErrorArrives() async throws {
        let portal = try await Portal.memory(masterKey: master(), settings: settings)
        for name in ["ann", "ben"] {
            try await portal.register(now: noon, registration: Registration(email: "\(name)@example.org", name: name, password: "Sesame-Open-9"))
        }
        let broken = Kept { if $0.recipient.hasPrefix("ann") { throw NoRoute() } }
        let error = try await failing { _ = try await portal.drain(now: self.noon, courier: broken) }
        XCTAssertEqual(error.code, "callback.failed")
        XCTAssert(error.detail.contains("NoRoute"), error.detail)
        XCTAssertEqual(broken.parcels.map(\.recipient), ["ben@example.org"], "the other message was handed over")
        let again = Kept()
        let report = try await portal.drain(now: noon.addingTimeInterval(3_600), courier: again)
        XCTAssertEqual(report.sent, 1)
        try await portal.activate(now: noon, token: again.link("activate"))
        let own = Kept { _ in throw NetcodeError.Limited(code: "gateway.busy", detail: "too fast", hint: "wait") }
        try await portal.requestReset(now: noon, email: "ann@example.org")
        let busy = try await failing { _ = try await portal.drain(now: self.noon, courier: own) }
        XCTAssertEqual(busy.code, "gateway.busy")
    }

    func testAHugePageComesWholeAndOneTooHugeIsRefused() async throws {
        let roomy = PortalSettings(freeCredits: 2_000, passwordMemoryKib: 8, passwordPasses: 1)
        let portal = try await Portal.memory(masterKey: master(), settings: roomy)
        let session = try await signedIn(portal)
        let lock = try await ready(session, [.standardMulti])
        let requests = try (0..<1_000).map { try request(lock, "r\($0)", hours: UInt32(1 + $0 % 12)) }
        let answers = try await session.issueMany(now: noon, requests: requests)
        XCTAssertEqual(answers.count, 1_000)
        let page = try await session.codes(now: noon, limit: 1_000)
        XCTAssertEqual(page.codes.map(\.number), Array((1...1_000).reversed()))
        let first = try await session.codes(now: noon, limit: 600)
        let second = try await session.codes(now: noon, next: first.next, limit: 600)
        XCTAssertEqual(first.codes + second.codes, page.codes)
        let refused = try await failing { _ = try await session.codes(now: self.noon, limit: 1_001) }
        XCTAssertEqual(refused.code, "portal.limit_out_of_range")
    }

    func testOfManyTasksAtOnceOneIsCharged() async throws {
        let portal = try await Portal.memory(masterKey: master(), settings: settings)
        let session = try await signedIn(portal)
        let wish = try await request(ready(session, [.standardMulti]), "once")
        let noon = noon
        let repeated = try await withThrowingTaskGroup(of: Bool.self) { group in
            for _ in 0..<8 { group.addTask { try await session.issue(now: noon, request: wish).repeated } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        XCTAssertEqual(repeated.filter { !$0 }.count, 1)
        let left = try await session.balance(now: noon).available
        XCTAssertEqual(left, 19)
    }

    func testACancelledCallerLeavesThePortalWhole() async throws {
        let portal = try await Portal.memory(masterKey: master(), settings: settings)
        try await portal.register(now: noon, registration: Registration(email: "ann@example.org", name: "Ann", password: "Sesame-Open-9"))
        let released = DispatchSemaphore(value: 0)
        let reached = expectation(description: "the courier has the message")
        let slow = Kept { _ in
            reached.fulfill()
            released.wait()
        }
        let noon = noon
        let caller = Task { try await portal.drain(now: noon, courier: slow) }
        await fulfillment(of: [reached], timeout: 10)
        caller.cancel()
        released.signal()
        // A call to the library is seen through: its answer still arrives.
        let report = try await caller.value
        XCTAssertEqual(report.sent, 1)
        try await portal.activate(now: noon, token: slow.link("activate"))
    }

    func testDroppedPortalsAreFreedAndTheirSessionsLiveOn() async throws {
        weak var dropped: Portal?
        var session: PortalSession?
        do {
            let portal = try await Portal.memory(masterKey: master(), settings: settings)
            session = try await signedIn(portal)
            dropped = portal
        }
        XCTAssertNil(dropped)
        let left = try await XCTUnwrap(session).balance(now: noon).available
        XCTAssertEqual(left, 20)
    }
}
