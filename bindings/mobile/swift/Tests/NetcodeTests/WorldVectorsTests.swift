import Foundation
import XCTest

@testable import Netcode

private func moment(_ text: String) throws -> Date {
    let format = ISO8601DateFormatter()
    return try XCTUnwrap(format.date(from: text), text)
}

extension Row {
    func moment(_ field: String) throws -> Date { try NetcodeTests.moment(text(field)) }
    func texts(_ field: String) -> [String] { fields[field] as? [String] ?? [] }
    func whole(_ field: String) throws -> Int64 { Int64(try number(field)) }

    func window(_ field: String) throws -> Window {
        let pair = texts(field)
        return try Window(from: NetcodeTests.moment(pair[0]), until: NetcodeTests.moment(pair[1]))
    }

    func windows(_ field: String) throws -> [Window] {
        let pairs = fields[field] as? [[String]] ?? []
        return try pairs.map { try Window(from: NetcodeTests.moment($0[0]), until: NetcodeTests.moment($0[1])) }
    }
}

final class StayVectorsTests: XCTestCase {
    private func rule(_ text: String) throws -> ClockRule {
        let rules: [String: ClockRule] = ["standard-time": .standardTime, "civil": .civil, "utc": .utc]
        return try XCTUnwrap(rules[text], text)
    }

    private func clock(_ row: Row) throws -> LockClock {
        let clock = row.row("clock")
        return try LockClock(zone: Zone(name: clock.text("zone")), rule: rule(clock.text("rule")), ppm: clock.number("ppm"))
            .withEvent(event: .set(at: clock.moment("set_at"), withinSeconds: clock.whole("set_within_seconds")))
    }

    private func door(_ row: Row, _ modes: [Mode]) throws -> Door {
        let profile = try Profile.explicit(format: Format(layout: .s, digits: 7), modes: modes)
        return try Door(profile: profile.withGrace(minutes: row.number("grace")), clock: clock(row))
    }

    private func given(_ row: Row) throws -> Given {
        try Given(
            id: row.text("id"),
            grant: Vectors.grant(row.row("grant")),
            group: row.has("group") ? row.text("group") : nil,
            used: row.has("used") ? row.moment("used") : nil,
            blocked: row.has("blocked") ? row.moment("blocked") : nil
        )
    }

    func testZonesReadCivilTimes() throws {
        for row in try Vectors.rows("stay/zones.json") {
            let zone = try Zone(name: row.text("zone"))
            if row.has("error") {
                XCTAssertEqual(try failure(row.json) { _ = try zone.read(text: row.text("civil")) }.code, row.text("error"))
                continue
            }
            let read = try zone.read(text: row.text("civil")).moment
            let time = try zone.lockTime(rule: rule(row.text("rule")), moment: read)
            XCTAssertEqual(time, try row.time("lock"), row.json)
            XCTAssertEqual(try zone.toCivil(rule: rule(row.text("rule")), time: time).moment, try row.moment("at"), row.json)
        }
    }

    func testQuotesGuaranteeAndSpill() throws {
        for row in try Vectors.rows("stay/quotes.json") {
            let grants = try row.rows("grants").map(Vectors.grant)
            let found = try door(row, [.standardMulti, .day24h]).quote(grants: grants, asked: [row.window("asked")])
            XCTAssertEqual(found.guaranteed, try row.windows("guaranteed"), row.json)
            XCTAssertEqual(found.possible, try row.windows("possible"), row.json)
            XCTAssertEqual(found.holds(), found.missing.isEmpty)
            XCTAssertEqual(try found.missing.reduce(0) { try $0 + $1.minutes() }, try row.whole("missing_minutes"), row.json)
            XCTAssertEqual(found.spill.beforeMinutes, try row.whole("spill_before_minutes"), row.json)
            XCTAssertEqual(found.spill.afterMinutes, try row.whole("spill_after_minutes"), row.json)
        }
    }

    func testPlansFindTheShortestGrants() throws {
        for row in try Vectors.rows("stay/plans.json") {
            let asked = try row.window("asked")
            for mode in [Mode.standardMulti, .day24h, .acc, .endDate] {
                let ways = try door(row, [mode]).plan(stay: Stay(from: asked.from, until: asked.until)).ways
                XCTAssert(ways.allSatisfy { $0.quote.holds() }, row.json)
                let singles = ways.filter { $0.grants.count == 1 }.map { $0.grants[0] }
                let shortest = singles.min { $0.ends().wallSeconds - $0.start().wallSeconds < $1.ends().wallSeconds - $1.start().wallSeconds }
                let expected = row.row("shortest")
                let wanted = expected.has(mode.wireName()) ? try Vectors.grant(expected.row(mode.wireName())) : nil
                XCTAssertEqual(shortest, wanted, "\(mode) \(row.json)")
            }
        }
    }

