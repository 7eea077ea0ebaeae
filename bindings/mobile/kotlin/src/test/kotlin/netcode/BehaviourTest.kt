package netcode

import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.CoroutineStart
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.async
import kotlinx.coroutines.awaitAll
import kotlinx.coroutines.cancelAndJoin
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withContext
import kotlinx.coroutines.withTimeout
import org.junit.jupiter.api.Test
import java.time.Instant
import java.time.LocalDateTime
import java.util.concurrent.Callable
import java.util.concurrent.ConcurrentHashMap
import java.util.concurrent.CountDownLatch
import java.util.concurrent.Executors
import java.util.concurrent.Semaphore
import java.util.concurrent.TimeUnit
import kotlin.test.assertContains
import kotlin.test.assertEquals
import kotlin.test.assertFailsWith
import kotlin.test.assertFalse
import kotlin.test.assertIs
import kotlin.test.assertNotEquals
import kotlin.test.assertNull
import kotlin.test.assertTrue

private const val SITE = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"

/** What a Kotlin person expects of the package beyond the scheme. */
class BehaviourTest {
    private val format = Format(Layout.S, 7u)
    private val typed = LocalDateTime.parse("2026-01-15T09:30")
    private val start = LocalDateTime.parse("2026-03-14T09:00")
    private val key = SiteKey.fromHex(SITE).lockKey("LOCK-0001")
    private val identity = Identity.own(key, 123_456u, typed)
    private val grant = Grant(Mode.STANDARD_SINGLE, start, Term.Hours(1u))
    private val code = identity.issue(format, grant).code

    private fun lock() = Verifier(Profile(format, listOf(Mode.STANDARD_SINGLE)), key, 123_456u, typed)

    @Test
    fun `leading zeros are kept and digits are not printed`() {
        val zeros = Code.parse("0012345")
        assertEquals("0012345", zeros.digits)
        assertNotEquals(zeros, Code.parse("12345"))
        for (text in listOf("$code", "${identity.issue(format, grant)}", "${lock()}")) {
            assertFalse(code.digits in text, text)
        }
        assertEquals("Code(7 digits)", "$code")
        for (bad in listOf("", "12 34", "12345678901", "\u0661\u0662\u0663")) {
            assertEquals("code.malformed", assertFailsWith<NetcodeException.Invalid> { Code.parse(bad) }.code)
        }
    }

    @Test
    fun `keys are not printed`() {
        for (secret in listOf(SiteKey.fromHex(SITE), key, identity, identity.codeKey(format, 0u))) {
            assertContains("$secret", "[redacted]")
            assertFalse("14839dd1" in "$secret")
        }
        assertEquals(key, LockKey(key.expose()))
        assertEquals("key.lock_key_malformed", assertFailsWith<NetcodeException> { LockKey(ByteArray(15)) }.code)
        assertEquals("key.site_key_malformed", assertFailsWith<NetcodeException> { SiteKey(ByteArray(0)) }.code)
    }

    @Test
    fun `an error has its kind, code, detail and hint`() {
        val error = assertFailsWith<NetcodeException> { Grant(Mode.STANDARD_MULTI, start, Term.Hours(13u)) }
        assertIs<NetcodeException.Invalid>(error)
        assertEquals(ErrorKind.INVALID, error.kind)
        assertEquals("grant.length_out_of_range", error.code)
        assertContains(error.detail, "standard-multi")
        assertContains(error.hint, "12 h")
        for (part in listOf(error.code, error.detail, error.hint)) assertContains(error.message, part)
        val known = errorEntries().associateBy { it.code }
        assertEquals(ErrorKind.INVALID, known.getValue(error.code).kind)
        assertEquals(ErrorKind.EXHAUSTED, known.getValue("lock.blocked_full").kind)
    }

    @Test
    fun `omitted optionals are the library's defaults`() {
        assertEquals(grant, Grant(Mode.STANDARD_SINGLE, start, Term.Hours(1u), issue = 0u))
        assertEquals(grant.withIssue(3u), Grant(Mode.STANDARD_SINGLE, start, Term.Hours(1u), issue = 3u))
        val group = SiteKey.fromHex(SITE).groupKey("007")
        assertEquals(Identity.group(group, "007", 0u), Identity.group(group, "007"))
        val stay = Grant(Mode.STAY, start, Term.Hours(72u))
        assertEquals(start.plusHours(24), stay.firstUseBy())
        assertEquals(start.plusHours(48), stay.firstUseBy(48u))
        assertNull(grant.firstUseBy())
        val profile = lock().profile()
        assertEquals(profile, profile.withOptions(ProfileOptions()))
        assertEquals(profile.withGrace(15u).withLimiter(false), profile.withOptions(ProfileOptions(graceMinutes = 15u, limiter = false)))
        assertEquals(lock().state(), Verifier.restore(lock().profile(), key, lock().save()).state())
    }

