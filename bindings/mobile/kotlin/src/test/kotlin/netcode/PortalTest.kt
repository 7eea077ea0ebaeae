package netcode

import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.async
import kotlinx.coroutines.awaitAll
import kotlinx.coroutines.cancelAndJoin
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withTimeout
import org.junit.jupiter.api.Assumptions.assumeTrue
import org.junit.jupiter.api.Test
import java.nio.file.Files
import java.nio.file.Path
import java.time.Duration
import java.time.Instant
import java.time.LocalDateTime
import java.util.concurrent.CopyOnWriteArrayList
import java.util.concurrent.CountDownLatch
import kotlin.test.assertContains
import kotlin.test.assertEquals
import kotlin.test.assertFailsWith
import kotlin.test.assertFalse
import kotlin.test.assertIs
import kotlin.test.assertNotEquals
import kotlin.test.assertNotNull
import kotlin.test.assertNull
import kotlin.test.assertTrue

/** A courier that keeps what it is given, after doing what a test wants. */
class Kept(private val first: (OutboxParcel) -> Unit = {}) : Courier {
    val parcels = CopyOnWriteArrayList<OutboxParcel>()

    override fun deliver(parcel: OutboxParcel): OutboxOutcome {
        first(parcel)
        parcels += parcel
        return OutboxOutcome.Delivered
    }

    fun link(page: String) = parcels.last { "/$page/" in it.text }.text.lines().first { "/$page/" in it }.substringAfterLast('/')
}

/** The portal, as a Kotlin person expects it. */
class PortalTest {
    private val noon = Instant.parse("2026-07-01T12:00:00Z")
    private val master = MasterKey(ByteArray(32) { 7 })
    private val settings = PortalSettings(passwordMemoryKib = 8u, passwordPasses = 1u)
    private val checkIn = Instant.parse("2026-07-06T14:00:00Z")
    private val checkOut = Instant.parse("2026-07-09T10:00:00Z")

    /** An account with somebody signed in. */
    private suspend fun signedIn(portal: Portal): PortalSession {
        portal.register(noon, Registration("ann@example.org", "Ann", "Sesame-Open-9"))
        val mails = Kept()
        assertEquals(DrainReport(sent = 1, failed = 0, later = 0), portal.drain(noon, mails))
        portal.activate(noon, mails.link("activate"))
        return portal.signIn(noon, "ann@example.org", "Sesame-Open-9").session
    }

    /** A lock that takes codes. */
    private suspend fun ready(session: PortalSession, vararg modes: Mode): LockView {
        val new = AddLock("Sea View", "kl1000-netcode-c2", PortalSeries.KL, "Europe/London", Layout.S, 7, lockId = 123_456, modes = modes.toList())
        val lock = session.addLock(noon, new)
        assertFalse(lock.ready)
        assertEquals(123_456, session.initialise(noon, lock.id).lockId)
        return session.confirmLock(noon, lock.id)
    }

    private fun request(lock: LockView, id: String, hours: UInt = 3u) =
        IssueRequest(id, lock.id, Grant(Mode.STANDARD_MULTI, LocalDateTime.parse("2026-07-02T15:00"), Term.Hours(hours)))

