import Foundation
import XCTest

@testable import Netcode

private let siteHex = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"

/// A store that does what it is given.
private final class Store: StateStore {
    private let act: @Sendable (String) throws -> Void
    init(_ act: @escaping @Sendable (String) throws -> Void) { self.act = act }
    func persist(state: String) throws { try act(state) }
}

/// A provider that answers what it is given.
private final class Provider: KeyProvider {
    private let answer: @Sendable () throws -> Data
    init(_ answer: @escaping @Sendable () throws -> Data) { self.answer = answer }
    func hmacSha256(message: Data) throws -> Data { try answer() }
}

/// What several threads collect.
private final class Box<Value: Sendable>: @unchecked Sendable {
    private let lock = NSLock()
    private var values: [Value] = []
    func add(_ value: Value) { lock.lock(); values.append(value); lock.unlock() }
    var all: [Value] { lock.lock(); defer { lock.unlock() }; return values }
}

private struct CardRemoved: Error {}

/// What a Swift person expects of the package beyond the scheme.
final class BehaviourTests: XCTestCase {
    private func key() throws -> LockKey { try SiteKey.fromHex(text: siteHex).lockKey(serial: "LOCK-0001") }
    private func format() throws -> Format { try Format(layout: .s, digits: 7) }
    private func typed() throws -> LockTime { try LockTime("2026-01-15T09:30") }
    private func start() throws -> LockTime { try LockTime("2026-03-14T09:00") }
    private func grant() throws -> Grant { try Grant(mode: .standardSingle, start: start(), term: .hours(count: 1)) }
    private func identity() throws -> Identity { try Identity.own(key: key(), lockId: 123_456, initialised: typed()) }
    private func issued() throws -> Issued { try identity().issue(format: format(), grant: grant()) }
    private func lock() throws -> Verifier {
        try Verifier(profile: Profile(format: format(), modes: [.standardSingle]), key: key(), lockId: 123_456, initialised: typed())
    }

    func testLeadingZerosAreKeptAndDigitsAreNotPrinted() throws {
        let zeros = try Code("0012345")
        XCTAssertEqual(zeros.digits, "0012345")
        XCTAssertNotEqual(zeros, try Code("12345"))
        let issued = try issued()
        var dumped = ""
        dump(issued, to: &dumped)
        for text in ["\(issued.code)", "\(issued)", String(reflecting: issued), dumped] {
            XCTAssertFalse(text.contains(issued.code.digits), text)
        }
        XCTAssertEqual("\(issued.code)", "Code(7 digits)")
        for bad in ["", "12 34", "12345678901", "\u{661}\u{662}\u{663}"] {
            XCTAssertEqual(try failure(bad) { _ = try Code(bad) }.code, "code.malformed")
        }
    }

    func testKeysAreNotPrinted() throws {
        let site = try SiteKey.fromHex(text: siteHex)
        let codeKey = try identity().codeKey(format: format(), epoch: 0)
        for text in try ["\(site)", "\(key())", String(reflecting: identity()), String(reflecting: codeKey)] {
            XCTAssert(text.contains("[redacted]"), text)
        }
        XCTAssertEqual(try LockKey(bytes: key().expose()), try key())
        XCTAssertEqual(try failure { _ = try LockKey(bytes: Data(count: 15)) }.code, "key.lock_key_malformed")
        XCTAssertEqual(try failure { _ = try SiteKey(bytes: Data()) }.code, "key.site_key_malformed")
    }

    func testAnErrorHasItsKindCodeDetailAndHint() throws {
        let error = try failure { _ = try Grant(mode: .standardMulti, start: start(), term: .hours(count: 13)) }
        guard case .Invalid = error else { return XCTFail("\(error)") }
        XCTAssertEqual(error.kind, .invalid)
        XCTAssertEqual(error.code, "grant.length_out_of_range")
        XCTAssert(error.detail.contains("standard-multi") && error.hint.contains("12 h"))
        XCTAssertEqual(error.localizedDescription, error.detail)
        XCTAssertEqual(errorEntries().first { $0.code == error.code }?.kind, .invalid)
    }

