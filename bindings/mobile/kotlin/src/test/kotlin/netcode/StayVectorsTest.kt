package netcode

import com.google.gson.JsonElement
import com.google.gson.JsonObject
import org.junit.jupiter.api.Test
import java.time.Duration
import java.time.Instant
import java.time.OffsetDateTime
import kotlin.test.assertContains
import kotlin.test.assertEquals
import kotlin.test.assertFailsWith
import kotlin.test.assertTrue

internal fun JsonElement.moment(): Instant = OffsetDateTime.parse(asString).toInstant()
internal fun JsonElement.window(): Window = asJsonArray.let { Window(it[0].moment(), it[1].moment()) }
internal fun JsonElement.texts(): List<String> = asJsonArray.map { it.asString }

class StayVectorsTest {
    private fun rule(text: String) = ClockRule.valueOf(text.uppercase().replace('-', '_'))

    private fun clock(row: JsonObject): LockClock {
        val clock = row["clock"].asJsonObject
        val set = ClockEvent.Set(at = clock["set_at"].moment(), withinSeconds = clock["set_within_seconds"].asLong)
        return LockClock(Zone(clock.text("zone")), rule(clock.text("rule")), clock.number("ppm")).withEvent(set)
    }

    private fun door(row: JsonObject, modes: List<Mode>) =
        Door(Profile.explicit(Format(Layout.S, 7u), modes).withGrace(row.number("grace")), clock(row))

    private fun given(row: JsonObject) = Given(
        id = row.text("id"),
        grant = Vectors.grant(row["grant"]),
        group = row["group"]?.asString,
        used = row["used"]?.moment(),
        blocked = row["blocked"]?.moment(),
    )

    private fun minutes(windows: List<Window>) = windows.sumOf { Duration.between(it.from, it.until).toMinutes() }

    @Test
    fun `zones read civil times as the vectors say`() {
        for (row in Vectors.rows("stay/zones.json")) {
            val zone = Zone(row.text("zone"))
            if (row.has("error")) {
                val error = assertFailsWith<NetcodeException>("$row") { zone.read(row.text("civil")) }
                assertEquals(row.text("error"), error.code)
                for (reading in row["readings"].texts()) {
                    assertContains(error.hint.replace("Z", "+00:00"), reading)
                    assertEquals(OffsetDateTime.parse(reading).toInstant(), zone.read(reading).moment)
                }
                continue
            }
            val moment = zone.read(row.text("civil")).moment
            val time = zone.lockTime(rule(row.text("rule")), moment)
            assertEquals(row.time("lock"), time, "$row")
            assertEquals(row["at"].moment(), zone.toCivil(rule(row.text("rule")), time).moment, "$row")
        }
    }

    @Test
    fun `quotes guarantee and spill as the vectors say`() {
        for (row in Vectors.rows("stay/quotes.json")) {
            val door = door(row, listOf(Mode.STANDARD_MULTI, Mode.DAY24H))
            val found = door.quote(row["grants"].asJsonArray.map(Vectors::grant), listOf(row["asked"].window()))
            assertEquals(row["guaranteed"].asJsonArray.map { it.window() }, found.guaranteed, "$row")
            assertEquals(row["possible"].asJsonArray.map { it.window() }, found.possible, "$row")
            assertEquals(row["missing_minutes"].asLong, minutes(found.missing), "$row")
            assertEquals(found.missing.isEmpty(), found.holds())
            assertEquals(row["spill_before_minutes"].asLong, found.spill.beforeMinutes, "$row")
            assertEquals(row["spill_after_minutes"].asLong, found.spill.afterMinutes, "$row")
        }
    }

    @Test
    fun `plans find the shortest grants`() {
        for (row in Vectors.rows("stay/plans.json")) {
            val asked = row["asked"].window()
            for (mode in listOf(Mode.STANDARD_MULTI, Mode.DAY24H, Mode.ACC, Mode.END_DATE)) {
                val ways = door(row, listOf(mode)).plan(Stay(asked.from, asked.until)).ways
                assertTrue(ways.all { it.quote.holds() }, "$row")
                val singles = ways.filter { it.grants.size == 1 }.map { it.grants.first() }
                val shortest = singles.minByOrNull { Duration.between(it.start(), it.ends()) }
                assertEquals(row["shortest"].asJsonObject[mode.wireName()]?.let(Vectors::grant), shortest, "$mode $row")
            }
        }
    }

    @Test
    fun `the census names who may enter and who surely does`() {
        for (row in Vectors.rows("stay/census.json")) {
            val profile = Profile.explicit(Vectors.format(row), row["modes"].texts().map(::parseMode)).withGrace(row.number("grace"))
            val door = Door(profile, clock(row), row["groups"].texts())
            val given = row["given"].asJsonArray.map { given(it.asJsonObject) }
            val found = door.whoCanEnter(given, row["at"].moment(), Records.COMPLETE)
            assertEquals(row["may"].texts(), found.map { it.id }, "$row")
            assertEquals(row["surely"].texts(), found.filter { it.surely }.map { it.id }, "$row")
        }
    }

    @Test
    fun `changes of plan cost what the vectors say`() {
        for (row in Vectors.rows("stay/changes.json")) {
            val asked = row["stay"].window()
            val set = ClockEvent.Set(asked.from.minus(Duration.ofDays(30)), 0)
            val clock = LockClock(Zone("UTC"), ClockRule.UTC, 0u).withEvent(set)
            val door = Door(Profile.explicit(Format(Layout.S, 7u), row["modes"].texts().map(::parseMode)), clock)
            val code = Given(id = "code", grant = Vectors.grant(row["code"]), used = row["used"]?.moment())
            val what = row["happened"].asJsonObject
            val happened = when (val kind = what.text("kind")) {
                "extend" -> Happened.Extended(what["at"].moment())
                "arrive-early" -> Happened.ArrivesEarly(what["at"].moment())
                "leave-late" -> Happened.LeavesLate(what["at"].moment())
                "move" -> Happened.Moved(door, what["at"].moment())
                "cancel" -> Happened.Cancelled
                "no-show" -> Happened.NoShow(what["expected"].asBoolean)
                "code-lost" -> Happened.CodeLost
                "hand-over" -> Happened.HandedOver(what["at"].moment())
                else -> error("unknown change $kind")
            }
            val stay = Stay(asked.from, asked.until)
            val answer = door.change(stay, listOf(code), happened, row["now"].moment(), keypad = row["keypad"].asBoolean)
            assertEquals(row["messages"].asLong to row["visits"].asLong, answer.messages to answer.visits, "$row")
            assertEquals(row["exposure_minutes"].asLong, answer.exposureMinutes, "$row")
            assertEquals(row["codes"].asInt, answer.new?.grants?.size ?: 0, "$row")
            assertEquals(row["late_arrival_minutes"].asLong, answer.new?.lateArrivalMinutes ?: 0, "$row")
        }
    }
}
