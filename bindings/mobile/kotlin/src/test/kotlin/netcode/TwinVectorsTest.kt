package netcode

import com.google.gson.JsonArray
import com.google.gson.JsonObject
import org.junit.jupiter.api.Test
import kotlin.test.assertEquals

class TwinVectorsTest {
    private fun word(of: Enum<*>) = of.name.lowercase().replace('_', '-')

    /** What a step came to, as far as the words go: `synchronised`, `idle`. */
    private fun words(of: AppEffect) = checkNotNull(of::class.simpleName).replace(Regex("(?<=.)[A-Z]"), "-$0").lowercase()

    private fun said(line: Line): JsonObject = JsonObject().apply {
        when (line) {
            is Line.Failed -> addProperty("error", line.error.code)
            is Line.Done -> {
                add("effects", JsonArray().apply { line.effects.forEach(::add) })
                addProperty("bolt", word(line.bolt))
                if (line.ignored.isNotEmpty()) add("ignored", JsonArray().apply { line.ignored.forEach(::add) })
            }
        }
    }

    private fun check(app: JsonObject, of: AppView, context: String) {
        assertEquals(app["pending"].texts(), of.pending.map(::word), context)
        assertEquals(app["waiting"].asLong, of.waiting, context)
        assertEquals(app["conflicts"]?.texts().orEmpty(), of.conflicts.map(::word), context)
        val cameTo = app["came_to"]?.asJsonArray?.map { if (it.isJsonObject) it.asJsonObject.keySet().first() else it.asString }
        assertEquals(cameTo.orEmpty().map { it.replace('_', '-') }, of.cameTo.map(::words), context)
    }

    @Test
    fun `every run answers as the vector says`() {
        for (file in Vectors.area("twin")) for (case in Vectors.rows(file)) {
            val steps = case["steps"].asJsonArray.map { it.asJsonObject }
            val script = JsonObject().apply {
                for (key in listOf("model", "start", "site_key", "serial")) case[key]?.let { add(key, it) }
                add("steps", JsonArray().apply { steps.forEach { add(it["do"]) } })
            }
            val lines = runScript(script.toString())
            assertEquals(steps.size, lines.size)
            for ((step, line) in steps.zip(lines)) {
                val context = "$file: ${case["name"]}: $step"
                val expected = step.deepCopy().apply { remove("do"); remove("app") }
                assertEquals(expected, said(line), context)
                step["app"]?.let { check(it.asJsonObject, checkNotNull((line as Line.Done).app), context) }
            }
        }
    }
}