    @Test
    fun `times before 2020 and before 1970 are refused, not bent`() {
        for (time in listOf("2019-12-31T23:59:59", "1970-01-01T00:00", "1969-12-31T23:59:59.500", "1582-10-04T12:00", "0000-01-01T00:00")) {
            val before = LocalDateTime.parse(time)
            val error = assertFailsWith<NetcodeException>(time) { Grant(Mode.STANDARD_SINGLE, before, Term.Hours(1u)) }
            assertEquals("time.before_2020", error.code)
            assertEquals("time.before_2020", assertFailsWith<NetcodeException> { lock().setClock(before) }.code)
            assertEquals("time.before_2020", assertFailsWith<NetcodeException> { lock().accept(code, before, NoStore) }.code)
        }
        assertEquals("time.out_of_range", assertFailsWith<NetcodeException> { lock().setClock(LocalDateTime.MAX) }.code)
        assertEquals(start, Grant(Mode.STANDARD_SINGLE, start.plusSeconds(59), Term.Hours(1u)).start())
        assertEquals("2026-03-14T09:00", lockTimeText(start))
        assertEquals(start, parseTypedTime("2603140900"))
    }

    @Test
    fun `moments before 1970 keep their sign and their microseconds`() {
        val london = Zone("Europe/London")
        val moment = Instant.parse("1969-12-31T23:59:59.500001Z")
        assertEquals(moment, london.civil(moment).moment)
        // Britain kept summer time through that winter.
        assertEquals("1970-01-01T00:59:59.500001+01:00", london.civil(moment).text)
        assertEquals("time.before_2020", assertFailsWith<NetcodeException> { london.lockTime(ClockRule.UTC, moment) }.code)
    }

    @Test
    fun `a zone turns civil time into lock time`() {
        val london = Zone("Europe/London")
        val checkIn = london.read("2026-07-01T15:00")
        assertEquals(Instant.parse("2026-07-01T14:00:00Z"), checkIn.moment)
        val lockTime = london.lockTime(ClockRule.STANDARD_TIME, checkIn.moment)
        assertEquals(LocalDateTime.parse("2026-07-01T14:00"), lockTime)
        assertEquals(checkIn, london.toCivil(ClockRule.STANDARD_TIME, lockTime))
        assertEquals("zone.gap", assertFailsWith<NetcodeException> { london.read("2026-03-29T01:30") }.code)
        assertEquals("2026-03-29T01:00:00", london.dstDates(2026)!!.forward)
        assertContains(zoneNames(), london.name())
    }

    @Test
    fun `a store that throws refuses the code and its exception arrives`() {
        val lock = lock()
        val full = object : StateStore {
            override fun persist(state: String): Unit = throw NetcodeException.Exhausted("store.full", "no room", "make room")
        }
        val error = assertFailsWith<NetcodeException.Exhausted> { lock.accept(code, start, full) }
        assertEquals(listOf("store.full", "no room", "make room"), listOf(error.code, error.detail, error.hint))
        val broken = object : StateStore {
            override fun persist(state: String): Unit = throw IllegalStateException("card removed")
        }
        val other = assertFailsWith<NetcodeException.Unavailable> { lock.accept(code, start, broken) }
        assertEquals("callback.failed", other.code)
        assertContains(other.detail, "card removed")
        assertIs<Decision.Opened>(lock.accept(code, start, NoStore), "nothing was spent")
    }

    @Test
    fun `a key provider that throws or answers too little is an error`() = runBlocking {
        val away = object : KeyProvider {
            override fun hmacSha256(message: ByteArray): ByteArray = throw java.io.IOException("keystore locked")
        }
        val error = assertFailsWith<NetcodeException.Unavailable> { LockKey.provided(away, "LOCK-0001") }
        assertContains(error.detail, "keystore locked")
        val short = object : KeyProvider {
            override fun hmacSha256(message: ByteArray) = ByteArray(20)
        }
        assertEquals("key.mac_length", assertFailsWith<NetcodeException> { LockKey.provided(short, "LOCK-0001") }.code)
        assertEquals(key, LockKey.provided(HmacProvider(SITE), "LOCK-0001"))
    }

    @Test
    fun `a slow key provider is waited for off the caller's thread, twice at once, and may be given up`() = runBlocking {
        val asked = Semaphore(0)
        val released = CountDownLatch(1)
        val callers = ConcurrentHashMap.newKeySet<Thread>()
        val slow = object : KeyProvider {
            private val keystore = HmacProvider(SITE)
            override fun hmacSha256(message: ByteArray): ByteArray {
                callers += Thread.currentThread()
                asked.release()
                released.await()
                return keystore.hmacSha256(message)
            }
        }
        val names = listOf("LOCK-0001", "LOCK-0002", "LOCK-0003")
        val waiting = names.map { async(start = CoroutineStart.UNDISPATCHED) { LockKey.provided(slow, it) } }
        // This thread is free meanwhile, and all three are asked although none was answered.
        assertTrue(withContext(Dispatchers.IO) { asked.tryAcquire(3, 10, TimeUnit.SECONDS) })
        assertEquals(3, callers.size)
        assertFalse(Thread.currentThread() in callers)
        withTimeout(10_000) { waiting.last().cancelAndJoin() }
        released.countDown()
        val site = SiteKey.fromHex(SITE)
        assertEquals(names.take(2).map { site.lockKey(it) }, waiting.take(2).awaitAll())
        assertFailsWith<CancellationException> { waiting.last().await() }
        Unit
    }