    @Test
    fun `a file holds an account, its lock and one debit a request`() = runBlocking {
        val folder = Files.createTempDirectory("netcode")
        val path = folder.resolve("portal.db").toString()
        val (token, code) = Portal.sqlite(path, master, settings).use { portal ->
            val session = signedIn(portal)
            val lock = ready(session, Mode.STANDARD_MULTI)
            val issued = session.issue(noon, request(lock, "r"))
            assertEquals(1 to 19L, issued.credits.toInt() to issued.balance)
            val again = session.issue(noon, request(lock, "r"))
            assertTrue(again.repeated && again.code == issued.code)
            val other = assertFailsWith<NetcodeException.Conflict> { session.issue(noon, request(lock, "r", hours = 2u)) }
            assertContains(other.code, "request")
            assertFalse(issued.code.digits in "$issued" || session.token() in "$session")
            session.token() to issued.code
        }
        Portal.sqlite(path, master, settings).use { portal ->
            val session = portal.session(token)
            assertEquals(19, session.balance(noon).available)
            assertEquals(code, session.code(noon, 1).code)
            assertNull(session.codes(noon).codes.single().code, "a list shows no digits")
            assertEquals(emptyList(), portal.verify().faults)
        }
        val wrong = assertFailsWith<NetcodeException> { Portal.sqlite(path, MasterKey(ByteArray(32) { 8 }), settings) }
        assertEquals("portal.master_key_wrong", wrong.code)
        assertEquals("store.failed", assertFailsWith<NetcodeException> { Portal.sqlite(folder.toString(), master) }.code)
        assertEquals("portal.master_key_malformed", assertFailsWith<NetcodeException> { MasterKey(ByteArray(31)) }.code)
        folder.toFile().deleteRecursively()
        Unit
    }

    @Test
    fun `a keystore holds what the master key follows from`() = runBlocking {
        val folder = Files.createTempDirectory("netcode")
        val path = folder.resolve("portal.db").toString()
        val keystore = HmacProvider("09".repeat(32))
        Portal.sqlite(path, MasterKey.provided(keystore), settings).use { signedIn(it) }
        // Two at once ask the same keystore and open the same file.
        val both = List(2) { async(Dispatchers.Default) { Portal.sqlite(path, MasterKey.provided(keystore), settings) } }.awaitAll()
        for (portal in both) portal.use { assertEquals(1, it.verify().accounts) }
        val other = MasterKey.provided(HmacProvider("08".repeat(32)))
        assertEquals("portal.master_key_wrong", assertFailsWith<NetcodeException> { Portal.sqlite(path, other, settings) }.code)
        val locked = object : KeyProvider {
            override fun hmacSha256(message: ByteArray): ByteArray = throw NetcodeException.Denied("keystore.locked", "the phone is locked", "unlock it")
        }
        assertEquals("keystore.locked", assertFailsWith<NetcodeException.Denied> { MasterKey.provided(locked) }.code)
        val short = object : KeyProvider { override fun hmacSha256(message: ByteArray) = ByteArray(20) }
        assertEquals("portal.master_key_malformed", assertFailsWith<NetcodeException> { MasterKey.provided(short) }.code)
        folder.toFile().deleteRecursively()
        Unit
    }

    @Test
    fun `a stay is planned, booked, sent and cancelled`() = runBlocking {
        val portal = Portal.memory(master, settings)
        val session = signedIn(portal)
        val lock = ready(session, Mode.ACC)
        val wish = StayRequest("B1", lock.id, checkIn, checkOut, send = listOf(Delivery(Channel.EMAIL, "gus@example.org")))
        val way = session.planStay(noon, wish).ways.first()
        val answer = session.stay(noon, wish)
        assertEquals(StayOutcome.ISSUED to 1L, answer.outcome to answer.charged)
        assertEquals(way.grants, answer.codes.map { it.grant })
        val mails = Kept()
        portal.drain(noon, mails)
        val digits = answer.codes.single().code
        assertContains(mails.parcels.single().text, digits)
        assertFalse(digits in "${mails.parcels}" || digits in "$answer" || "gus@" in "${mails.parcels}")
        val card = session.card(noon, 1, "Mind the step.")
        assertContains(renderCard(card), "Mind the step.")
        assertContains(codeCardSvg(card), ">${card.prefix}$digits<")
        assertEquals(StayState.ACTIVE, session.stays(noon, lock.id, noon).stays.single().state)
        val orders = listOf(StayOrder.Cancel(CancelStay("B1", lock.id, keypad = true)), StayOrder.Cancel(CancelStay("B2", lock.id)))
        val (gone, unknown) = session.stayMany(noon, orders)
        assertEquals(Withdrawal.BLOCK_AT_KEYPAD, assertIs<OrderAnswer.Answered>(gone).answer.withdraw.single().way)
        assertEquals("portal.stay_unknown", assertIs<OrderAnswer.Refused>(unknown).error.code)
        assertContains(preflight("07400", "hi").faults.joinToString(), "country", ignoreCase = true)
    }

