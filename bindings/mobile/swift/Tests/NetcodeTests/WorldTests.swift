import Foundation
import XCTest

@testable import Netcode

private let siteHex = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"
private let c2 = "kl1000-netcode-c2"

/// Stays, models, twins and advice, as a Swift person expects them.
final class WorldTests: XCTestCase {
    private func site() throws -> SiteKey { try SiteKey.fromHex(text: siteHex) }
    private func noon() throws -> LockTime { try LockTime("2026-07-01T12:00") }
    private func moment() throws -> Date { try Zone(name: "UTC").read(text: "2026-07-01T12:00").moment }
    private func twin() throws -> Twin { try Twin(model: c2, now: noon(), siteKey: site(), serial: "LOCK-0001") }

    private func clock() throws -> LockClock {
        try LockClock(zone: Zone(name: "Europe/London"), rule: .standardTime, ppm: 20)
            .withEvent(event: .set(at: moment(), withinSeconds: 60))
    }

    private func door() throws -> Door {
        try Door(profile: Profile(format: Format(layout: .s, digits: 7), modes: [.acc]), clock: clock())
    }

    private func window() throws -> Window {
        try Window(from: moment().addingTimeInterval(86_400), until: moment().addingTimeInterval(3 * 86_400))
    }

    private func shown(_ line: Line) -> [String] {
        if case .done(_, let effects, _, _, _, _) = line { return effects }
        return []
    }

    func testATechnicianInitialisesALockKeyByKeyAndItsTwinTakesTheCode() throws {
        let lock = try twin()
        XCTAssertEqual(shown(try lock.press(keys: "2244")), ["blue", "unlock"])
        let keys = Array("#11335577202607011200123456")
        let shows = try keys.indices.map { shown(try lock.press(keys: String(keys[$0]), more: $0 + 1 < keys.count)) }
        XCTAssertEqual(shows.flatMap { $0 }, ["blue", "blue", "blue", "blue", "blue"])
        XCTAssertEqual(shows.last, ["blue", "blue"], "the last field flashes twice")
        let netcode = try XCTUnwrap(lock.view().netcode)
        XCTAssertEqual(netcode.lockId, 123_456)
        XCTAssertEqual(netcode.initialised, try noon())

        let identity = try Identity.own(key: site().lockKey(serial: "LOCK-0001"), lockId: 123_456, initialised: noon())
        let format = try Format(layout: netcode.layout, digits: UInt8(netcode.digits))
        let grant = try Grant(mode: .standardSingle, start: noon(), term: .hours(count: 2))
        let code = try identity.issue(format: format, grant: grant).code
        _ = try lock.step(now: LockTime(wallSeconds: lock.now().wallSeconds + 10), event: .tick)
        XCTAssertEqual(try lock.bolt(), .locked)
        XCTAssert(shown(try lock.press(keys: code.digits)).contains("unlock"))
    }

    func testATwinIsWrittenDownAndCarriesOn() throws {
        let lock = try twin()
        _ = try lock.press(keys: "2244")
        let effects = try lock.step(now: LockTime(wallSeconds: noon().wallSeconds + 10), event: .key(value: "1"))
        XCTAssert(effects.contains(.bolt(value: .locked)))
        let again = try Twin.resume(model: c2, state: lock.state(), siteKey: site(), serial: "LOCK-0001")
        XCTAssertEqual(try again.view(), try lock.view())
        XCTAssertEqual(try failure { _ = try Twin.resume(model: c2, state: "{}") }.code, "twin.state_malformed")
        XCTAssertEqual(try failure { _ = try Twin(model: "kl9", now: noon()) }.code, "catalogue.unknown_model")
    }

    func testAModelTellsItsFactsWithMarkAndSources() throws {
        let known = try Catalogue()
        let model = try known.get(name: "kl1060")
        XCTAssertEqual(model.id, "kl1000-netcode")
        XCTAssertEqual(model.keypad.programKey.value, "#")
        XCTAssertNotNil(try known.source(key: model.keypad.keys.source[0]))
        XCTAssertNil(try known.source(key: "nothing"))
        XCTAssert(try known.facts(name: c2).count > 20)
    }

