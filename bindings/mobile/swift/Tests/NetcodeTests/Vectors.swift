import Foundation
import XCTest

@testable import Netcode

/// A row of a vector file.
struct Row {
    let fields: [String: Any]

    func text(_ field: String) -> String { fields[field] as? String ?? "" }
    func has(_ field: String) -> Bool { fields[field] != nil && !(fields[field] is NSNull) }
    func row(_ field: String) -> Row { Row(fields: fields[field] as? [String: Any] ?? [:]) }
    func rows(_ field: String) -> [Row] { (fields[field] as? [[String: Any]] ?? []).map(Row.init) }
    func time(_ field: String) throws -> LockTime { try LockTime(text(field)) }
    func wide(_ field: String) throws -> UInt64 { try number(field, UInt64.self) }
    func number(_ field: String) throws -> UInt32 { try number(field, UInt32.self) }
    func byte(_ field: String) throws -> UInt8 { try number(field, UInt8.self) }

    /// A number as an argument takes it.
    private func number<N: FixedWidthInteger>(_ field: String, _: N.Type) throws -> N {
        guard let number = fields[field] as? NSNumber, let exact = N(exactly: number.doubleValue) else {
            throw NoArgument(field: field)
        }
        return exact
    }

    var json: String {
        let data = try? JSONSerialization.data(withJSONObject: fields)
        return String(decoding: data ?? Data(), as: UTF8.self)
    }
}

/// A field that no argument of this package can be.
struct NoArgument: Error { let field: String }

/// The repository's conformance vectors, as values of this package.
enum Vectors {
    static let root = URL(fileURLWithPath: ProcessInfo.processInfo.environment["NETCODE_VECTORS"] ?? "vectors")

    static func rows(_ file: String) throws -> [Row] {
        let parsed = try JSONSerialization.jsonObject(with: Data(contentsOf: root.appendingPathComponent(file)))
        let rows = try XCTUnwrap(parsed as? [[String: Any]]).map(Row.init)
        XCTAssertFalse(rows.isEmpty, file)
        return rows
    }

    static func area(_ area: String, _ prefix: String = "") throws -> [String] {
        let names = try FileManager.default.contentsOfDirectory(atPath: root.appendingPathComponent(area).path)
            .filter { $0.hasPrefix(prefix) && $0.hasSuffix(".json") }.sorted()
        XCTAssertFalse(names.isEmpty, "no vectors in \(area)")
        return names.map { "\(area)/\($0)" }
    }

    static func format(_ row: Row) throws -> Format {
        try Format(layout: parseLayout(text: row.text("layout")), digits: row.byte("digits"))
    }

    static func identity(_ row: Row) throws -> Identity {
        let site = try SiteKey.fromHex(text: row.text("site_key"))
        if row.has("group") {
            let group = row.text("group")
            let generation = row.has("generation") ? try row.number("generation") : 0
            return try Identity.group(key: site.groupKey(group: group), group: group, generation: generation)
        }
        let key = try site.lockKey(serial: row.text("serial"))
        return try Identity.own(key: key, lockId: row.number("lock_id"), initialised: row.time("initialised"))
    }

    static func term(_ grant: Row) throws -> Term {
        if grant.has("pattern") && grant.has("hours") {
            return try .weekly(pattern: parsePattern(text: grant.text("pattern")), hours: grant.number("hours"), weeks: grant.number("weeks"))
        }
        if grant.has("hours") { return try .hours(count: grant.number("hours")) }
        if grant.has("days") { return try .days(count: grant.number("days")) }
        if grant.has("quarters") { return try .quarters(count: grant.number("quarters")) }
        return .fixed
    }

    static func grant(_ row: Row) throws -> Grant {
        let issue = row.has("issue") ? try row.number("issue") : 0
        return try Grant(mode: parseMode(text: row.text("mode")), start: row.time("start"), term: term(row), issue: issue)
    }

    static func profile(_ row: Row) throws -> Profile {
        let modes = try (row.fields["modes"] as? [String] ?? []).map { try parseMode(text: $0) }
        var profile = try Profile.explicit(format: format(row), modes: modes)
            .withGrace(minutes: row.number("grace"))
            .withIssues(issues: row.number("issues"))
            .withFirstUseHours(hours: row.number("first_use_hours"))
            .withLists(active: row.byte("active"), spent: row.byte("spent"), blocked: row.byte("blocked"))
            .withBlockPrevious(on: row.fields["block_previous"] as? Bool ?? true)
        for (mode, minutes) in row.row("max_minutes").fields {
            profile = try profile.withLongest(mode: parseMode(text: mode), minutes: (minutes as? NSNumber)?.uint32Value ?? 0)
        }
        return profile
    }
}

/// The error that `act` fails with.
func failure(_ context: String = "", file: StaticString = #filePath, line: UInt = #line, _ act: () throws -> Void) throws -> NetcodeError {
    do { try act() } catch let error as NetcodeError { return error }
    XCTFail("did not fail: \(context)", file: file, line: line)
    throw NoArgument(field: context)
}

/// The same of something that suspends.
func failing(file: StaticString = #filePath, line: UInt = #line, _ act: () async throws -> Void) async throws -> NetcodeError {
    do { try await act() } catch let error as NetcodeError { return error }
    XCTFail("did not fail", file: file, line: line)
    throw NoArgument(field: "")
}
