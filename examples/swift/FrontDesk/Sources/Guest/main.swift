// A guest's app shows the card of a stay: when the code surely works, its digits, and the picture of the door's days.
// `cargo xtask test swift` compiles and runs this.
import Foundation
import Netcode

// The key of the examples, which opens nothing.
let site = try SiteKey.fromHex(text: "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f")
let initialised = try LockTime("2026-01-15T09:30")
let identity = try Identity.own(key: site.lockKey(serial: "LOCK-0001"), lockId: 123_456, initialised: initialised)
let format = try Format(layout: .s, digits: 7)

// The door's clock was set in January by a good watch and drifts.
let london = try Zone(name: "Europe/London")
let set = try london.toCivil(rule: .standardTime, time: initialised).moment
let clock = try LockClock(zone: london, rule: .standardTime, ppm: 20).withEvent(event: .set(at: set, withinSeconds: 60))
let door = try Door(profile: Profile(format: format, modes: [.acc]), clock: clock)

// Three nights in summer time. The best way to cover them, and what it truly guarantees.
let stay = try Window(from: london.read(text: "2026-07-01T15:00").moment, until: london.read(text: "2026-07-04T11:00").moment)
let way = try door.plan(stay: Stay(from: stay.from, until: stay.until)).ways[0]
guard way.quote.holds() else { fatalError("nothing guarantees the stay") }
let codes = try way.grants.map { try identity.issue(format: format, grant: $0).code }
print("Flat 2: type \(codes.map { $0.digits }.joined(separator: " then "))")
for window in way.quote.guaranteed {
    print("  from \(try london.civil(moment: window.from).text) until \(try london.civil(moment: window.until).text)")
}
for first in way.quote.firstUse { print("Use it for the first time by \(try london.civil(moment: first.by).text).") }
guard !"\(codes)".contains(codes[0].digits) else { fatalError("a printed code shows digits") }

// The same as a picture, for a screen or a mail.
let span = Window(from: stay.from.addingTimeInterval(-86_400), until: stay.until.addingTimeInterval(86_400))
let lane = try Lane(label: "Ames", grants: way.grants, asked: [stay])
let picture = try door.timelineSvg(title: "Flat 2", span: span, lanes: [lane])
guard picture.hasPrefix("<svg") else { fatalError("no picture") }
print("a picture of \(picture.count) characters")
