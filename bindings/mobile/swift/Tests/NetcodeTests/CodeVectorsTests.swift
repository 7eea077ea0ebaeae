import Foundation
import XCTest

@testable import Netcode

final class CodeVectorsTests: XCTestCase {
    private func issued() throws -> [Row] {
        try (Vectors.area("code", "issue-") + ["code/published.json"]).flatMap { try Vectors.rows($0) }
    }

    func testEveryIssuedCodeIsTheVectorAndReadsBack() throws {
        for row in try issued() {
            let (identity, format, grant) = try (Vectors.identity(row), Vectors.format(row), Vectors.grant(row.row("grant")))
            let code = try identity.issue(format: format, grant: grant)
            XCTAssertEqual(code, try Issued(code: Code(row.text("code")), epoch: row.number("epoch"), payload: row.wide("payload")), row.json)
            let read = try identity.read(format: format, code: code.code, epoch: code.epoch)
            XCTAssertEqual(read, Reading(grant: grant, epoch: code.epoch, payload: code.payload), row.json)
        }
    }

    func testABatchOverAllLocksAnswersEveryRowInOrder() throws {
        let rows = try issued()
        let batch = try rows.map { try BatchRow(identity: Vectors.identity($0), format: Vectors.format($0), grant: Vectors.grant($0.row("grant"))) }
        for (row, answer) in zip(rows, issueRows(rows: batch)) {
            guard case let .issued(issued) = answer else { return XCTFail(row.json) }
            XCTAssertEqual(issued.code.digits, row.text("code"))
        }
    }

    func testARowIsAnsweredAsText() throws {
        for row in try Vectors.rows("code/published.json") {
            var asked = row.fields
            for answer in ["code", "epoch", "payload", "code_key", "lock_key"] { asked[answer] = nil }
            let answer = try answerRow(row: Row(fields: asked).json)
            XCTAssert(answer.contains("\"code\":\"\(row.text("code"))\""), answer)
            guard case let .answered(line)? = answerLine(line: 7, text: Row(fields: asked).json) else { return XCTFail(row.json) }
            XCTAssert(line.contains("\"line\":7"), line)
        }
        XCTAssertNil(answerLine(line: 1, text: "  "))
    }

    func testAMalformedRowIsRefusedWithItsCode() throws {
        for vector in try Vectors.rows("code/refused.json") {
            let error = try failure(vector.json) { _ = try answerRow(row: vector.row("row").json) }
            XCTAssertEqual(error.code, vector.text("error"), vector.json)
            XCTAssert(!error.hint.isEmpty && !error.detail.isEmpty)
        }
    }

    func testGrantsThatNoCodeCanCarryAreRefusedByTheirOwnType() throws {
        let typed: Set = [
            "length-out-of-range", "start-minute", "start-not-midnight", "length-unit", "mode-of-the-other-layout",
            "digits-not-in-layout", "mode-not-known", "start-day-not-in-pattern", "site-key-not-64-hex-digits",
            "layout-not-known", "pattern-not-known", "weeks-out-of-range", "start-before-2020",
            "serial-not-1-to-32-bytes", "initialised-before-2020",
        ]
        var tried = 0
        for vector in try Vectors.rows("code/refused.json") where typed.contains(vector.text("why")) {
            let row = vector.row("row")
            do {
                _ = try Vectors.identity(row).issue(format: Vectors.format(row), grant: Vectors.grant(row.row("grant")))
                XCTFail(vector.json)
            } catch let error as NetcodeError {
                XCTAssertEqual(error.code, vector.text("error"), vector.json)
                tried += 1
            } catch is NoArgument {}
        }
        XCTAssertGreaterThan(tried, 150)
    }

    func testAnyDigitsReadAsTheVectorSays() throws {
        for row in try Vectors.rows("code/read.json") {
            let reading = try Vectors.identity(row).read(format: Vectors.format(row), code: Code(row.text("code")), epoch: row.number("epoch"))
            let expected = row.has("grant") ? try Reading(grant: Vectors.grant(row.row("grant")), epoch: row.number("epoch"), payload: row.wide("payload")) : nil
            XCTAssertEqual(reading, expected, row.json)
        }
    }

    func testWindowsAreThoseOfTheVector() throws {
        for row in try Vectors.rows("code/windows.json") {
            let grant = try Vectors.grant(row.row("grant"))
            XCTAssertEqual(grant.start(), try row.time("starts"), row.json)
            XCTAssertEqual(grant.ends(), try row.time("ends"), row.json)
            let by = row.has("first_use_by") ? try row.time("first_use_by") : nil
            XCTAssertEqual(grant.firstUseBy(firstUseHours: try row.number("first_use_hours")), by, row.json)
        }
    }
}
