package netcode

import example.initialisation
import example.rehearse
import org.junit.jupiter.api.Test
import java.time.Duration
import java.time.Instant
import java.time.LocalDateTime
import java.util.concurrent.Callable
import java.util.concurrent.Executors
import kotlin.test.assertContains
import kotlin.test.assertEquals
import kotlin.test.assertFailsWith
import kotlin.test.assertFalse
import kotlin.test.assertIs
import kotlin.test.assertNotNull
import kotlin.test.assertNull
import kotlin.test.assertTrue

private const val SITE = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"
private const val C2 = "kl1000-netcode-c2"

/** Stays, models, twins and advice, as a Kotlin person expects them. */
class WorldTest {
    private val site = SiteKey.fromHex(SITE)
    private val noon = LocalDateTime.parse("2026-07-01T12:00")
    private val london = Zone("Europe/London")
    private val moment = Instant.parse("2026-07-01T12:00:00Z")
    private val clock = LockClock(london, ClockRule.STANDARD_TIME, 20u).withEvent(ClockEvent.Set(moment, 60))
    private val door = Door(Profile(Format(Layout.S, 7u), listOf(Mode.ACC)), clock)
    private val window = Window(moment.plus(Duration.ofDays(1)), moment.plus(Duration.ofDays(3)))

    private fun twin() = Twin(C2, noon, siteKey = site, serial = "LOCK-0001")

    @Test
    fun `a technician initialises a lock key by key and its twin takes the code`() {
        val lock = twin()
        assertEquals(listOf("blue", "unlock"), assertIs<Line.Done>(lock.press("2244")).effects)
        val strokes = rehearse(lock, initialisation(C2, noon, 123_456))
        assertEquals("#11335577202607011200123456", strokes.joinToString("") { it.key })
        assertEquals(listOf("blue", "blue", "blue", "blue", "blue"), strokes.flatMap { it.shows })
        assertEquals(listOf("blue", "blue"), strokes.last().shows, "the last field flashes twice")
        val netcode = assertNotNull(lock.view().netcode)
        assertEquals(123_456u to noon, netcode.lockId to netcode.initialised)

        val identity = Identity.own(site.lockKey("LOCK-0001"), 123_456u, noon)
        val code = identity.issue(Format(netcode.layout, netcode.digits.toUByte()), Grant(Mode.STANDARD_SINGLE, noon, Term.Hours(2u))).code
        lock.step(lock.now().plusSeconds(10), TwinEvent.Tick)
        assertEquals(Bolt.LOCKED, lock.bolt())
        assertContains(assertIs<Line.Done>(lock.press(code.digits)).effects, "unlock")
        assertFalse(code.digits in "${lock.view()}")
    }

    @Test
    fun `a twin steps by typed events, is written down and carries on`() {
        val lock = twin()
        assertIs<Line.Done>(lock.press("2244"))
        val effects = lock.step(noon.plusSeconds(10), TwinEvent.Key("1"))
        assertContains(effects, TwinEffect.Bolt(Bolt.LOCKED))
        assertEquals(noon.plusSeconds(10), lock.now())
        assertEquals(1L, lock.view().typed)
        val again = Twin.resume(C2, lock.state(), siteKey = site, serial = "LOCK-0001")
        assertEquals(lock.view(), again.view())
        assertEquals("twin.state_malformed", assertFailsWith<NetcodeException> { Twin.resume(C2, "{}") }.code)
        assertEquals("catalogue.unknown_model", assertFailsWith<NetcodeException> { Twin("kl9", noon) }.code)
        assertIs<Line.Failed>(lock.act("""{"card": "c1"}"""))
    }

    @Test
    fun `a model tells its facts with mark and sources`() {
        val known = Catalogue()
        val model = known.get("kl1060")
        assertEquals("kl1000-netcode", model.id)
        assertEquals("#", model.keypad.programKey.value)
        assertContains(known.ids(), C2)
        val facts = known.facts(C2)
        assertTrue(facts.size > 20 && facts.all { it.path.isNotEmpty() })
        assertNotNull(known.source(model.keypad.keys.source.first()))
        assertNull(known.source("nothing"))
        assertTrue(lintRules().isNotEmpty())
        assertEquals("catalogue.unknown_model", assertFailsWith<NetcodeException.NotFound> { known.get("kl9") }.code)
    }

    @Test
    fun `a value out of range is refused, not bent`() {
        val error = assertFailsWith<NetcodeException.Invalid> { clock.withEvent(ClockEvent.Set(moment, -1)) }
        assertEquals("row.malformed", error.code)
        assertContains(error.detail, "clock event")
        val empty = Window(moment, moment)
        assertEquals("window.empty", assertFailsWith<NetcodeException> { door.quote(listOf(), listOf(empty)) }.code)
        assertEquals(1440L, Window(moment, moment.plus(Duration.ofDays(1))).minutes())
        assertEquals("draw.out_of_range", assertFailsWith<NetcodeException> { door.timelineSvg("Flat", window, listOf(), 1u) }.code)
    }

