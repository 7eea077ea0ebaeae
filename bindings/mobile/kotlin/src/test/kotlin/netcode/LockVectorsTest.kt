package netcode

import com.google.gson.JsonElement
import com.google.gson.JsonObject
import com.google.gson.JsonPrimitive
import org.junit.jupiter.api.Test
import kotlin.test.assertEquals

/** Keeps nothing: the vectors say what the lock answers, not where it writes. */
object NoStore : StateStore {
    override fun persist(state: String) = Unit
}

class LockVectorsTest {
    private class Script(case: JsonObject) {
        private val site = SiteKey.fromHex(case["lock"].asJsonObject.text("site_key"))
        private val key = site.lockKey(case["lock"].asJsonObject.text("serial"))
        private val profile = Vectors.profile(case["profile"].asJsonObject)
        private val keys = mutableMapOf<String, GroupKey>()
        var lock = case["lock"].asJsonObject.let { Verifier(profile, key, it.number("lock_id"), it.time("initialised")) }

        init {
            case["groups"]?.asJsonArray?.forEach { provision(it.asJsonObject) }
        }

        private fun provision(row: JsonObject) {
            val (group, key) = row.text("group").let { it to site.groupKey(it) }
            lock.provisionGroup(group, key, row["generation"]?.asLong?.toUInt() ?: 0u)
            keys[group.substringBefore('.')] = GroupKey(group, key)
        }

        /** The lock after the batteries were out and in: what it wrote down is all it knows. */
        fun restart() {
            val state = lock.state()
            val saved = lock.save()
            lock.close()
            lock = Verifier.restore(profile, key, saved, keys.values.toList())
            assertEquals(state, lock.state())
        }

        private fun outcome(act: () -> Unit): JsonElement = try {
            act()
            JsonPrimitive("ok")
        } catch (error: NetcodeException) {
            JsonObject().apply { addProperty("error", error.code) }
        }

        fun run(step: JsonObject): JsonElement {
            val now = step.time("at")
            return when (val what = step.text("do")) {
                "try" -> attempt(step)
                "set-clock" -> outcome { lock.setClock(step.time("to")) }
                "initialise" -> outcome {
                    lock.initialise(step.time("to"), step["lock_id"]?.asLong?.toUInt() ?: lock.state().lockId)
                }
                "block" -> try {
                    Code.parse(step.text("code")).let { outcome { lock.block(it, now) } }
                } catch (_: NetcodeException) {
                    JsonObject().apply { addProperty("error", "code.wrong_length") }
                }
                "clock-lost" -> outcome { lock.clockLost() }
                "tick" -> outcome { lock.tick(now) }
                "provision-group" -> outcome { provision(step) }
                else -> error("unknown step $what")
            }
        }

        private fun attempt(step: JsonObject): JsonElement {
            // Too few or too many digits to be a code of any lock: the keypad refuses them by their number.
            val code = try { Code.parse(step.text("code")) } catch (_: NetcodeException) { return JsonPrimitive("refused") }
            val reason = lock.reason(code, step.time("at"))
            step["reason"]?.let { assertEquals(it.asString, reason.wireName(), "$step") }
            return JsonPrimitive(
                when (val decision = lock.accept(code, step.time("at"), NoStore)) {
                    is Decision.Opened -> "open".also {
                        assertEquals(Reason.OPENS, reason)
                        assertEquals(decision.opened.reading.grant.covers(decision.opened.reading.grant.start()), true)
                    }
                    Decision.Refused -> "refused"
                },
            )
        }
    }

    @Test
    fun `every script runs as the vector says, the lock restarted on the way`() {
        for (file in Vectors.area("lock")) for (case in Vectors.rows(file)) {
            val script = Script(case)
            case["steps"].asJsonArray.map { it.asJsonObject }.forEachIndexed { index, step ->
                val context = "$file: ${case["name"]} step $index: $step"
                assertEquals(step["expect"], script.run(step), context)
                step["tokens"]?.let { assertEquals(it.asInt, script.lock.state().tokens.toInt(), context) }
                if (index % 4 == 3) script.restart()
            }
        }
    }
}