    func testOmittedOptionalsAreTheLibrarysDefaults() throws {
        XCTAssertEqual(try grant(), try Grant(mode: .standardSingle, start: start(), term: .hours(count: 1), issue: 0))
        let groupKey = try SiteKey.fromHex(text: siteHex).groupKey(group: "007")
        XCTAssertEqual(try Identity.group(key: groupKey, group: "007"), try Identity.group(key: groupKey, group: "007", generation: 0))
        let stay = try Grant(mode: .stay, start: start(), term: .hours(count: 72))
        XCTAssertEqual(stay.firstUseBy(), try start().adding(minutes: 24 * 60))
        XCTAssertEqual(stay.firstUseBy(firstUseHours: 48), try start().adding(minutes: 48 * 60))
        XCTAssertNil(try grant().firstUseBy())
        let profile = try lock().profile()
        XCTAssertEqual(try profile.withOptions(options: ProfileOptions()), profile)
        XCTAssertEqual(try profile.withOptions(options: ProfileOptions(graceMinutes: 15)), try profile.withGrace(minutes: 15))
        XCTAssertEqual(try Verifier.restore(profile: profile, key: key(), state: lock().save()).state(), try lock().state())
    }

    func testTimesBefore2020AndBefore1970AreRefusedNotBent() throws {
        for seconds: Int64 in [1_577_836_799, 0, -1, -12_219_292_801, .min] {
            let before = LockTime(wallSeconds: seconds)
            XCTAssertEqual(try failure { _ = try Grant(mode: .standardSingle, start: before, term: .hours(count: 1)) }.code, "time.before_2020")
            XCTAssertEqual(try failure { try lock().setClock(to: before) }.code, "time.before_2020")
            XCTAssert("\(before)".contains("before 2020"))
        }
        XCTAssertEqual(try failure { try lock().setClock(to: LockTime(wallSeconds: .max)) }.code, "time.out_of_range")
        XCTAssertEqual("\(try start())", "2026-03-14T09:00")
        XCTAssertEqual(try parseTypedTime(digits: "2603140900"), try start())
        XCTAssertEqual(LockTime(readingGMT: try start().dateInGMT), try start())
        XCTAssertLessThan(try typed(), try start())
        XCTAssertEqual(try JSONDecoder().decode(LockTime.self, from: JSONEncoder().encode(start())), try start())
    }

    func testMomentsBefore1970KeepTheirSign() throws {
        let london = try Zone(name: "Europe/London")
        let moment = Date(timeIntervalSince1970: -0.5)
        XCTAssertEqual(try london.civil(moment: moment).moment, moment)
        // Britain kept summer time through that winter.
        XCTAssertEqual(try london.civil(moment: moment).text, "1970-01-01T00:59:59.500+01:00")
        XCTAssertEqual(try failure { _ = try london.lockTime(rule: .utc, moment: moment) }.code, "time.before_2020")
        let checkIn = try london.read(text: "2026-07-01T15:00")
        XCTAssertEqual(try london.lockTime(rule: .standardTime, moment: checkIn.moment), try LockTime("2026-07-01T14:00"))
        XCTAssertEqual(try failure { _ = try london.read(text: "2026-03-29T01:30") }.code, "zone.gap")
    }

    func testAStoreThatThrowsRefusesTheCodeAndItsErrorArrives() throws {
        let (lock, code, now) = try (lock(), issued().code, start())
        let full = Store { _ in throw NetcodeError.Exhausted(code: "store.full", detail: "no room", hint: "make room") }
        XCTAssertEqual(try failure { _ = try lock.accept(code: code, now: now, store: full) }.code, "store.full")
        let broken = Store { _ in throw CardRemoved() }
        let error = try failure { _ = try lock.accept(code: code, now: now, store: broken) }
        XCTAssertEqual(error.code, "callback.failed")
        XCTAssert(error.detail.contains("CardRemoved"), error.detail)
        guard case .opened = try lock.accept(code: code, now: now, store: NoStore()) else { return XCTFail("nothing was spent") }
    }

    func testAKeyProviderThatThrowsOrAnswersTooLittleIsAnError() async throws {
        let away = Provider { throw CardRemoved() }
        let thrown = try await failing { _ = try await LockKey.provided(provider: away, serial: "LOCK-0001") }
        XCTAssertEqual(thrown.code, "callback.failed")
        let short = Provider { Data(count: 20) }
        let refused = try await failing { _ = try await LockKey.providedGroup(provider: short, group: "007") }
        XCTAssertEqual(refused.code, "key.mac_length")
        let whole = Provider { Data(0..<32) }
        let key = try await LockKey.provided(provider: whole, serial: "LOCK-0001")
        XCTAssertEqual(key.expose(), Data(0..<16))
    }

    func testASlowKeyProviderIsWaitedForInTheBackgroundTwiceAtOnce() async throws {
        let released = DispatchSemaphore(value: 0)
        let asked = expectation(description: "both are asked although none was answered")
        asked.expectedFulfillmentCount = 2
        let slow = Provider {
            asked.fulfill()
            released.wait()
            return Data(0..<32)
        }
        async let one = LockKey.provided(provider: slow, serial: "LOCK-0001")
        async let two = LockKey.provided(provider: slow, serial: "LOCK-0002")
        await fulfillment(of: [asked], timeout: 10)
        released.signal()
        released.signal()
        let keys = try await [one, two].map { $0.expose() }
        XCTAssertEqual(keys, [Data(0..<16), Data(0..<16)])
    }

