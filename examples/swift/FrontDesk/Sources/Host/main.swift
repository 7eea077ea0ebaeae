// A host's phone is the front desk: the portal on a file, a lock set up at its keypad, a stay booked, and its mail handed
// over. `cargo xtask test swift` compiles and runs this.
import Foundation
import Netcode

/// A real one would call a mail service; this one shows what it was given.
final class Mailbox: Courier, @unchecked Sendable {
    private let lock = NSLock()
    private var text = ""

    var last: String {
        lock.lock()
        defer { lock.unlock() }
        return text
    }

    // The library calls this on a thread of its own.
    func deliver(parcel: OutboxParcel) throws -> OutboxOutcome {
        print("to \(parcel.recipient): \(parcel.subject)")
        lock.lock()
        defer { lock.unlock() }
        text = parcel.text
        return .delivered
    }

    func link(_ page: String) -> String {
        let line = last.split(separator: "\n").first { $0.contains("/\(page)/") }
        return String(line?.split(separator: "/").last ?? "")
    }
}

let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
let now = Date(timeIntervalSince1970: 1_782_907_200)
// In an app the phone's keystore holds these bytes. Hashing a password costs less here than it should.
let master = try MasterKey(bytes: Data(repeating: 7, count: 32))
let settings = PortalSettings(name: "Harbour House", passwordMemoryKib: 8, passwordPasses: 1)
let portal = try await Portal.sqlite(path: folder.appendingPathComponent("portal.db").path, masterKey: master, settings: settings)

// Somebody registers and follows the link of the mail.
let mailbox = Mailbox()
try await portal.register(now: now, registration: Registration(email: "ann@example.org", name: "Ann", password: "Sesame-Open-9"))
_ = try await portal.drain(now: now, courier: mailbox)
try await portal.activate(now: now, token: mailbox.link("activate"))
let session = try await portal.signIn(now: now, email: "ann@example.org", password: "Sesame-Open-9").session

// The lock: the portal says what to type at it, and takes note that it was typed.
let new = AddLock(
    name: "Sea View", model: "kl1000-netcode-c2", series: .kl, zone: "Europe/London", layout: .s, digits: 7, modes: [.acc])
let lock = try await session.addLock(now: now, lock: new)
for step in try await session.initialise(now: now, lock: lock.id, masterCode: "11335577").steps {
    print("\(step.title): \(step.keys) (\(step.blueFlashes) blue)")
}
_ = try await session.confirmLock(now: now, lock: lock.id)

// Three nights. The same request again is the same stay: nothing is charged twice.
let wish = StayRequest(
    stay: "booking-17", lock: lock.id, from: now.addingTimeInterval(5 * 86_400 + 7_200), until: now.addingTimeInterval(8 * 86_400 - 7_200),
    guest: "Gus", send: [Delivery(channel: .email, to: "gus@example.org")])
let stay = try await session.stay(now: now, request: wish)
let again = try await session.stay(now: now, request: wish)
precondition(stay.charged == 1 && again.charged == 0)
_ = try await portal.drain(now: now, courier: mailbox)
let mail = mailbox.last
precondition(stay.codes.allSatisfy { mail.contains($0.code) }, "the mail shows no code")
print("guaranteed from \(stay.guaranteedFrom ?? "-") until \(stay.guaranteedUntil ?? "-")")

// Somebody who is not signed in gets nothing.
do {
    _ = try await portal.session(token: "made up").locks(now: now)
    preconditionFailure("a stranger saw the locks")
} catch let refused as NetcodeError {
    print("a stranger: \(refused.code)")
}
try FileManager.default.removeItem(at: folder)