    @Test
    fun `a lock of the portal is tried out and explained, under keys that stay inside`() = runBlocking {
        val portal = Portal.memory(master, settings)
        val session = signedIn(portal)
        val lock = ready(session, Mode.ACC)
        val code = session.stay(noon, StayRequest("B1", lock.id, checkIn, checkOut, guest = "Gus")).codes.single().code
        assertEquals(code.length, session.door(noon, lock.id).profile().format().digits().toInt())
        val twin = session.twin(noon, lock.id)
        assertEquals("kl1000-netcode-c2" to LocalDateTime.parse("2026-07-01T12:00"), twin.model() to twin.now())
        val before = twin.state()
        val afternoon = LocalDateTime.parse("2026-07-06T16:00")
        assertFalse("unlock" in assertIs<Line.Done>(twin.press(code)).effects, "its time has not come")
        for (door in listOf(twin, twin.again(before))) {
            door.step(afternoon, TwinEvent.Tick)
            assertContains(assertIs<Line.Done>(door.press(code)).effects, "unlock")
        }
        assertEquals("twin.state_malformed", assertFailsWith<NetcodeException> { twin.again("{}") }.code)
        val stranger = portal.session("nobody")
        assertEquals("portal.session_invalid", assertFailsWith<NetcodeException.Denied> { stranger.twin(noon, lock.id) }.code)

        val tried = Tried(code, Signal.RED)
        assertFalse(code in "$tried")
        val early = session.explain(noon, lock.id, tried).findings.first()
        assertEquals(Cause.TOO_EARLY to "1 (Gus)", early.cause to early.about)
        val late = session.explain(noon, lock.id, tried.copy(at = checkOut.plus(Duration.ofDays(1))))
        assertEquals(Cause.TOO_LATE, late.findings.first().cause)
        val during = tried.copy(at = checkIn.plusSeconds(7_200))
        val question = assertNotNull(session.explain(noon, lock.id, during).next, "the code should have opened")
        val answered = during.copy(answers = mapOf(question.wireName() to true))
        assertNotEquals(question, session.explain(noon, lock.id, answered).next)
        val wrong = assertFailsWith<NetcodeException.Invalid> { session.explain(noon, lock.id, tried.copy(answers = mapOf("no question" to true))) }
        assertEquals("row.malformed", wrong.code)
        val done = session.audit(noon).records.map { it.action }
        assertTrue("lock.twin_made" in done && "lock.explained" in done)
    }