    func testWhatTheStoreWasGivenStartsTheLockAgain() throws {
        let (lock, code, now) = try (lock(), issued().code, start())
        let written = Box<String>()
        _ = try lock.accept(code: code, now: now, store: Store { written.add($0) })
        XCTAssertEqual(written.all.count, 2, "the token, then the effects")
        let again = try Verifier.restore(profile: lock.profile(), key: key(), state: written.all[1])
        XCTAssertEqual(try again.accept(code: code, now: now, store: NoStore()), .refused)
        XCTAssertEqual(try again.reason(code: code, now: now), .spent)
        let torn = try failure { _ = try Verifier.restore(profile: lock.profile(), key: key(), state: String(written.all[1].dropLast(9))) }
        XCTAssertEqual(torn.kind, .corrupt)
    }

    func testAStoreThatAsksTheLockItStoresForIsToldSo() throws {
        let (lock, code, now) = try (lock(), issued().code, start())
        let codes = Box<String>()
        _ = try lock.accept(code: code, now: now, store: Store { _ in
            do { _ = try lock.state() } catch let error as NetcodeError { codes.add(error.code) }
        })
        XCTAssertEqual(codes.all, ["lock.busy", "lock.busy"])
    }

    func testOfTwoThreadsAtOnceOneOpens() throws {
        let (code, now) = try (issued().code, start())
        for _ in 0..<20 {
            let lock = try lock()
            let opened = Box<Bool>()
            DispatchQueue.concurrentPerform(iterations: 2) { _ in
                if case .opened? = try? lock.accept(code: code, now: now, store: NoStore()) { opened.add(true) }
            }
            XCTAssertEqual(opened.all.count, 1)
        }
    }

    func testDroppedObjectsAreFreedAndWhatTheyGaveLivesOn() throws {
        weak var dropped: SiteKey?
        var derived: LockKey?
        try autorelease {
            let site = try SiteKey.fromHex(text: siteHex)
            dropped = site
            derived = try site.lockKey(serial: "LOCK-0001")
        }
        XCTAssertNil(dropped)
        XCTAssertEqual(derived, try key())
    }

    private func autorelease(_ act: () throws -> Void) rethrows { try act() }

    func testAHugeBatchIsAnsweredInOrderRefusalsInTheirPlaces() throws {
        let (identity, format) = try (identity(), format())
        let fits = try Grant(mode: .standardMulti, start: start(), term: .hours(count: 2))
        let answers = identity.issueMany(format: format, grants: (0..<10_000).map { $0 % 100 == 0 ? fits.withIssue(issue: 1) : fits })
        let expected = try identity.issue(format: format, grant: fits)
        for (at, answer) in answers.enumerated() {
            switch answer {
            case let .issued(issued): XCTAssertEqual(issued, expected)
            case let .refused(_, code, _, _):
                XCTAssertEqual(code, "grant.issue_out_of_range")
                XCTAssertEqual(at % 100, 0)
            }
        }
        XCTAssertEqual(answers.count, 10_000)
    }

    func testTheLanguageModeIsTheOneAskedFor() {
        #if swift(>=6)
        let mode = "6"
        #else
        let mode = "5"
        #endif
        XCTAssertEqual(mode, ProcessInfo.processInfo.environment["NETCODE_SWIFT_MODE"] ?? "5")
    }

    func testValuesCompareAndPrintAsValues() throws {
        XCTAssertEqual(try grant().hashValue, try Grant.fromJson(text: grant().toJson()).hashValue)
        XCTAssertEqual("\(try grant())", "standard-single 2026-03-14T09:00 1 h")
        XCTAssert(Mode.acc.isRental() && Mode.day24h.wireName() == "24h" && Mode.stay.layout() == .x)
        XCTAssertEqual(try weekday(time: start()), .saturday)
        let early = try inspect(keys: [HeldKey(key: .own, identity: identity())], profile: lock().profile(), code: issued().code, near: start(), at: typed())
        XCTAssertEqual(early.reason, .tooEarly)
        let better = try improvements(profile: lock().profile().withGrace(minutes: 15), day: start())
        XCTAssertEqual(better.first?.change, .noGrace)
        XCTAssertEqual(nc1TryRate().triesIn(days: 2), 58)
    }
}