    func testTheCensusNamesWhoMayEnter() throws {
        for row in try Vectors.rows("stay/census.json") {
            let modes = try row.texts("modes").map { try parseMode(text: $0) }
            let profile = try Profile.explicit(format: Vectors.format(row), modes: modes).withGrace(minutes: row.number("grace"))
            let door = try Door(profile: profile, clock: clock(row), groups: row.texts("groups"))
            let found = try door.whoCanEnter(codes: row.rows("given").map(given), at: row.moment("at"), records: .complete)
            XCTAssertEqual(found.map { $0.id }, row.texts("may"), row.json)
            XCTAssertEqual(found.filter { $0.surely }.map { $0.id }, row.texts("surely"), row.json)
        }
    }

    private func happened(_ row: Row, _ door: Door) throws -> Happened {
        switch row.text("kind") {
        case "extend": return .extended(until: try row.moment("at"))
        case "arrive-early": return .arrivesEarly(from: try row.moment("at"))
        case "leave-late": return .leavesLate(until: try row.moment("at"))
        case "move": return .moved(to: door, at: try row.moment("at"))
        case "cancel": return .cancelled
        case "no-show": return .noShow(expected: row.fields["expected"] as? Bool ?? false)
        case "code-lost": return .codeLost
        case "hand-over": return .handedOver(at: try row.moment("at"))
        default: throw NoArgument(field: row.text("kind"))
        }
    }

    func testChangesOfPlanCostWhatTheVectorsSay() throws {
        for row in try Vectors.rows("stay/changes.json") {
            let asked = try row.window("stay")
            let clock = try LockClock(zone: Zone(name: "UTC"), rule: .utc, ppm: 0)
                .withEvent(event: .set(at: asked.from.addingTimeInterval(-30 * 86_400), withinSeconds: 0))
            let modes = try row.texts("modes").map { try parseMode(text: $0) }
            let door = try Door(profile: Profile.explicit(format: Format(layout: .s, digits: 7), modes: modes), clock: clock)
            let code = try Given(id: "code", grant: Vectors.grant(row.row("code")), used: row.has("used") ? row.moment("used") : nil)
            let answer = try door.change(
                stay: Stay(from: asked.from, until: asked.until), codes: [code], happened: happened(row.row("happened"), door),
                now: row.moment("now"), keypad: row.fields["keypad"] as? Bool ?? false)
            XCTAssertEqual([answer.messages, answer.visits], [try row.whole("messages"), try row.whole("visits")], row.json)
            XCTAssertEqual(answer.exposureMinutes, try row.whole("exposure_minutes"), row.json)
            XCTAssertEqual(Int64(answer.new?.grants.count ?? 0), try row.whole("codes"), row.json)
            XCTAssertEqual(answer.new?.lateArrivalMinutes ?? 0, try row.whole("late_arrival_minutes"), row.json)
        }
    }
}

final class TwinVectorsTests: XCTestCase {
    func testEveryRunAnswersAsTheVectorSays() throws {
        for file in try Vectors.area("twin") {
            for vector in try Vectors.rows(file) {
                let steps = vector.rows("steps")
                var script = vector.fields.filter { ["model", "start", "site_key", "serial"].contains($0.key) }
                script["steps"] = steps.map { $0.row("do").fields }
                let lines = try runScript(script: Row(fields: script).json)
                XCTAssertEqual(lines.count, steps.count)
                for (step, line) in zip(steps, lines) {
                    let context = "\(file): \(vector.text("name")): \(step.json)"
                    switch line {
                    case .failed(_, let error):
                        XCTAssertEqual(error.code, step.text("error"), context)
                    case .done(_, let effects, let bolt, _, let ignored, let app):
                        XCTAssertEqual(effects, step.texts("effects"), context)
                        XCTAssertEqual("\(bolt)", step.text("bolt"), context)
                        XCTAssertEqual(ignored, step.texts("ignored"), context)
                        if step.has("app") {
                            let expected = step.row("app")
                            XCTAssertEqual(app?.waiting, try expected.whole("waiting"), context)
                            XCTAssertEqual(app?.pending.count, expected.texts("pending").count, context)
                            XCTAssertEqual(app?.conflicts.count, expected.texts("conflicts").count, context)
                        }
                    }
                }
            }
        }
    }
}