    @Test
    fun `plans and their grants compare as values`() {
        val stay = Stay(window.from, window.until)
        assertEquals(door.plan(stay), door.plan(stay))
        val way = door.plan(stay).ways.first()
        assertEquals(way.quote, door.quote(way.grants, listOf(window)))
        assertTrue(way.quote.holds())
        assertEquals(listOf(window), way.quote.asked)
        val rooms = mapOf("101" to door, "102" to door)
        val shared = planDoors(rooms, listOf("101"), stay)
        assertEquals(setOf("101"), shared.separate.keys)
        val visits = Visits(london, LocalDateTime.parse("2026-07-06T09:00"), listOf(Weekday.MONDAY), 60u, 4u)
        assertEquals(4, visits.windows().size)
        assertTrue(door.planVisits(visits).size <= 4)
    }

    @Test
    fun `keypads, lights, locks and the risk of a day are drawn`() {
        val keypad = Catalogue().get(C2).keypad
        assertContains(keypadSvg(keypad, listOf("blue", "unlock")), "<title>keypad: blue, unlock</title>")
        assertContains(lightsSvg(listOf("red", "beep"), Bolt.LOCKED), "<title>red, beep, bolt locked</title>")
        val lock = twin()
        assertContains(lock.svg(), "locked")
        lock.press("2244")
        assertContains(lock.svg(), "unlocked")
        assertFalse("2244" in lock.svg())
        val profile = Profile(Format(Layout.S, 7u), listOf(Mode.STANDARD_SINGLE, Mode.STANDARD_MULTI))
        assertContains(profile.riskSvg(), "<title>a guess opens 1 time in 47,170 at worst</title>")
        assertEquals(profile.riskSvg(noon), profile.riskSvg(noon.withHour(3)), "any minute of the day will do")
        assertEquals("time.before_2020", assertFailsWith<NetcodeException> { profile.riskSvg(LocalDateTime.parse("2019-01-01T00:00")) }.code)
    }

    @Test
    fun `a huge list of codes goes in and out in order`() {
        val grant = door.plan(Stay(window.from, window.until)).ways.first().grants.first()
        val codes = List(10_000) { Given("guest $it", grant) }
        val found = door.whoCanEnter(codes, window.from.plus(Duration.ofHours(5)), Records.COMPLETE)
        assertEquals(codes.map { it.id }, found.map { it.id })
        assertEquals(setOf(grant), found.map { it.grant }.toSet())
    }

    @Test
    fun `two threads at one twin take turns`() {
        val lock = twin()
        val pool = Executors.newFixedThreadPool(2)
        val keys = List(200) { Callable { lock.step(noon, TwinEvent.Key("1")) } }
        pool.invokeAll(keys).forEach { it.get() }
        pool.shutdown()
        assertEquals(noon, lock.now())
    }

    @Test
    fun `a closed twin says so, and dropped ones are cleaned up`() {
        val lock = twin()
        lock.close()
        assertFailsWith<IllegalStateException> { lock.view() }
        repeat(500) { twin().press("2244") }
        System.gc()
        assertEquals(Bolt.LOCKED, twin().bolt())
    }

    @Test
    fun `a refused code is explained from the records and hides its digits`() {
        val grant = Grant(Mode.ACC, LocalDateTime.parse("2026-07-02T00:00"), Term.Days(3u))
        val identity = Identity.own(site.lockKey("LOCK-0001"), 123_456u, noon)
        val code = identity.issue(Format(Layout.S, 7u), grant).code
        val known = Known(door, identity, handed = listOf(Handed("Ames", code, grant)), model = C2)
        assertFalse(code.digits in "$known")
        val early = Attempt(code.digits, Instant.parse("2026-07-01T20:50:00Z"), Signal.RED)
        assertFalse(code.digits in "$early")
        val why = explain(known, early)
        assertEquals(Cause.TOO_EARLY to 190L, why.findings.first().cause to why.findings.first().minutes)
        val tie = explain(known, Attempt(code.digits, Instant.parse("2026-07-02T12:00:00Z"), Signal.RED))
        val question = assertNotNull(tie.next)
        assertTrue(question.text().endsWith("?"))
        assertEquals("code.malformed", assertFailsWith<NetcodeException> { Attempt("12a", moment, Signal.RED) }.code)
        assertEquals("advise.answer_unknown", assertFailsWith<NetcodeException> { troubleshoot(C2, listOf("perhaps")) }.code)
    }

    @Test
    fun `what is known of a clock ages`() {
        val error = assertNotNull(clock.error(moment.plus(Duration.ofDays(100))))
        assertTrue(error.highSeconds in 200L..300L && error.lowSeconds == -error.highSeconds)
        assertNotNull(clock.nextVisit(moment, 600u))
        assertEquals(listOf<ClockEvent>(ClockEvent.Set(moment, 60)), clock.events())
        assertNull(clock.lostSince(moment))
        assertEquals(clock, door.clock())
        assertEquals("Europe/London", door.zone().name())
        val lost = clock.withEvent(ClockEvent.Lost(moment.plusSeconds(60)))
        assertNull(lost.error(moment.plusSeconds(120)))
    }
}
