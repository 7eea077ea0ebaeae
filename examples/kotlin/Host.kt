// A host's phone is the front desk: the portal on a file, a lock set up at its keypad, a stay booked, and its mail handed
// over. `cargo xtask test kotlin` compiles and runs this.
package example

import kotlinx.coroutines.runBlocking
import netcode.AddLock
import netcode.Channel
import netcode.Courier
import netcode.Delivery
import netcode.Layout
import netcode.MasterKey
import netcode.Mode
import netcode.NetcodeException
import netcode.OutboxOutcome
import netcode.OutboxParcel
import netcode.Portal
import netcode.PortalSeries
import netcode.PortalSession
import netcode.PortalSettings
import netcode.Registration
import netcode.StayRequest
import netcode.code
import java.nio.file.Files
import java.time.Instant

/** A real one would call a mail service; this one shows what it was given. */
private object Mailbox : Courier {
    var last = ""

    override fun deliver(parcel: OutboxParcel): OutboxOutcome {
        println("to ${parcel.recipient}: ${parcel.subject}")
        last = parcel.text
        return OutboxOutcome.Delivered
    }
}

/** Registers somebody and follows the link of the mail. */
private suspend fun register(portal: Portal, now: Instant): PortalSession {
    portal.register(now, Registration("ann@example.org", "Ann", "Sesame-Open-9"))
    portal.drain(now, Mailbox)
    portal.activate(now, Mailbox.last.lines().first { "/activate/" in it }.substringAfterLast('/'))
    return portal.signIn(now, "ann@example.org", "Sesame-Open-9").session
}

fun main() = runBlocking<Unit> {
    val folder = Files.createTempDirectory("netcode")
    val now = Instant.parse("2026-07-01T12:00:00Z")
    // In an app the phone's keystore holds these bytes. Hashing a password costs less here than it should.
    val master = MasterKey(ByteArray(32) { 7 })
    val settings = PortalSettings(name = "Harbour House", passwordMemoryKib = 8u, passwordPasses = 1u)

    Portal.sqlite(folder.resolve("portal.db").toString(), master, settings).use { portal ->
        val session = register(portal, now)

        // The lock: the portal says what to type at it, and takes note that it was typed.
        val new = AddLock("Sea View", "kl1000-netcode-c2", PortalSeries.KL, "Europe/London", Layout.S, 7, modes = listOf(Mode.ACC))
        val lock = session.addLock(now, new)
        val typed = session.initialise(now, lock.id, masterCode = "11335577")
        typed.steps.forEach { println("${it.title}: ${it.keys} (${it.blueFlashes} blue)") }
        session.confirmLock(now, lock.id)

        // Three nights. The same request again is the same stay: nothing is charged twice.
        val wish = StayRequest(
            "booking-17",
            lock.id,
            Instant.parse("2026-07-06T14:00:00Z"),
            Instant.parse("2026-07-09T10:00:00Z"),
            guest = "Gus",
            send = listOf(Delivery(Channel.EMAIL, "gus@example.org")),
        )
        val stay = session.stay(now, wish)
        check(stay.charged == 1L && session.stay(now, wish).charged == 0L)
        println("guaranteed from ${stay.guaranteedFrom} until ${stay.guaranteedUntil}; ${session.balance(now).available} credits left")
        portal.drain(now, Mailbox)
        check(stay.codes.single().code in Mailbox.last) { "the mail shows no code" }

        // Somebody who is not signed in gets nothing.
        try {
            portal.session("made up").locks(now)
            error("a stranger saw the locks")
        } catch (refused: NetcodeException.Denied) {
            println("a stranger: ${refused.code}")
        }
    }
    folder.toFile().deleteRecursively()
}
