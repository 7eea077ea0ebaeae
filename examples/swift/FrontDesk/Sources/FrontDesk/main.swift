// A front desk issues a code for a stay, the door's lock takes it, and a refused try is explained.
// `cargo xtask test swift` compiles and runs this.
import Foundation
import Netcode

/// A lock writes its state to flash; this one keeps it in memory.
final class Flash: StateStore, @unchecked Sendable {
    private let turn = NSLock()
    private var written = ""
    func persist(state: String) throws { turn.lock(); written = state; turn.unlock() }
    var state: String { turn.lock(); defer { turn.unlock() }; return written }
}

// The door: a lock with seven digits, initialised in January, its clock on winter time all year. The site key is the
// key of the examples, which opens nothing; an app gives a KeyProvider and never sees its own.
let format = try Format(layout: .s, digits: 7)
let initialised = try LockTime("2026-01-15T09:30")
let site = try SiteKey.fromHex(text: "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f")
let key = try site.lockKey(serial: "LOCK-0001")
let profile = try Profile(format: format, modes: [.standardSingle, .standardMulti]).withGrace(minutes: 15)
let door = try Identity.own(key: key, lockId: 123_456, initialised: initialised)

// A guest stays from three in the afternoon, British summer time, for nine hours.
let london = try Zone(name: "Europe/London")
let checkIn = try london.read(text: "2026-07-01T15:00")
let start = try london.lockTime(rule: .standardTime, moment: checkIn.moment)
let grant = try Grant(mode: .standardMulti, start: start, term: .hours(count: 9))
let issued = try door.issue(format: format, grant: grant)
print("\(checkIn.text) is \(start) on the lock; tell the guest \(issued.code.digits)")

// The lock takes it in time, and remembers through a change of batteries.
let flash = Flash()
let lock = try Verifier(profile: profile, key: key, lockId: 123_456, initialised: initialised)
guard case .opened = try lock.accept(code: issued.code, now: start.adding(minutes: 40), store: flash) else { fatalError("refused") }
let restarted = try Verifier.restore(profile: profile, key: key, state: flash.state)
guard case .opened = try restarted.accept(code: issued.code, now: start.adding(minutes: 120), store: flash) else { fatalError("refused") }

// At the keypad a refusal has one look. The desk may ask why.
let early = start.adding(minutes: -120)
guard case .refused = try restarted.accept(code: issued.code, now: early, store: flash) else { fatalError("opened") }
let why = try inspect(keys: [HeldKey(key: .own, identity: door)], profile: profile, code: issued.code, near: start, at: early)
print("refused at \(early): \(why.reason?.wireName() ?? ""), it says \(why.meanings[0].reading.grant)")

// A wish that no code can carry names the nearest that exist.
do {
    _ = try Grant(mode: .standardMulti, start: start, term: .hours(count: 13))
    fatalError("thirteen hours have no code")
} catch let error as NetcodeError {
    print("\(error.code): \(error.hint)")
}

// And what does guessing cost?
let risk = try estimateWorst(profile: profile, day: ordinaryDay(format: format))
print("one random try opens with probability \(risk.probability)")
guard risk.verdict() != .tooLikely else { fatalError("too likely") }
