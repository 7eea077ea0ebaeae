package netcode

import com.google.gson.Gson
import com.google.gson.JsonObject
import org.junit.jupiter.api.Test
import kotlin.test.assertEquals
import kotlin.test.assertFailsWith
import kotlin.test.assertTrue

class AdviceVectorsTest {
    private fun key(door: JsonObject) = SiteKey.fromHex(door.text("site_key")).lockKey(door.text("serial"))

    private fun identity(door: JsonObject, initialised: String = door.text("initialised")) =
        Identity.own(key(door), door.number("lock_id"), java.time.LocalDateTime.parse(initialised))

    /** A door file as the front desk has it: set at its initialisation, on the zone's standard time. */
    private fun door(file: JsonObject): Door {
        val zone = Zone(file.text("zone"))
        val clock = file["clock"].asJsonObject
        val set = zone.toCivil(ClockRule.STANDARD_TIME, file.time("initialised")).moment
        var known = LockClock(zone, ClockRule.STANDARD_TIME, clock.number("ppm"))
            .withEvent(ClockEvent.Set(set, clock["set_within_seconds"].asLong))
        clock["events"]?.asJsonArray?.map { it.asJsonObject }?.forEach { event ->
            check(event.text("event") == "lost") { "$event" }
            known = known.withEvent(ClockEvent.Lost(event["at"].moment()))
        }
        return Door(Profile.explicit(Vectors.format(file), file["modes"].texts().map(::parseMode)), known)
    }

    @Test
    fun `refused codes are explained as the vectors say`() {
        for (row in Vectors.rows("advise/explain.json")) {
            val file = row["door"].asJsonObject
            val door = door(file)
            val records = readRecords(Gson().toJson(row["issued"]), door.zone())
            val known = Known(
                door = door,
                identity = identity(file),
                handed = records.handed,
                former = row["former"].texts().map { FormerIdentity(java.time.LocalDateTime.parse(it), identity(file, it)) },
                others = row["others"].asJsonArray.map { it.asJsonObject }.map { OtherLock(it.text("name"), identity(it["door"].asJsonObject)) },
                model = row.text("model"),
                refusedLately = row["refused_lately"]?.let { row.number("refused_lately") } ?: 0u,
                batteryWarned = row["battery_warned"]?.asBoolean ?: false,
            )
            var attempt = Attempt(row.text("typed"), door.zone().read(row.text("at")).moment, parseSignal(row.text("signal")))
            row["answers"]?.asJsonObject?.entrySet()?.forEach { (question, answer) ->
                attempt = attempt.answered(parseQuestion(question), answer.asString == "yes")
            }
            val found = explain(known, attempt)
            val expected = row["expect"].asJsonObject
            val context = row.text("about")
            expected["first"]?.let { assertEquals(it.asString, found.findings.first().cause.wireName(), context) }
            expected["minutes"]?.let { assertEquals(it.asLong, found.findings.first().minutes, context) }
            expected["about"]?.let { assertEquals(it.asString, found.findings.first().about, context) }
            expected["tie"]?.let { tie -> assertEquals(tie.texts().toSet(), found.tie.map { it.wireName() }.toSet(), context) }
            expected["tie_has"]?.let { has -> assertTrue(found.tie.map { it.wireName() }.containsAll(has.texts()), context) }
            expected["asks"]?.let { asks -> assertEquals(asks.asBoolean, found.next != null, context) }
        }
    }

    @Test
    fun `guides lead where the vectors say`() {
        for (row in Vectors.rows("advise/troubleshoot.json")) {
            if (row.has("error")) {
                val error = assertFailsWith<NetcodeException>("$row") { troubleshoot(row.text("model"), row["answers"].texts()) }
                assertEquals(row.text("error"), error.code)
                continue
            }
            val walk = troubleshoot(row.text("model"), row["answers"].texts())
            assertEquals(row.text("guide") to row.text("step"), walk.guide to walk.step.id, "$row")
            row["choices"]?.let { choices -> assertEquals(choices.texts(), walk.step.answers.map { it.answer }, "$row") }
            assertEquals(row["end"]?.asString, walk.step.end?.name?.lowercase()?.replace('_', '-'), "$row")
            row["conflicts"]?.let { assertEquals(it.asInt, walk.step.conflicts.size, "$row") }
        }
    }
}
