package netcode

import org.junit.jupiter.api.Test
import java.time.LocalDateTime
import kotlin.test.assertEquals
import kotlin.test.assertTrue

class RiskVectorsTest {
    @Test
    fun `acceptable codes are those of the vector`() {
        for (file in Vectors.area("risk")) for (row in Vectors.rows(file)) {
            val profile = Vectors.profile(row["profile"].asJsonObject)
            val count = row["acceptable"].asLong.toULong()
            val bound = row["upper_bound"]?.asLong?.toULong()
            if (bound != null) {
                // Several keys, or the edge of an epoch: the library sums, the vector counts distinct digits too.
                val keys = 1u + row["groups"].asJsonArray.size().toUInt()
                assertEquals(bound, estimateAt(profile, row.time("at"), keys).acceptable, "$row")
                assertTrue(count <= bound)
                continue
            }
            assertEquals(count, acceptable(profile, row.time("at")), "$row")
            row["worst_of_day"]?.asJsonObject?.let { worst ->
                val expected = WorstMinute(worst.time("at"), worst["acceptable"].asLong.toULong())
                assertEquals(expected, worstMinuteOfDay(profile, row.time("at")), "$row")
            }
        }
    }

    @Test
    fun `an estimate says how long guessing takes, and what would help`() {
        val profile = Profile(Format(Layout.S, 7u), listOf(Mode.STANDARD_SINGLE, Mode.STANDARD_MULTI)).withGrace(15u)
        val day = LocalDateTime.parse("2026-03-14T00:00")
        val now = estimateWorst(profile, day)
        assertEquals(estimateWorst(profile, day, keys = 1u), now, "one key unless said otherwise")
        assertEquals(now.acceptable * 3u, estimateWorst(profile, day, keys = 3u).acceptable)
        assertEquals(now.acceptable.toDouble() / now.codes.toDouble(), now.probability)
        assertTrue(now.probability in warnAbove()..refuseAbove())
        assertTrue(now.medianDays(nc1TryRate()) > now.medianDays(penaltyTryRate(4u, 10.0, 5.0)))
        assertEquals(10.0 + 24.0 * 2, nc1TryRate().triesIn(2.0))
        assertEquals(Verdict.DOUBTFUL, now.verdict())
        assertTrue(now.probabilityIn(1.0, nc1TryRate()) in now.probability..1.0)
        val better = improvements(profile, day)
        assertEquals(Change.NoGrace, better.first().change)
        assertTrue(better.any { it.change == Change.OneDigitMore(8u) })
        assertTrue(better.all { it.estimate.probability < now.probability })
        assertEquals(now.codes, estimateAt(profile, ordinaryDay(profile.format())).codes)
    }
}
