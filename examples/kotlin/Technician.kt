// A technician sets a lock up, keystroke by keystroke, and finds out why a guest's code was refused, without a network.
// `cargo xtask test kotlin` compiles and runs this.
package example

import netcode.Attempt
import netcode.Catalogue
import netcode.Cause
import netcode.ClockEvent
import netcode.ClockRule
import netcode.Door
import netcode.Format
import netcode.Grant
import netcode.Handed
import netcode.Identity
import netcode.Known
import netcode.Layout
import netcode.Line
import netcode.LockClock
import netcode.Mode
import netcode.Profile
import netcode.Signal
import netcode.SiteKey
import netcode.Term
import netcode.Twin
import netcode.Verb
import netcode.Zone
import netcode.explain
import netcode.troubleshoot
import java.time.LocalDateTime
import java.time.format.DateTimeFormatter

/** What a lock's keypad shows for one key. */
data class Keystroke(val key: String, val shows: List<String>)

/** The keys that initialise a lock of this model, from its own program table. */
fun initialisation(model: String, clock: LocalDateTime, lockId: Int): String {
    val known = Catalogue().get(model)
    val program = known.programs.values.first { it.act is Verb.Initialise }
    val master = checkNotNull(known.levels.getValue("master").factory).value
    val typed = clock.format(DateTimeFormatter.ofPattern("yyMMddHHmm"))
    return "${known.keypad.programKey.value.orEmpty()}$master${program.number}$typed$lockId"
}

/** Types keys one by one at a twin and says what each shows: what the technician should see at the door. */
fun rehearse(lock: Twin, keys: String): List<Keystroke> = keys.mapIndexed { at, key ->
    Keystroke("$key", (lock.press("$key", more = at < keys.lastIndex) as Line.Done).effects)
}

fun main() {
    // The key of the examples, which opens nothing.
    val site = SiteKey.fromHex("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f")
    val now = LocalDateTime.parse("2026-07-01T12:00")

    // The lock stands open with its factory code, and is initialised. Its twin shows every light before anybody types.
    val lock = Twin("kl1000-netcode-c2", now, siteKey = site, serial = "LOCK-0001")
    lock.press("2244")
    for (stroke in rehearse(lock, initialisation(lock.model(), now, 123_456))) {
        println("press ${stroke.key}  ${stroke.shows.joinToString(" ")}")
    }
    val netcode = checkNotNull(lock.view().netcode)
    check(netcode.lockId == 123_456u && netcode.initialised == now) { "the lock was not initialised" }

    // A code for tomorrow is typed today.
    val identity = Identity.own(site.lockKey("LOCK-0001"), 123_456u, now)
    val format = Format(netcode.layout, netcode.digits.toUByte())
    val grant = Grant(Mode.STANDARD_SINGLE, now.plusDays(1), Term.Hours(2u))
    val code = identity.issue(format, grant).code
    lock.press("2244")
    println("the lock says ${(lock.press(code.digits) as Line.Done).effects}")

    // Why? The records know, and the question is asked without the lock.
    val london = Zone("Europe/London")
    val at = london.toCivil(ClockRule.STANDARD_TIME, now).moment
    val clock = LockClock(london, ClockRule.STANDARD_TIME, 20u).withEvent(ClockEvent.Set(at, 60))
    val door = Door(Profile(Format(Layout.S, format.digits()), listOf(Mode.STANDARD_SINGLE, Mode.STANDARD_MULTI)), clock)
    val known = Known(door, identity, handed = listOf(Handed("Ames", code, grant)), model = lock.model())
    val why = explain(known, Attempt(code.digits, at, Signal.RED))
    val first = why.findings.first()
    println("${first.cause.wireName()}: ${first.evidence}; ${first.remedy}")
    check(first.cause == Cause.TOO_EARLY && first.about == "Ames")

    // A door that shows nothing at all: from the symptom to the fix, answer by answer.
    var walk = troubleshoot(lock.model())
    while (walk.step.end == null) {
        println("${walk.step.act} ${walk.step.look.orEmpty()}")
        walk = troubleshoot(lock.model(), walk.passed.map { it.answer } + walk.step.answers.last().answer)
    }
    println("${walk.step.act} (${walk.step.end})")
}
