package netcode

import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.Test
import java.time.Instant
import java.time.LocalDateTime
import kotlin.test.assertContains
import kotlin.test.assertEquals
import kotlin.test.assertFailsWith
import kotlin.test.assertFalse
import kotlin.test.assertIs
import kotlin.test.assertTrue

/** The lock-management app, traces, fleets and guides, as a Kotlin person expects them. */
class AppTest {
    private val noon = Instant.parse("2026-07-01T12:00:00Z")
    private val office = NewLock("Office", "cl5510", "Europe/London", gateway = true)

    private fun account() = AppAccount("Harbour House", "Ann")

    @Test
    fun `what is set is a wish until the lock is synchronised`() {
        val account = account()
        account.rehearse(noon, "Ann", office)
        assertContains(account.keys(noon, "Office", "*"), "red", "it takes no NetCodes")
        account.edit(noon, "Ann", "Office", Edit(mapOf("netcode" to "true")))
        assertEquals(listOf(Pending(Parameter.NETCODE, "true", "false")), account.pending("Office").filter { it.parameter == Parameter.NETCODE })
        assertContains(account.keys(noon.plusSeconds(20), "Office", "*"), "red", "ticked, and not synchronised")

        val later = noon.plusSeconds(40)
        account.synchronise(later, "Ann", "Office", 60u)
        val cut = account.reach(later, "Office", Carrier.BLUETOOTH, listOf(Fault.LOST, Fault.CUT))
        assertFalse(cut.whole, "the link broke, the wish waits")
        assertEquals(AppTask.Synchronise, account.lock("Office").queue.single().task)
        val talk = account.reach(later, "Office", Carrier.GATEWAY)
        assertTrue(talk.whole)
        assertContains(talk.app, AppEffect.Idle)
        assertEquals(emptyList(), account.pending("Office"))
        val office = account.lock("Office")
        assertEquals<AppValue?>(AppValue.Switch(true), office.known["netcode"])
        assertEquals(LocalDateTime.parse("2026-07-01T12:00:40"), office.seen?.clock)
        assertContains(account.trail("Office").map { it.at }, LocalDateTime.parse("2026-07-01T12:00:00"))
        assertFalse("red" in account.keys(later.plusSeconds(20), "Office", "*"))
        assertContains(account.history().map { it.action }, AppAction.EDITED)
        assertEquals(account.locks(), AppAccount.fromJson(account.toJson()).locks())
    }

    @Test
    fun `the link to a real lock is spoken by the app`() {
        val account = account()
        account.addLock(noon, "Ann", office)
        assertEquals("app.not_connected", assertFailsWith<NetcodeException> { account.step(noon, "Office", LinkEvent.Silence) }.code)
        account.synchronise(noon, "Ann", "Office", 60u)
        val greeting = assertIs<AppEffect.Send>(account.step(noon, "Office", LinkEvent.Up(Carrier.BLUETOOTH)).single()).value
        val lock = Twin("cl5510", LocalDateTime.parse("2026-07-01T12:00"))
        val answer = lock.step(lock.now(), TwinEvent.App(TwinApp.Message(greeting))).firstNotNullOf { (it as? TwinEffect.Answer)?.value }
        assertTrue(account.step(noon, "Office", LinkEvent.Answer(answer)).any { it is AppEffect.Send })
        account.step(noon, "Office", LinkEvent.Down)
    }

    @Test
    fun `the access key is for administrators and links the locks to a portal`() = runBlocking {
        val account = account()
        assertEquals("app.access_key_hidden", assertFailsWith<NetcodeException> { account.accessKey("Ann") }.code)
        account.rehearse(noon, "Ann", office, lockId = 123_456u)
        account.edit(noon, "Ann", "Office", Edit(mapOf("netcode" to "true")))
        account.synchronise(noon, "Ann", "Office", 60u)
        assertTrue(account.reach(noon, "Office", Carrier.BLUETOOTH).whole)
        val key = account.accessKey("Ann")
        assertFalse(key in "${account.locks()}")
        account.addAdministrator(noon, "Ann", "Office", "Ben")
        val fresh = account.regenerateAccessKey(noon, "Ben")
        assertEquals("app.access_key_wrong", assertFailsWith<NetcodeException> { account.tell(key) }.code)

        val portal = Portal.memory(MasterKey(ByteArray(32) { 7 }), PortalSettings(passwordMemoryKib = 8u, passwordPasses = 1u))
        portal.register(noon, Registration("ann@example.org", "Ann", "Sesame-Open-9"))
        val mails = Kept()
        portal.drain(noon, mails)
        portal.activate(noon, mails.link("activate"))
        val session = portal.signIn(noon, "ann@example.org", "Sesame-Open-9").session
        val linked = session.linkApp(noon, account.tell(fresh)).locks.single()
        assertEquals("Office" to 123_456L, linked.name to linked.lockId)
        assertEquals(emptyList(), session.issuedCodes(noon, linked.id))
        assertEquals("row.malformed", assertFailsWith<NetcodeException> { session.linkApp(noon, "[]") }.code)
    }

