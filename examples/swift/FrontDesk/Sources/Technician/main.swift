// A technician sets a lock up, keystroke by keystroke, and finds out why a guest's code was refused, without a network.
// `cargo xtask test swift` compiles and runs this.
import Foundation
import Netcode

/// The keys that initialise a lock of this model, from its own program table.
func initialisation(_ model: String, _ clock: LockTime, _ lockId: UInt32) throws -> String {
    let known = try Catalogue().get(name: model)
    let program = known.programs.values.first { if case .initialise = $0.act { return true } else { return false } }
    guard let program, let master = known.levels["master"]?.factory?.value else { fatalError("\(model) has no NetCodes") }
    let format = DateFormatter()
    format.locale = Locale(identifier: "en_US_POSIX")
    format.timeZone = TimeZone(secondsFromGMT: 0)
    format.dateFormat = "yyMMddHHmm"
    return "\(known.keypad.programKey.value ?? "")\(master)\(program.number)\(format.string(from: clock.dateInGMT))\(lockId)"
}

/// What the lock shows: one word a light, a beep or a move of the bolt.
func shown(_ line: Line) -> [String] {
    if case .done(_, let effects, _, _, _, _) = line { return effects }
    return []
}

// The key of the examples, which opens nothing.
let site = try SiteKey.fromHex(text: "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f")
let now = try LockTime("2026-07-01T12:00")

// The lock stands open with its factory code, and is initialised. Its twin shows every light before anybody types.
let lock = try Twin(model: "kl1000-netcode-c2", now: now, siteKey: site, serial: "LOCK-0001")
_ = try lock.press(keys: "2244")
let keys = Array(try initialisation(lock.model(), now, 123_456))
for (at, key) in keys.enumerated() {
    let line = try lock.press(keys: String(key), more: at + 1 < keys.count)
    print("press \(key)  \(shown(line).joined(separator: " "))")
}
guard let netcode = try lock.view().netcode, netcode.lockId == 123_456 else { fatalError("the lock was not initialised") }

// A code for tomorrow is typed today.
let identity = try Identity.own(key: site.lockKey(serial: "LOCK-0001"), lockId: 123_456, initialised: now)
let format = try Format(layout: netcode.layout, digits: UInt8(netcode.digits))
let grant = try Grant(mode: .standardSingle, start: now.adding(minutes: 1_440), term: .hours(count: 2))
let code = try identity.issue(format: format, grant: grant).code
_ = try lock.press(keys: "2244")
print("the lock says \(shown(try lock.press(keys: code.digits)))")

// Why? The records know, and the question is asked without the lock.
let london = try Zone(name: "Europe/London")
let at = try london.toCivil(rule: .standardTime, time: now).moment
let clock = try LockClock(zone: london, rule: .standardTime, ppm: 20).withEvent(event: .set(at: at, withinSeconds: 60))
let door = try Door(profile: Profile(format: format, modes: [.standardSingle, .standardMulti]), clock: clock)
let known = Known(door: door, identity: identity, handed: [Handed(id: "Ames", code: code, grant: grant)], model: lock.model())
let why = try explain(known: known, attempt: Attempt(typed: code.digits, at: at, signal: .red))
print("\(why.findings[0].cause.wireName()): \(why.findings[0].evidence); \(why.findings[0].remedy)")
guard why.findings[0].cause == .tooEarly else { fatalError("\(why.findings)") }

// A door that shows nothing at all: from the symptom to the fix, answer by answer.
var walk = try troubleshoot(model: lock.model())
while walk.step.end == nil, let last = walk.step.answers.last {
    print("\(walk.step.act) \(walk.step.look ?? "")")
    walk = try troubleshoot(model: lock.model(), answers: walk.passed.map { $0.answer } + [last.answer])
}
print(walk.step.act)
