package netcode

import com.google.gson.JsonObject
import com.google.gson.JsonParser
import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.Test
import kotlin.test.assertEquals
import kotlin.test.assertFailsWith
import kotlin.test.assertIs
import kotlin.test.assertNull
import kotlin.test.assertTrue
import kotlin.test.fail

class CodeVectorsTest {
    private val issued = Vectors.area("code", "issue-") + "code/published.json"

    @Test
    fun `every issued code is the vector and reads back`() {
        for (file in issued) for (row in Vectors.rows(file)) {
            val (identity, format, grant) = Triple(Vectors.identity(row), Vectors.format(row), Vectors.grant(row["grant"]))
            val code = identity.issue(format, grant)
            assertEquals(row.text("code"), code.code.digits, "$file: $row")
            assertEquals(row.number("epoch"), code.epoch)
            assertEquals(row["payload"].asLong.toULong(), code.payload)
            val read = identity.read(format, code.code, code.epoch)
            assertEquals(Reading(grant, code.epoch, code.payload), read, "$file: $row")
        }
    }

    @Test
    fun `a batch over all locks answers every row in order`() {
        val rows = issued.flatMap { Vectors.rows(it) }
        val answers = issueRows(rows.map { BatchRow(Vectors.identity(it), Vectors.format(it), Vectors.grant(it["grant"])) })
        val codes = answers.map { assertIs<BatchAnswer.Issued>(it).issued.code.digits }
        assertEquals(rows.map { it.text("code") }, codes)
    }

    @Test
    fun `keys derived by a key provider issue the same codes`() = runBlocking {
        for (row in Vectors.rows("code/published.json")) {
            val provider = HmacProvider(row.text("site_key"))
            val group = row["group"]?.asString
            val key = if (group != null) LockKey.providedGroup(provider, group) else LockKey.provided(provider, row.text("serial"))
            assertEquals(LockKey.fromHex(row.text("lock_key")), key)
        }
    }

    @Test
    fun `a row is answered as text`() {
        for (row in Vectors.rows("code/published.json")) {
            val asked = JsonObject().apply { row.entrySet().filter { it.key !in ANSWERS }.forEach { add(it.key, it.value) } }
            val answer = JsonParser.parseString(answerRow(asked.toString())).asJsonObject
            assertEquals(row["code"], answer["code"])
            assertEquals(row["payload"].asLong, answer["payload"].asLong)
            val line = assertIs<LineAnswer.Answered>(answerLine(7u, asked.toString()))
            assertEquals(7, JsonParser.parseString(line.json).asJsonObject["line"].asInt)
        }
        assertNull(answerLine(1u, "  "))
    }

    @Test
    fun `a malformed row is refused with its code`() {
        for (case in Vectors.rows("code/refused.json")) {
            val error = assertFailsWith<NetcodeException>(case.toString()) { answerRow(case["row"].toString()) }
            assertEquals(case.text("error"), error.code, case.toString())
            assertTrue(error.hint.isNotEmpty() && error.detail.isNotEmpty())
            val line = assertIs<LineAnswer.Refused>(answerLine(3u, case["row"].toString()))
            assertEquals(case.text("error"), JsonParser.parseString(line.json).asJsonObject["error"].asJsonObject.text("code"))
        }
    }

    @Test
    fun `grants that no code can carry are refused by their own type`() {
        var tried = 0
        for (case in Vectors.rows("code/refused.json").filter { it.text("why") in TYPED }) {
            val row = case["row"].asJsonObject
            val error = try {
                Vectors.identity(row).issue(Vectors.format(row), Vectors.grant(row["grant"]))
                fail("$case")
            } catch (_: NumberFormatException) {
                continue // A number that no argument of this package can be.
            } catch (error: NetcodeException) {
                error
            }
            assertEquals(case.text("error"), error.code, case.toString())
            tried += 1
        }
        assertTrue(tried > 150, "$tried rows")
    }

    @Test
    fun `any digits read as the vector says`() {
        for (row in Vectors.rows("code/read.json")) {
            val reading = Vectors.identity(row).read(Vectors.format(row), Code.parse(row.text("code")), row.number("epoch"))
            val grant = row["grant"].takeUnless { it.isJsonNull }
            assertEquals(grant?.let { Reading(Vectors.grant(it), row.number("epoch"), row["payload"].asLong.toULong()) }, reading, "$row")
        }
    }

    @Test
    fun `windows are those of the vector`() {
        for (row in Vectors.rows("code/windows.json")) {
            val grant = Vectors.grant(row["grant"])
            assertEquals(row.time("starts"), grant.start(), "$row")
            assertEquals(row.time("ends"), grant.ends(), "$row")
            val by = row["first_use_by"]?.let { row.time("first_use_by") }
            assertEquals(by, grant.firstUseBy(row.number("first_use_hours")), "$row")
        }
    }

    private companion object {
        val ANSWERS = setOf("code", "epoch", "payload", "code_key", "lock_key")
        val TYPED = setOf(
            "length-out-of-range", "start-minute", "start-not-midnight", "length-unit", "mode-of-the-other-layout",
            "digits-not-in-layout", "mode-not-known", "start-day-not-in-pattern", "site-key-not-64-hex-digits",
            "layout-not-known", "pattern-not-known", "weeks-out-of-range", "start-before-2020",
            "serial-not-1-to-32-bytes", "initialised-before-2020",
        )
    }
}
