import Foundation
import XCTest

@testable import Netcode

/// Keeps nothing: the vectors say what the lock answers, not where it writes.
final class NoStore: StateStore {
    func persist(state: String) throws {}
}

private final class Script {
    private let site: SiteKey
    private let key: LockKey
    private let profile: Profile
    private var keys: [String: GroupKey] = [:]
    var lock: Verifier

    init(_ vector: Row) throws {
        let row = vector.row("lock")
        site = try SiteKey.fromHex(text: row.text("site_key"))
        key = try site.lockKey(serial: row.text("serial"))
        profile = try Vectors.profile(vector.row("profile"))
        lock = try Verifier(profile: profile, key: key, lockId: row.number("lock_id"), initialised: row.time("initialised"))
        for group in vector.rows("groups") { try provision(group) }
    }

    private func provision(_ row: Row) throws {
        let group = row.text("group")
        let groupKey = try site.groupKey(group: group)
        try lock.provisionGroup(group: group, key: groupKey, generation: row.has("generation") ? row.number("generation") : 0)
        keys[String(group.prefix(3))] = GroupKey(group: group, key: groupKey)
    }

    /// The lock after the batteries were out and in: what it wrote down is all it knows.
    func restart() throws {
        let state = try lock.state()
        lock = try Verifier.restore(profile: profile, key: key, state: lock.save(), groups: Array(keys.values))
        XCTAssertEqual(try lock.state(), state)
    }

    private func outcome(_ act: () throws -> Void) throws -> String {
        do { try act() } catch let error as NetcodeError { return error.code }
        return "ok"
    }

    /// What the step did: `open`, `refused`, `ok` or the code of an error.
    func run(_ step: Row) throws -> String {
        let now = try step.time("at")
        switch step.text("do") {
        case "try": return try attempt(step, now)
        case "set-clock": return try outcome { try lock.setClock(to: step.time("to")) }
        case "initialise":
            let id = step.has("lock_id") ? try step.number("lock_id") : try lock.state().lockId
            return try outcome { try lock.initialise(typed: step.time("to"), lockId: id) }
        case "block":
            guard let code = try? Code(step.text("code")) else { return "code.wrong_length" }
            return try outcome { try lock.block(code: code, now: now) }
        case "clock-lost": return try outcome { try lock.clockLost() }
        case "tick": return try outcome { _ = try lock.tick(now: now) }
        case "provision-group": return try outcome { try provision(step) }
        default: throw NoArgument(field: step.text("do"))
        }
    }

    private func attempt(_ step: Row, _ now: LockTime) throws -> String {
        // Too few or too many digits to be a code of any lock: the keypad refuses them by their number.
        guard let code = try? Code(step.text("code")) else { return "refused" }
        let reason = try lock.reason(code: code, now: now)
        if step.has("reason") { XCTAssertEqual(reason.wireName(), step.text("reason"), step.json) }
        switch try lock.accept(code: code, now: now, store: NoStore()) {
        case .opened:
            XCTAssertEqual(reason, .opens)
            return "open"
        case .refused: return "refused"
        }
    }
}

final class LockVectorsTests: XCTestCase {
    func testEveryScriptRunsAsTheVectorSaysTheLockRestartedOnTheWay() throws {
        for file in try Vectors.area("lock") {
            for vector in try Vectors.rows(file) {
                let script = try Script(vector)
                for (index, step) in vector.rows("steps").enumerated() {
                    let context = "\(file): \(vector.text("name")) step \(index): \(step.json)"
                    let expected = step.fields["expect"] as? String ?? step.row("expect").text("error")
                    XCTAssertEqual(try script.run(step), expected, context)
                    if step.has("tokens") { XCTAssertEqual(try script.lock.state().tokens, try step.byte("tokens"), context) }
                    if index % 4 == 3 { try script.restart() }
                }
            }
        }
    }
}

final class RiskVectorsTests: XCTestCase {
    func testAcceptableCodesAreThoseOfTheVector() throws {
        for row in try Vectors.area("risk").flatMap({ try Vectors.rows($0) }) {
            let profile = try Vectors.profile(row.row("profile"))
            if row.has("upper_bound") {
                // Several keys, or the edge of an epoch: the library sums, the vector counts distinct digits too.
                let keys = UInt32(1 + row.rows("groups").count)
                XCTAssertEqual(try estimateAt(profile: profile, at: row.time("at"), keys: keys).acceptable, try row.wide("upper_bound"), row.json)
                continue
            }
            XCTAssertEqual(try acceptable(profile: profile, now: row.time("at")), try row.wide("acceptable"), row.json)
            if row.has("worst_of_day") {
                let worst = row.row("worst_of_day")
                let expected = try WorstMinute(at: worst.time("at"), acceptable: worst.wide("acceptable"))
                XCTAssertEqual(try worstMinuteOfDay(profile: profile, day: row.time("at")), expected, row.json)
            }
        }
    }
}