    @Test
    fun `phones, conflicts and the gateway`() {
        val account = account()
        account.rehearse(noon, "Ann", office.copy(gateway = false))
        assertEquals("app.no_gateway", assertFailsWith<NetcodeException> { account.unlock(noon, "Ann", "Office", 5u) }.code)
        assertEquals("app.not_administrator", assertFailsWith<NetcodeException.Denied> { account.synchronise(noon, "Eve", "Office", 5u) }.code)
        assertEquals("app.not_in_conflict", assertFailsWith<NetcodeException> { account.resolve(noon, "Ann", "Office", "netcode", Keep.APP) }.code)
        assertEquals("app.phone_unknown", assertFailsWith<NetcodeException> { account.suspendPhone(noon, "Ann", "Office", "Gus", true) }.code)
        val refused = assertFailsWith<NetcodeException> { account.edit(noon, "Ann", "Office", Edit(mapOf("no such" to "true"))) }
        assertEquals("app.parameter_unknown", refused.code)
        assertEquals(emptyList(), account.modeChange(noon, "Office", Edit(mapOf("netcode" to "true"))).dies)
        account.removeLock(noon, "Ann", "Office")
        assertEquals("app.lock_unknown", assertFailsWith<NetcodeException> { account.view("Office") }.code)
    }

    @Test
    fun `a trace is run again and shortened, and a check that throws is heard`() {
        val start = LocalDateTime.parse("2026-07-01T12:00")
        val trace = Trace("kl1000-netcode-c2", start)
        for ((at, key) in listOf("9", "9", "2", "2", "4", "4").withIndex()) {
            if (at == 2) trace.record(start.plusSeconds(30), TwinEvent.Tick)
            trace.record(start.plusSeconds(at + if (at < 2) 1L else 40L), TwinEvent.Key(key))
        }
        trace.record(start.plusSeconds(46), TwinEvent.EndEntry)
        val opens = object : TraceCheck {
            override fun shows(trace: Trace) = trace.replay().twin.bolt() == Bolt.UNLOCKED
        }
        assertTrue(opens.shows(trace))
        val short = trace.shrink(opens)
        assertTrue(opens.shows(short) && short.events().size < trace.events().size, "${short.events()}")
        assertEquals(short.events(), Trace.fromJson(short.toJson()).events())
        assertIs<StepAnswer.Done>(short.replay().answers.first())
        val broken = object : TraceCheck {
            override fun shows(trace: Trace): Boolean = throw IllegalStateException("out of patience")
        }
        assertContains(assertFailsWith<NetcodeException.Unavailable> { trace.shrink(broken) }.detail, "out of patience")
        assertEquals("twin.script_malformed", assertFailsWith<NetcodeException> { Trace.fromJson("{}") }.code)
    }

    @Test
    fun `a fleet runs in the background, the same seed the same`() = runBlocking {
        val fleet = Fleet("kl1000-netcode-c2", 5u, LocalDateTime.parse("2026-03-01T00:00"), 14u, seed = 3uL)
        val report = runFleet(fleet)
        assertEquals(5, report.locks)
        assertEquals(report, runFleet(fleet))
        assertEquals("catalogue.unknown_model", assertFailsWith<NetcodeException> { runFleet(fleet.copy(model = "none")) }.code)
    }

    @Test
    fun `guides are told, and a wrong name in a log is explained`() {
        val guide = guides().first { it.steps.isNotEmpty() }
        assertEquals(guide.steps.first().id, troubleshoot(guide.id).step.id)
        assertEquals("advise.guide_malformed", assertFailsWith<NetcodeException> { parseGuide("{}") }.code)
        val codes = mapOf("Ann" to "1357", "Ben" to "2468")
        assertEquals(LogCause.SAME_BUTTONS, explainLog("kwikset-910", codes, "Ann", "Ben").cause)
        assertEquals("advise.name_unknown", assertFailsWith<NetcodeException> { explainLog("kwikset-910", codes, "Ann", "Eve") }.code)
    }
}
