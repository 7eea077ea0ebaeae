import Foundation
import XCTest

@testable import Netcode

/// The scripts of `vectors/portal`: commands with their inputs, and the answers, errors and balances they must give.
final class PortalVectorsTests: XCTestCase {
    func testEveryScriptAnswersAsTheVectorSays() async throws {
        let settings = PortalSettings(passwordMemoryKib: 8, passwordPasses: 1)
        for file in try Vectors.area("portal") {
            for vector in try Vectors.rows(file) {
                let name = "\(file): \(vector.text("name"))"
                let portal = try await Portal.memory(masterKey: MasterKey(bytes: Data(repeating: 7, count: 32)), settings: settings)
                try await PortalScript(portal).run(name, vector.rows("steps"))
                let faults = try await portal.verify().faults
                XCTAssertEqual(faults, [], name)
            }
        }
    }
}

/// A courier that answers from a list, and keeps what it is given.
private final class Mailbox: Courier, @unchecked Sendable {
    private let lock = NSLock()
    private var kept: [OutboxParcel] = []
    private var outcomes: [String] = []

    func deliver(parcel: OutboxParcel) throws -> OutboxOutcome {
        lock.lock()
        defer { lock.unlock() }
        kept.append(parcel)
        switch outcomes.isEmpty ? "" : outcomes.removeFirst() {
        case "later": return .later(value: "busy")
        case "never": return .never(value: "no such number")
        default: return .delivered
        }
    }

    func answer(_ words: [String]) { lock.lock(); outcomes = words; lock.unlock() }
    var parcels: [OutboxParcel] { lock.lock(); defer { lock.unlock() }; return kept }
}

/// One case on a portal of its own.
private final class PortalScript {
    private let portal: Portal
    private let mailbox = Mailbox()
    /// 2026-07-01T12:00:00Z, to begin with.
    private var now = Date(timeIntervalSince1970: 1_782_907_200)
    private var saved: [String: Any] = [:]

    init(_ portal: Portal) { self.portal = portal }

    func run(_ name: String, _ steps: [Row]) async throws {
        for (at, raw) in steps.enumerated() {
            let step = Row(fields: filled(raw.fields) as? [String: Any] ?? [:])
            let place = "\(name), step \(at)"
            if step.has("wait_minutes") {
                now += TimeInterval(try step.whole("wait_minutes") * 60)
            } else if step.has("error") {
                do {
                    let answer = try await take(step)
                    XCTFail("\(place): wanted \(step.text("error")), got \(answer)")
                } catch let error as NetcodeError {
                    XCTAssertEqual(error.code, step.text("error"), place)
                }
            } else {
                let answer = try told(await take(step))
                for (kept, from) in step.row("save").fields {
                    saved[kept] = try (from as? [String: Any]).map { try token(Row(fields: $0)) } ?? pointed(answer, from as? String ?? "")
                }
                let wanted = filled(step.fields["answer"] ?? NSNull())
                XCTAssert(fits(wanted, answer), "\(place): wanted \(wanted), got \(answer)")
            }
        }
    }

    /// The value with `$name` replaced by what was saved under the name.
    private func filled(_ value: Any) -> Any {
        switch value {
        case let text as String: return text.hasPrefix("$") ? saved[String(text.dropFirst())] ?? text : text
        case let list as [Any]: return list.map(filled)
        case let fields as [String: Any]: return fields.mapValues(filled)
        default: return value
        }
    }

    /// The token of the newest link mailed to somebody.
    private func token(_ from: Row) throws -> String {
        let page = "/\(from.text("page"))/"
        let mail = mailbox.parcels.last { $0.recipient == from.text("link_to") && $0.text.contains(page) }
        let line = try XCTUnwrap(mail).text.split(separator: "\n").first { $0.hasPrefix("https://") }
        return String(try XCTUnwrap(line?.split(separator: "/").last))
    }

    private func take(_ step: Row) async throws -> Any {
        let (command, it, session) = (step.text("do"), step.row("with"), portal.session(token: step.text("session")))
        if let answer = try await person(command, it, session) { return answer }
        if let answer = try await lock(command, it, session) { return answer }
        if let answer = try await code(command, it, session) { return answer }
        throw NoArgument(field: command)
    }