    @Test
    fun `what the store was given starts the lock again`() {
        val written = mutableListOf<String>()
        val store = object : StateStore {
            override fun persist(state: String) { written += state }
        }
        val lock = lock()
        assertIs<Decision.Opened>(lock.accept(code, start, store))
        assertEquals(2, written.size, "the token, then the effects")
        val again = Verifier.restore(lock.profile(), key, written.last())
        assertEquals(Decision.Refused, again.accept(code, start.plusMinutes(1), NoStore))
        assertEquals(Reason.SPENT, again.reason(code, start.plusMinutes(1)))
        val torn = assertFailsWith<NetcodeException.Corrupt> { Verifier.restore(lock.profile(), key, written.last().dropLast(9)) }
        assertEquals("lock.state_malformed", torn.code)
    }

    @Test
    fun `a store that asks the lock it stores for is told so`() {
        val lock = lock()
        var inner: NetcodeException? = null
        val curious = object : StateStore {
            override fun persist(state: String) { inner = assertFailsWith<NetcodeException.Conflict> { lock.state() } }
        }
        assertIs<Decision.Opened>(lock.accept(code, start, curious))
        assertEquals("lock.busy", inner?.code)
    }

    @Test
    fun `a refused code is explained to the issuer`() {
        val keys = listOf(HeldKey(KeyRef.Own, identity))
        val early = inspect(keys, lock().profile(), code, near = start, at = start.minusHours(2))
        assertEquals(Reason.TOO_EARLY, early.reason)
        assertEquals(grant, early.meanings.first().reading.grant)
        assertNull(inspect(keys, lock().profile(), code, near = start).reason)
    }

    @Test
    fun `of two threads at once one opens`() {
        repeat(20) {
            val lock = lock()
            val pool = Executors.newFixedThreadPool(2)
            val tries = List(2) { Callable { lock.accept(code, start, NoStore) } }
            val opened = pool.invokeAll(tries).count { it.get() is Decision.Opened }
            pool.shutdown()
            assertEquals(1, opened)
        }
    }

    @Test
    fun `a closed object says so, and what it gave lives on`() {
        val site = SiteKey.fromHex(SITE)
        val derived = site.use { it.lockKey("LOCK-0001") }
        assertFailsWith<IllegalStateException> { site.lockKey("LOCK-0001") }
        site.close()
        assertEquals(key, derived)
    }

    @Test
    fun `dropped objects are cleaned up while others are made`() {
        repeat(20_000) { Grant(Mode.STANDARD_SINGLE, start, Term.Hours(1u)) }
        System.gc()
        assertEquals(code, identity.issue(format, grant).code)
    }

    @Test
    fun `a huge batch is answered in order, refusals in their places`() {
        val fits = Grant(Mode.STANDARD_MULTI, start, Term.Hours(2u))
        val answers = identity.issueMany(format, List(10_000) { if (it % 100 == 0) fits.withIssue(1u) else fits })
        val expected = identity.issue(format, fits)
        answers.forEachIndexed { at, answer ->
            when (answer) {
                is BatchAnswer.Issued -> assertEquals(expected, answer.issued)
                is BatchAnswer.Refused -> assertEquals("grant.issue_out_of_range" to 0, answer.code to at % 100)
            }
        }
        assertEquals(100, answers.count { it is BatchAnswer.Refused })
        val codes = identity.codeKey(format, expected.epoch).readMany(List(10_000) { expected.code })
        assertEquals(setOf<Reading?>(Reading(fits, expected.epoch, expected.payload)), codes.toSet())
    }

    @Test
    fun `values of the library compare and print as values`() {
        assertEquals(format, Format(Layout.S, 7u))
        assertEquals(grant.hashCode(), Grant.fromJson(grant.toJson()).hashCode())
        assertEquals("standard-single 2026-03-14T09:00 1 h", "$grant")
        assertEquals("layout S, 7 digits", "$format")
        assertEquals(10_000_000uL, format.codes())
        val near = nearestGrants(Mode.STANDARD_MULTI, start, Term.Hours(13u))
        assertContains(near.map { "$it" }, "standard-multi 2026-03-14T09:00 12 h")
        assertTrue(Mode.ACC.isRental() && Mode.DAY24H.wireName() == "24h" && Mode.STAY.layout() == Layout.X)
        assertEquals(Weekday.SATURDAY, weekday(start))
        assertEquals("code.reserved", assertFailsWith<NetcodeException.Conflict> { refuseReserved(code, listOf(code)) }.code)
    }
}
