// A guest's app shows the card of a stay: when the code surely works, its digits, and the picture of the door's days.
// `cargo xtask test kotlin` compiles and runs this.
package example

import netcode.ClockEvent
import netcode.ClockRule
import netcode.Code
import netcode.Door
import netcode.Format
import netcode.Identity
import netcode.Lane
import netcode.Layout
import netcode.LockClock
import netcode.Mode
import netcode.Profile
import netcode.Quote
import netcode.SiteKey
import netcode.Stay
import netcode.Window
import netcode.Zone
import java.time.Duration
import java.time.LocalDateTime

/** What the guest sees. Printing a card hides the digits; only [text] shows them. */
data class Card(val door: String, val zone: String, val codes: List<Code>, val quote: Quote) {
    fun text(): String {
        val zone = Zone(zone)
        val works = quote.guaranteed.joinToString("\n") { "  from ${zone.civil(it.from).text} until ${zone.civil(it.until).text}" }
        val first = quote.firstUse.joinToString("") { "\nUse it for the first time by ${zone.civil(it.by).text}." }
        return "$door: type ${codes.joinToString(" then ") { it.digits }}\n$works$first"
    }
}

fun main() {
    // The key of the examples, which opens nothing.
    val site = SiteKey.fromHex("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f")
    val initialised = LocalDateTime.parse("2026-01-15T09:30")
    val identity = Identity.own(site.lockKey("LOCK-0001"), 123_456u, initialised)
    val format = Format(Layout.S, 7u)

    // The door's clock was set in January by a good watch and drifts.
    val london = Zone("Europe/London")
    val set = ClockEvent.Set(london.toCivil(ClockRule.STANDARD_TIME, initialised).moment, 60)
    val clock = LockClock(london, ClockRule.STANDARD_TIME, 20u).withEvent(set)
    val door = Door(Profile(format, listOf(Mode.ACC)), clock)

    // Three nights in summer time. The best way to cover them, and what it truly guarantees.
    val checkIn = london.read("2026-07-01T15:00").moment
    val checkOut = london.read("2026-07-04T11:00").moment
    val way = door.plan(Stay(checkIn, checkOut)).ways.first()
    check(way.quote.holds()) { "nothing guarantees the stay" }
    val card = Card("Flat 2", london.name(), way.grants.map { identity.issue(format, it).code }, way.quote)
    println(card.text())
    check(card.codes.none { it.digits in "$card" }) { "a printed card shows digits" }

    // The same as a picture, for a screen or a mail.
    val stay = Window(checkIn, checkOut)
    val span = Window(checkIn.minus(Duration.ofDays(1)), checkOut.plus(Duration.ofDays(1)))
    val picture = door.timelineSvg("Flat 2", span, listOf(Lane("Ames", way.grants, listOf(stay))))
    check(picture.startsWith("<svg"))
    println("a picture of ${picture.length} characters")
}
