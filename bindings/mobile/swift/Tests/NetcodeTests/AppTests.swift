import Foundation
import XCTest

@testable import Netcode

/// Says whether a lock stands open at the end of a trace.
private final class Opens: TraceCheck {
    func shows(trace: Trace) throws -> Bool { try trace.replay().twin.bolt() == .unlocked }
}

private struct OutOfPatience: Error {}

private final class Impatient: TraceCheck {
    func shows(trace: Trace) throws -> Bool { throw OutOfPatience() }
}

/// The lock-management app, traces, fleets and guides, as a Swift person expects them.
final class AppTests: XCTestCase {
    private let noon = Date(timeIntervalSince1970: 1_782_907_200)
    private let office = NewLock(name: "Office", model: "cl5510", zone: "Europe/London", gateway: true)

    func testWhatIsSetIsAWishUntilTheLockIsSynchronised() throws {
        let account = try AppAccount(name: "Harbour House", owner: "Ann")
        _ = try account.rehearse(now: noon, by: "Ann", lock: office)
        XCTAssert(try account.keys(now: noon, lock: "Office", keys: "*").contains("red"), "it takes no NetCodes")
        try account.edit(now: noon, by: "Ann", lock: "Office", edit: Edit(values: ["netcode": "true"]))
        XCTAssert(try account.pending(lock: "Office").contains(Pending(parameter: .netcode, desired: "true", lock: "false")))
        _ = try account.synchronise(now: noon, by: "Ann", lock: "Office", validMinutes: 60)
        XCTAssertFalse(try account.reach(now: noon, lock: "Office", carrier: .bluetooth, faults: [.lost, .cut]).whole)
        XCTAssertEqual(try account.lock(name: "Office").queue.map(\.task), [.synchronise])
        XCTAssert(try account.reach(now: noon, lock: "Office", carrier: .gateway).whole)
        XCTAssertEqual(try account.pending(lock: "Office"), [])
        XCTAssertEqual(try account.lock(name: "Office").known["netcode"], .switch(value: true))
        XCTAssertEqual(try account.lock(name: "Office").seen?.clock, try LockTime("2026-07-01T12:00"))
        XCTAssertFalse(try account.trail(lock: "Office").isEmpty)
        XCTAssertFalse(try account.keys(now: noon.addingTimeInterval(60), lock: "Office", keys: "*").contains("red"))
        XCTAssertEqual(try AppAccount.fromJson(text: account.toJson()).locks(), try account.locks())
        XCTAssertEqual(try failure { _ = try account.tell(accessKey: "aB3dE5gH7j") }.code, "app.access_key_wrong")
        XCTAssertEqual(try failure { try account.resolve(now: noon, by: "Ann", lock: "Office", parameter: "netcode", keep: .app) }.code, "app.not_in_conflict")
    }

    func testATraceIsRunAgainAndShortenedAndACheckThatThrowsIsHeard() throws {
        let start = try LockTime("2026-07-01T12:00")
        let trace = Trace(model: "kl1000-netcode-c2", start: start)
        // A wrong entry first, which is over after some seconds.
        for (at, key) in ["9", "9", "2", "2", "4", "4"].enumerated() {
            try trace.record(at: LockTime(wallSeconds: start.wallSeconds + Int64(at < 2 ? at : at + 40)), event: .key(value: key))
        }
        try trace.record(at: LockTime(wallSeconds: start.wallSeconds + 46), event: .endEntry)
        let short = try trace.shrink(check: Opens())
        XCTAssertLessThan(try short.events().count, try trace.events().count)
        XCTAssertEqual(try Trace.fromJson(text: short.toJson()).events(), try short.events())
        XCTAssertEqual(try failure { _ = try trace.shrink(check: Impatient()) }.code, "callback.failed")
    }

    func testAFleetRunsInTheBackgroundTheSameSeedTheSame() async throws {
        let fleet = try Fleet(model: "kl1000-netcode-c2", locks: 5, start: LockTime("2026-03-01T00:00"), days: 14, seed: 3)
        let (one, two) = try await (runFleet(fleet: fleet), runFleet(fleet: fleet))
        XCTAssertEqual(one, two)
        XCTAssertEqual(one.locks, 5)
    }

    func testGuidesAreToldAndAWrongNameInALogIsExplained() throws {
        let guide = try XCTUnwrap(guides().first)
        XCTAssertEqual(try troubleshoot(model: guide.id).step.id, guide.steps.first?.id)
        let found = try explainLog(model: "kwikset-910", codes: ["Ann": "1357", "Ben": "2468"], was: "Ann", logged: "Ben")
        XCTAssertEqual(found.cause, .sameButtons)
    }
}