final class AdviceVectorsTests: XCTestCase {
    private func identity(_ door: Row, _ initialised: LockTime) throws -> Identity {
        let key = try SiteKey.fromHex(text: door.text("site_key")).lockKey(serial: door.text("serial"))
        return try Identity.own(key: key, lockId: door.number("lock_id"), initialised: initialised)
    }

    /// A door file as the front desk has it: set at its initialisation, on the zone's standard time.
    private func door(_ file: Row) throws -> Door {
        let zone = try Zone(name: file.text("zone"))
        let clock = file.row("clock")
        let set = try zone.toCivil(rule: .standardTime, time: file.time("initialised")).moment
        var known = try LockClock(zone: zone, rule: .standardTime, ppm: clock.number("ppm"))
            .withEvent(event: .set(at: set, withinSeconds: clock.whole("set_within_seconds")))
        for event in clock.rows("events") {
            XCTAssertEqual(event.text("event"), "lost")
            known = try known.withEvent(event: .lost(at: event.moment("at")))
        }
        let modes = try file.texts("modes").map { try parseMode(text: $0) }
        return try Door(profile: Profile.explicit(format: Vectors.format(file), modes: modes), clock: known)
    }

    func testRefusedCodesAreExplained() throws {
        for row in try Vectors.rows("advise/explain.json") {
            let file = row.row("door")
            let door = try door(file)
            let issued = try JSONSerialization.data(withJSONObject: row.fields["issued"] ?? [])
            let records = try readRecords(text: String(decoding: issued, as: UTF8.self), zone: door.zone())
            let former = try row.texts("former").map { try LockTime($0) }
            let known = try Known(
                door: door,
                identity: identity(file, file.time("initialised")),
                handed: records.handed,
                former: former.map { FormerIdentity(initialised: $0, identity: try identity(file, $0)) },
                others: row.rows("others").map { other in
                    let file = other.row("door")
                    return OtherLock(name: other.text("name"), identity: try identity(file, file.time("initialised")))
                },
                model: row.text("model"),
                refusedLately: row.has("refused_lately") ? row.number("refused_lately") : 0,
                batteryWarned: row.fields["battery_warned"] as? Bool ?? false
            )
            let at = try door.zone().read(text: row.text("at")).moment
            var attempt = try Attempt(typed: row.text("typed"), at: at, signal: parseSignal(text: row.text("signal")))
            for (question, answer) in row.row("answers").fields {
                attempt = try attempt.answered(question: parseQuestion(text: question), yes: answer as? String == "yes")
            }
            let found = try explain(known: known, attempt: attempt)
            let expected = row.row("expect")
            let context = row.text("about")
            if expected.has("first") { XCTAssertEqual(found.findings[0].cause.wireName(), expected.text("first"), context) }
            if expected.has("minutes") { XCTAssertEqual(found.findings[0].minutes, try expected.whole("minutes"), context) }
            if expected.has("about") { XCTAssertEqual(found.findings[0].about, expected.text("about"), context) }
            if expected.has("tie") { XCTAssertEqual(Set(found.tie.map { $0.wireName() }), Set(expected.texts("tie")), context) }
            if expected.has("tie_has") { XCTAssert(Set(found.tie.map { $0.wireName() }).isSuperset(of: expected.texts("tie_has")), context) }
            if expected.has("asks") { XCTAssertNotNil(found.next, context) }
        }
    }

    func testGuidesLeadWhereTheVectorsSay() throws {
        for row in try Vectors.rows("advise/troubleshoot.json") {
            if row.has("error") {
                let error = try failure(row.json) { _ = try troubleshoot(model: row.text("model"), answers: row.texts("answers")) }
                XCTAssertEqual(error.code, row.text("error"))
                continue
            }
            let walk = try troubleshoot(model: row.text("model"), answers: row.texts("answers"))
            XCTAssertEqual([walk.guide, walk.step.id], [row.text("guide"), row.text("step")], row.json)
            if row.has("choices") { XCTAssertEqual(walk.step.answers.map { $0.answer }, row.texts("choices"), row.json) }
            XCTAssertEqual(walk.step.end != nil, row.has("end"), row.json)
        }
    }
}