    @Test
    fun `people, limits, phones and credits`() = runBlocking {
        val portal = Portal.memory(master, settings)
        val session = signedIn(portal)
        val lock = ready(session, Mode.STANDARD_MULTI)
        session.invite(noon, Invitation("ben@example.org", "Ben", Role.GUEST, Limits(codesMax = 1)))
        val mails = Kept()
        portal.drain(noon, mails)
        portal.setPassword(noon, mails.link("password"), "Sesame-Open-8")
        val ben = portal.signIn(noon, "ben@example.org", "Sesame-Open-8")
        assertEquals(Role.GUEST, ben.role)
        assertEquals(listOf(Permission.ISSUE), Permission.entries.filter { ben.role.permits(it) })
        assertContains(assertFailsWith<NetcodeException> { passwordAdvice("sesame") }.detail, "upper")
        assertContains(assertNotNull(passwordAdvice("SesameOpen9")), "special")
        assertNull(passwordAdvice("Sesame-Open-9"))
        assertEquals("access.not_permitted", assertFailsWith<NetcodeException.Denied> { ben.session.audit(noon) }.code)
        val (good, bad) = ben.session.issueMany(noon, listOf(request(lock, "a"), request(lock, "b")))
        assertIs<IssueAnswer.Issued>(good)
        assertEquals("access.codes_spent", assertIs<IssueAnswer.Refused>(bad).error.code)
        val pack = portal.packages().first { it.credits > 0 }
        assertEquals(19 + pack.credits, session.buy(noon, PortalOrder("o", pack.id)).available)
        session.listPhone(noon, "Cleaner", "447400123456")
        val answer = portal.smsRequest(noon, SmsRequest("m1", "+447400123456", lock.smsId))
        assertNotNull(answer.number)
        ben.session.signOut()
        assertEquals("portal.session_invalid", assertFailsWith<NetcodeException> { ben.session.account(noon) }.code)
        assertEquals("portal.sign_in_failed", assertFailsWith<NetcodeException> { portal.signIn(noon, "ben@example.org", "no") }.code)
    }

    @Test
    fun `a courier that throws loses nothing, and its exception arrives`() = runBlocking {
        val portal = Portal.memory(master, settings)
        for (name in listOf("ann", "ben")) portal.register(noon, Registration("$name@example.org", name, "Sesame-Open-9"))
        val broken = Kept { if (it.recipient.startsWith("ann")) throw java.io.IOException("no route to host") }
        val error = assertFailsWith<NetcodeException.Unavailable> { portal.drain(noon, broken) }
        assertEquals("callback.failed", error.code)
        assertContains(error.detail, "no route to host")
        assertEquals(listOf("ben@example.org"), broken.parcels.map { it.recipient }, "the other message was handed over")
        // The same message, with the same id, once its time has come again.
        val again = Kept()
        assertEquals(0, portal.drain(noon, again).sent)
        assertEquals(1, portal.drain(noon.plusSeconds(3_600), again).sent)
        portal.activate(noon, again.link("activate"))
        val own = Kept { throw NetcodeException.Limited("gateway.busy", "too fast", "wait") }
        portal.requestReset(noon.plusSeconds(3_600), "ann@example.org")
        assertEquals("gateway.busy", assertFailsWith<NetcodeException.Limited> { portal.drain(noon.plusSeconds(3_600), own) }.code)
        assertEquals(0, portal.verify().faults.size)
    }

    @Test
    fun `messages are claimed and settled by hand`() = runBlocking {
        val portal = Portal.memory(master, settings)
        portal.register(noon, Registration("ann@example.org", "Ann", "Sesame-Open-9"))
        val parcel = portal.claim(noon).single()
        assertEquals(emptyList(), portal.claim(noon), "it is lent")
        portal.settle(noon, parcel.id, OutboxOutcome.Never("no such box"))
        assertEquals("outbox.not_lent", assertFailsWith<NetcodeException> { portal.settle(noon, "m", OutboxOutcome.Delivered) }.code)
        assertEquals("portal.limit_out_of_range", assertFailsWith<NetcodeException> { portal.claim(noon, 101u) }.code)
    }

    @Test
    fun `a huge page comes whole and in order, and one too huge is refused`() = runBlocking {
        val portal = Portal.memory(master, settings.copy(freeCredits = 2_000u))
        val session = signedIn(portal)
        val lock = ready(session, Mode.STANDARD_MULTI)
        val answers = session.issueMany(noon, List(1_000) { request(lock, "r$it", hours = (1 + it % 12).toUInt()) })
        assertEquals(1_000, answers.count { it is IssueAnswer.Issued })
        val page = session.codes(noon, limit = 1_000u)
        assertEquals((1_000L downTo 1L).toList(), page.codes.map { it.number })
        assertEquals(emptyList(), session.codes(noon, next = page.next, limit = 1_000u).codes, "that was all")
        val first = session.codes(noon, limit = 600u)
        val second = session.codes(noon, next = first.next, limit = 600u)
        assertEquals(page.codes, first.codes + second.codes)
        assertEquals("portal.limit_out_of_range", assertFailsWith<NetcodeException> { session.codes(noon, limit = 1_001u) }.code)
        assertEquals("store.cursor_malformed", assertFailsWith<NetcodeException> { session.codes(noon, next = "page 2") }.code)
    }