    func testAValueOutOfRangeIsRefused() throws {
        let error = try failure { _ = try clock().withEvent(event: .set(at: moment(), withinSeconds: -1)) }
        XCTAssertEqual(error.code, "row.malformed")
        XCTAssert(error.detail.contains("clock event"))
        let empty = try Window(from: moment(), until: moment())
        XCTAssertEqual(try failure { _ = try door().quote(grants: [], asked: [empty]) }.code, "window.empty")
    }

    func testKeypadsLightsLocksAndTheRiskOfADayAreDrawn() throws {
        let keypad = try Catalogue().get(name: c2).keypad
        XCTAssert(try keypadSvg(keypad: keypad, effects: ["blue", "unlock"]).contains("<title>keypad: blue, unlock</title>"))
        XCTAssert(try lightsSvg(effects: ["red", "beep"], bolt: .locked).contains("<title>red, beep, bolt locked</title>"))
        let lock = try twin()
        _ = try lock.press(keys: "2244")
        XCTAssert(lock.svg().contains("unlocked"))
        let profile = try Profile(format: Format(layout: .s, digits: 7), modes: [.standardSingle, .standardMulti])
        XCTAssert(try profile.riskSvg().contains("<title>a guess opens 1 time in 47,170 at worst</title>"))
    }

    func testAGuestsStayIsPlannedQuotedAndDrawn() throws {
        let stay = try Stay(from: window().from, until: window().until)
        let way = try door().plan(stay: stay).ways[0]
        XCTAssert(way.quote.holds())
        XCTAssertEqual(way.quote, try door().quote(grants: way.grants, asked: [window()]))
        let lane = try Lane(label: "Ames", grants: way.grants, asked: [window()])
        XCTAssert(try door().timelineSvg(title: "Flat", span: window(), lanes: [lane]).hasPrefix("<svg"))
        let shared = try planDoors(doors: ["101": door(), "102": door()], wanted: ["101"], stay: stay)
        XCTAssertEqual(Array(shared.separate.keys), ["101"])
    }

    func testAHugeListOfCodesGoesInAndOutInOrder() throws {
        let stay = try Stay(from: window().from, until: window().until)
        let grant = try door().plan(stay: stay).ways[0].grants[0]
        let codes = (0..<10_000).map { Given(id: "guest \($0)", grant: grant) }
        let at = try window().from.addingTimeInterval(5 * 3_600)
        XCTAssertEqual(try door().whoCanEnter(codes: codes, at: at, records: .complete).map { $0.id }, codes.map { $0.id })
    }

    func testTwoThreadsAtOneTwinTakeTurns() throws {
        let lock = try twin()
        let now = try noon()
        DispatchQueue.concurrentPerform(iterations: 100) { _ in
            _ = try? lock.step(now: now, event: .key(value: "1"))
        }
        XCTAssertEqual(lock.now(), now)
    }

    func testARefusedCodeIsExplainedAndHidesItsDigits() throws {
        let grant = try Grant(mode: .acc, start: LockTime("2026-07-02T00:00"), term: .days(count: 3))
        let identity = try Identity.own(key: site().lockKey(serial: "LOCK-0001"), lockId: 123_456, initialised: noon())
        let code = try identity.issue(format: Format(layout: .s, digits: 7), grant: grant).code
        let known = try Known(door: door(), identity: identity, handed: [Handed(id: "Ames", code: code, grant: grant)], model: c2)
        XCTAssertFalse("\(known)".contains(code.digits))
        let early = try Attempt(typed: code.digits, at: moment().addingTimeInterval(8 * 3_600 + 50 * 60), signal: .red)
        XCTAssertFalse("\(early)".contains(code.digits))
        let first = try explain(known: known, attempt: early).findings[0]
        XCTAssertEqual(first.cause, .tooEarly)
        XCTAssertEqual(first.minutes, 190)
        XCTAssertEqual(try failure { _ = try troubleshoot(model: c2, answers: ["perhaps"]) }.code, "advise.answer_unknown")
    }
}