    private func person(_ command: String, _ it: Row, _ session: PortalSession) async throws -> Any? {
        switch command {
        case "register":
            let registration = Registration(email: it.text("email"), name: it.text("name"), password: it.text("password"))
            return try await portal.register(now: now, registration: registration)
        case "activate": return try await portal.activate(now: now, token: it.text("token"))
        case "migrate_account": return try await portal.migrateAccount(now: now, email: it.text("email"), name: it.text("name"))
        case "sign_in":
            let signedIn = try await portal.signIn(now: now, email: it.text("email"), password: it.text("password"))
            return ["token": signedIn.session.token(), "role": signedIn.role] as [String: Any]
        case "request_reset": return try await portal.requestReset(now: now, email: it.text("email"))
        case "set_password": return try await portal.setPassword(now: now, token: it.text("token"), password: it.text("password"))
        case "confirm_email": return try await portal.confirmEmail(now: now, token: it.text("token"))
        case "sms_request":
            let request = SmsRequest(message: it.text("message"), from: it.text("from"), text: it.text("text"))
            return try await portal.smsRequest(now: now, request: request)
        case "drain": return try await drain(it.texts("outcomes"))
        case "change_password": return try await session.changePassword(now: now, old: it.text("old"), password: it.text("new"))
        case "request_email": return try await session.requestEmail(now: now, password: it.text("password"), email: it.text("email"))
        case "account": return try await session.account(now: now)
        case "close_account": return try await session.closeAccount(now: now, password: it.text("password"))
        case "users": return try await session.users(now: now)
        case "invite":
            let role: Role = try word(it.text("role"), [.owner, .standard, .associate, .guest])
            let invitation = try Invitation(email: it.text("email"), name: it.text("name"), role: role, limits: limits(it.row("limits")))
            return ["id": try await session.invite(now: now, invitation: invitation)]
        default: return nil
        }
    }

    private func lock(_ command: String, _ it: Row, _ session: PortalSession) async throws -> Any? {
        let lock = it.text("lock")
        switch command {
        case "add_lock": return try await session.addLock(now: now, lock: added(it))
        case "initialise": return try await session.initialise(now: now, lock: lock, masterCode: given(it, "master_code"))
        case "confirm_lock": return try await session.confirmLock(now: now, lock: lock)
        case "edit_lock":
            let edit = it.row("edit")
            let changed = try EditLock(site: given(edit, "site"), modes: edit.has("modes") ? modes(edit) : nil)
            return try await session.editLock(now: now, lock: lock, edit: changed)
        case "delete_lock": return try await session.deleteLock(now: now, lock: lock)
        case "lock": return try await session.lock(now: now, lock: lock)
        case "choose_lock": return try await session.chooseLock(now: now, named: given(it, "named"))
        case "locks":
            let filter = LockFilter(search: given(it.row("filter"), "search"))
            return try await session.locks(now: now, filter: filter, next: given(it, "next"), limit: limit(it))
        case "list_phone": return try await session.listPhone(now: now, name: it.text("name"), phone: it.text("phone"))
        case "unlist_phone": return try await session.unlistPhone(now: now, phone: it.text("phone"))
        default: return nil
        }
    }

    private func code(_ command: String, _ it: Row, _ session: PortalSession) async throws -> Any? {
        switch command {
        case "issue": return try await session.issue(now: now, request: request(it))
        case "preview": return try await session.preview(now: now, request: request(it))
        case "issue_many":
            return try await session.issueMany(now: now, requests: it.rows("requests").map(request)).map { answer -> Any in
                switch answer {
                case .issued(let issued): return issued
                case .refused(let error): return ["error": error]
                }
            }
        case "codes": return try await session.codes(now: now, limit: limit(it))
        case "code": return try await session.code(now: now, number: it.whole("number"))
        case "send":
            let request = try SendRequest(
                request: it.text("request"), number: it.whole("number"), delivery: delivery(it.row("delivery")), again: flag(it, "again"))
            return try await session.send(now: now, request: request)
        case "messages": return try await session.messages(now: now, number: it.whole("number"))
        case "balance": return try await session.balance(now: now)
        case "statement": return try await session.statement(now: now, limit: limit(it))
        case "buy": return try await session.buy(now: now, order: PortalOrder(order: it.text("order"), package: it.text("package")))
        case "stay":
            let request = try StayRequest(
                stay: it.text("stay"), lock: it.text("lock"), from: it.moment("from"), until: it.moment("until"),
                send: it.rows("send").map(delivery), keypad: flag(it, "keypad"))
            return try await session.stay(now: now, request: request)
        case "cancel_stay":
            let request = CancelStay(stay: it.text("stay"), lock: it.text("lock"), keypad: flag(it, "keypad"))
            return try await session.cancelStay(now: now, request: request)
        default: return nil
        }
    }

    private func drain(_ outcomes: [String]) async throws -> Any {
        mailbox.answer(outcomes)
        let before = mailbox.parcels.count
        let report = try await portal.drain(now: now, courier: mailbox)
        let handed = mailbox.parcels.dropFirst(before).map { ["to": $0.recipient, "text": $0.text] }
        return ["sent": report.sent, "later": report.later, "failed": report.failed, "parcels": handed] as [String: Any]
    }
}



private func given(_ it: Row, _ field: String) -> String? { it.has(field) ? it.text(field) : nil }

private func flag(_ it: Row, _ field: String) -> Bool { it.fields[field] as? Bool ?? false }