    @Test
    fun `of two threads at once one is charged`() = runBlocking {
        val portal = Portal.memory(master, settings)
        val session = signedIn(portal)
        val lock = ready(session, Mode.STANDARD_MULTI)
        val answers = List(8) { async(Dispatchers.Default) { session.issue(noon, request(lock, "once")) } }.awaitAll()
        assertEquals(1, answers.count { !it.repeated })
        assertEquals(1, answers.map { it.code }.toSet().size)
        assertEquals(19, session.balance(noon).available)
    }

    @Test
    fun `a caller that no longer waits leaves the portal whole`() = runBlocking {
        val portal = Portal.memory(master, settings)
        portal.register(noon, Registration("ann@example.org", "Ann", "Sesame-Open-9"))
        val reached = CompletableDeferred<Unit>()
        val released = CountDownLatch(1)
        val slow = Kept {
            reached.complete(Unit)
            released.await()
        }
        val caller = async(Dispatchers.Default) { portal.drain(noon, slow) }
        reached.await()
        withTimeout(10_000) { caller.cancelAndJoin() }
        assertFailsWith<CancellationException> { caller.await() }
        // Nobody waits, and the message is handed over and settled all the same.
        released.countDown()
        withTimeout(10_000) {
            while (true) {
                runCatching { portal.activate(noon, slow.link("activate")) }.onSuccess { return@withTimeout }
                kotlinx.coroutines.delay(5)
            }
        }
        assertEquals(emptyList(), portal.claim(noon.plus(Duration.ofDays(1))).filter { it.id == slow.parcels.single().id })
        portal.signIn(noon, "ann@example.org", "Sesame-Open-9")
        Unit
    }

    @Test
    fun `a closed portal says so, and its sessions live on`() = runBlocking {
        val portal = Portal.memory(master, settings)
        val session = signedIn(portal)
        portal.close()
        assertFailsWith<IllegalStateException> { portal.verify() }
        assertEquals(20, session.balance(noon).available)
        repeat(2_000) { session.hashCode() }
        session.close()
        assertFailsWith<IllegalStateException> { session.balance(noon) }
        Unit
    }

    @Test
    fun `a dropped portal lets go of its file`() {
        val folder = Files.createTempDirectory("netcode").toRealPath()
        val path = folder.resolve("portal.db")
        val here = Path.of("/proc/self/fd")
        fun isOpen() = Files.list(here).use { files -> files.anyMatch { runCatching { Files.readSymbolicLink(it) == path }.getOrDefault(false) } }
        assumeTrue(Files.isDirectory(here), "only Linux tells which files are open")
        var session: PortalSession? = runBlocking { signedIn(Portal.sqlite("$path", master, settings)) }
        System.gc()
        assertEquals(20, runBlocking { session?.balance(noon)?.available }, "the session holds the portal")
        assertTrue(isOpen())
        session = null
        val patience = System.nanoTime() + Duration.ofSeconds(20).toNanos()
        while (isOpen() && System.nanoTime() < patience) {
            System.gc()
            Thread.sleep(20)
        }
        assertFalse(isOpen(), "nobody holds it any more")
        folder.toFile().deleteRecursively()
    }

    @Test
    fun `dropped sessions are cleaned up while others work`() = runBlocking {
        val portal = Portal.memory(master, settings)
        val token = signedIn(portal).token()
        repeat(5_000) { portal.session(token) }
        System.gc()
        assertEquals(20, portal.session(token).balance(noon).available)
    }
}
