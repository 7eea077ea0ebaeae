// A front desk issues a code for a stay, the door's lock takes it, and a refused try is explained.
// `cargo xtask test kotlin` compiles and runs this.
package example

import netcode.Code
import netcode.ClockRule
import netcode.Decision
import netcode.Format
import netcode.Grant
import netcode.HeldKey
import netcode.Identity
import netcode.KeyProvider
import netcode.KeyRef
import netcode.Layout
import netcode.LockKey
import netcode.Mode
import netcode.NetcodeException
import netcode.Profile
import netcode.StateStore
import netcode.Term
import netcode.Verdict
import netcode.Verifier
import netcode.Zone
import netcode.estimateWorst
import netcode.hint
import netcode.inspect
import netcode.ordinaryDay
import kotlinx.coroutines.runBlocking
import java.time.LocalDateTime
import java.util.HexFormat
import javax.crypto.Mac
import javax.crypto.spec.SecretKeySpec

/** The site key stays in the platform's keystore; here it is the key of the examples, which opens nothing. */
private object Keystore : KeyProvider {
    private val key = SecretKeySpec(HexFormat.of().parseHex("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"), "HmacSHA256")

    override fun hmacSha256(message: ByteArray): ByteArray = Mac.getInstance("HmacSHA256").run {
        init(key)
        doFinal(message)
    }
}

/** A lock writes its state to flash; this one keeps it in memory. */
private class Flash : StateStore {
    var state = ""
    override fun persist(state: String) {
        this.state = state
    }
}

fun main() = runBlocking<Unit> {
    // The door: a lock with seven digits, initialised in January, its clock on winter time all year.
    val format = Format(Layout.S, 7u)
    val initialised = LocalDateTime.parse("2026-01-15T09:30")
    val key = LockKey.provided(Keystore, "LOCK-0001")
    val profile = Profile(format, listOf(Mode.STANDARD_SINGLE, Mode.STANDARD_MULTI)).withGrace(15u)
    val door = Identity.own(key, 123456u, initialised)

    // A guest stays from three in the afternoon, British summer time, for nine hours.
    val london = Zone("Europe/London")
    val checkIn = london.read("2026-07-01T15:00")
    val start = london.lockTime(ClockRule.STANDARD_TIME, checkIn.moment)
    val grant = Grant(Mode.STANDARD_MULTI, start, Term.Hours(9u))
    val issued = door.issue(format, grant)
    println("${checkIn.text} is $start on the lock; tell the guest ${issued.code.digits}")

    // The lock takes it in time, and remembers through a change of batteries.
    val flash = Flash()
    val lock = Verifier(profile, key, 123456u, initialised)
    check(lock.accept(issued.code, start.plusMinutes(40), flash) is Decision.Opened)
    val restarted = Verifier.restore(profile, key, flash.state)
    check(restarted.accept(issued.code, start.plusHours(2), flash) is Decision.Opened)

    // At the keypad a refusal has one look. The desk may ask why.
    val early = start.minusHours(2)
    check(restarted.accept(issued.code, early, flash) is Decision.Refused)
    val why = inspect(listOf(HeldKey(KeyRef.Own, door)), profile, issued.code, near = start, at = early)
    println("refused at $early: ${why.reason?.wireName()}, it says ${why.meanings.first().reading.grant}")

    // A wish that no code can carry names the nearest that exist.
    try {
        Grant(Mode.STANDARD_MULTI, start, Term.Hours(13u))
        error("thirteen hours have no code")
    } catch (error: NetcodeException.Invalid) {
        println("${error.code}: ${error.hint}")
    }

    // And what does guessing cost?
    val risk = estimateWorst(profile, ordinaryDay(format))
    println("one random try opens with probability ${risk.probability}")
    check(risk.verdict() != Verdict.TOO_LIKELY)
    check(Code.parse("0012345").digits == "0012345")
}