private func limit(_ it: Row) throws -> UInt32 { it.has("limit") ? try it.number("limit") : 50 }

private func modes(_ it: Row) throws -> [Mode] { try it.texts("modes").map { try parseMode(text: $0) } }

/// The case that is written like this.
private func word<Case>(_ text: String, _ cases: [Case]) throws -> Case {
    try XCTUnwrap(cases.first { kebab("\($0)") == text }, text)
}

private func limits(_ it: Row) throws -> Limits {
    try Limits(
        codesMax: it.has("codes_max") ? it.whole("codes_max") : nil,
        daysMax: it.has("days_max") ? it.whole("days_max") : nil,
        doors: it.has("doors") ? it.texts("doors") : nil)
}

private func delivery(_ it: Row) throws -> Delivery {
    try Delivery(channel: word(it.text("channel"), [.email, .sms]), to: it.text("to"), note: it.text("note"))
}

private func request(_ it: Row) throws -> IssueRequest {
    try IssueRequest(
        request: it.text("request"), lock: it.text("lock"), grant: Vectors.grant(it.row("grant")),
        send: it.rows("send").map(delivery), despiteWarnings: flag(it, "despite_warnings"))
}

private func added(_ it: Row) throws -> AddLock {
    try AddLock(
        name: it.text("name"), model: it.text("model"), series: word(it.text("series"), [.kl, .cl]), zone: it.text("zone"),
        layout: .s, digits: it.whole("digits"), lockId: it.has("lock_id") ? it.whole("lock_id") : nil, group: given(it, "group"),
        clock: it.has("clock") ? word(it.text("clock"), [ClockRule.standardTime, .civil, .utc]) : nil, modes: modes(it),
        prefix: given(it, "prefix"), accessKey: given(it, "access_key"))
}

/// `blockAtKeypad` as `block-at-keypad`.
private func kebab(_ name: String, _ between: String = "-") -> String {
    name.reduce(into: "") { $0 += $1.isUppercase ? between + $1.lowercased() : String($1) }
}

/// A value of the package as the vectors write it: a record field by field, by its words.
private func told(_ value: Any) throws -> Any {
    switch value {
    case is Void: return NSNull()
    case let text as String: return text
    case let flag as Bool: return flag
    case let number as Int64: return NSNumber(value: number)
    case let mode as Mode: return mode.wireName()
    case let code as Code: return code.digits
    case let grant as Grant: return try JSONSerialization.jsonObject(with: Data(grant.toJson().utf8))
    case let moment as Date: return ISO8601DateFormatter().string(from: moment)
    case let time as LockTime: return "\(time)"
    default: break
    }
    let mirror = Mirror(reflecting: value)
    switch mirror.displayStyle {
    case .optional?: return try mirror.children.first.map { try told($0.value) } ?? NSNull()
    case .collection?: return try mirror.children.map { try told($0.value) }
    case .dictionary?: return try (value as? [String: Any] ?? [:]).mapValues(told)
    case .enum?: return kebab("\(value)")
    default: return try Dictionary(uniqueKeysWithValues: mirror.children.map { (kebab($0.label ?? "", "_"), try told($0.value)) })
    }
}

private func pointed(_ answer: Any, _ pointer: String) throws -> Any {
    try pointer.split(separator: "/").reduce(answer) { at, name in
        let part = (at as? [Any]).flatMap { list in Int(name).map { list[$0] } } ?? (at as? [String: Any])?[String(name)]
        return try XCTUnwrap(part, pointer)
    }
}

/// Whether an answer has everything that is wanted of it. A list is as long as the one wanted.
private func fits(_ wanted: Any, _ answer: Any?) -> Bool {
    switch wanted {
    case is NSNull: return true
    case let wanted as [String: Any]:
        if wanted["none"] != nil { return answer == nil || answer is NSNull }
        if let other = wanted["not"] { return !same(other, answer) }
        if let part = wanted["contains"] as? String { return (answer as? String)?.contains(part) ?? false }
        guard let fields = answer as? [String: Any] else { return false }
        return wanted.allSatisfy { name, of in fields[name].map { fits(of, $0) } ?? false }
    case let wanted as [Any]:
        guard let list = answer as? [Any], list.count == wanted.count else { return false }
        return zip(wanted, list).allSatisfy { fits($0, $1) }
    default: return same(wanted, answer)
    }
}

private func same(_ one: Any, _ other: Any?) -> Bool { plain(one) == plain(other) }

/// A text, a number or a flag, however Foundation holds it.
private func plain(_ value: Any?) -> String {
    if let text = value as? String { return "`\(text)`" }
    if let flag = value as? Bool { return flag ? "1.0" : "0.0" }
    if let number = value as? NSNumber { return "\(number.doubleValue)" }
    return String(describing: value)
}
