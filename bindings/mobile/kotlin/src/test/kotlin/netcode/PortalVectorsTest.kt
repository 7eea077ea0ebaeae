package netcode

import com.google.gson.JsonArray
import com.google.gson.JsonElement
import com.google.gson.JsonNull
import com.google.gson.JsonObject
import com.google.gson.JsonPrimitive
import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.Test
import java.time.Duration
import java.time.Instant
import kotlin.test.assertEquals
import kotlin.test.assertFailsWith
import kotlin.test.assertTrue

/** The scripts of `vectors/portal`: commands with their inputs, and the answers, errors and balances they must give. */
class PortalVectorsTest {
    @Test
    fun `every script answers as the vector says`() = runBlocking {
        val settings = PortalSettings(passwordMemoryKib = 8u, passwordPasses = 1u)
        for (file in Vectors.area("portal")) for (case in Vectors.rows(file)) {
            val portal = Portal.memory(MasterKey(ByteArray(32) { 7 }), settings)
            PortalScript(portal).run("$file: ${case.text("name")}", case["steps"].asJsonArray.map { it.asJsonObject })
            assertEquals(emptyList(), portal.verify().faults, "$file: ${case.text("name")}")
        }
    }
}

/** One case on a portal of its own. */
private class PortalScript(private val portal: Portal) {
    private var now = Instant.parse("2026-07-01T12:00:00Z")
    private val saved = mutableMapOf<String, JsonElement>()
    private val parcels = mutableListOf<OutboxParcel>()

    suspend fun run(name: String, steps: List<JsonObject>) {
        for ((at, raw) in steps.withIndex()) {
            val step = filled(raw).asJsonObject
            val place = "$name, step $at"
            when {
                step.has("wait_minutes") -> now = now.plus(Duration.ofMinutes(step["wait_minutes"].asLong))
                step.has("error") -> assertEquals(step.text("error"), assertFailsWith<NetcodeException>(place) { take(step) }.code, place)
                else -> {
                    val answer = take(step)
                    step["save"]?.asJsonObject?.entrySet()?.forEach { (kept, from) ->
                        saved[kept] = if (from.isJsonObject) JsonPrimitive(token(from.asJsonObject)) else pointed(answer, from.asString)
                    }
                    val wanted = step["answer"]?.let(::filled)
                    assertTrue(fits(wanted, answer), "$place: wanted $wanted, got $answer")
                }
            }
        }
    }

    /** The value with `$name` replaced by what was saved under the name. */
    private fun filled(value: JsonElement): JsonElement = when {
        value is JsonArray -> JsonArray().apply { value.forEach { add(filled(it)) } }
        value is JsonObject -> JsonObject().apply { value.entrySet().forEach { (name, of) -> add(name, filled(of)) } }
        value is JsonPrimitive && value.isString && value.asString.startsWith("$") -> saved[value.asString.drop(1)] ?: value
        else -> value
    }

    /** The token of the newest link mailed to somebody. */
    private fun token(from: JsonObject): String {
        val page = "/${from.text("page")}/"
        val mail = parcels.last { it.recipient == from.text("link_to") && page in it.text }
        return mail.text.lines().single { it.startsWith("https://") }.substringAfterLast('/')
    }

    private suspend fun take(step: JsonObject): JsonElement {
        val it = step["with"]?.asJsonObject ?: JsonObject()
        val session = portal.session(step["session"]?.asString.orEmpty())
        val answer = person(step.text("do"), it, session) { lock(step.text("do"), it, session) { code(step.text("do"), it, session) } }
        return told(answer.takeIf { it != Unit })
    }

    private suspend fun person(command: String, it: JsonObject, session: PortalSession, others: suspend () -> Any?): Any? = when (command) {
        "register" -> portal.register(now, Registration(it.text("email"), it.text("name"), it.text("password")))
        "activate" -> portal.activate(now, it.text("token"))
        "migrate_account" -> portal.migrateAccount(now, it.text("email"), it.text("name"))
        "sign_in" -> portal.signIn(now, it.text("email"), it.text("password")).let { mapOf("token" to it.session.token(), "role" to it.role) }
        "request_reset" -> portal.requestReset(now, it.text("email"))
        "set_password" -> portal.setPassword(now, it.text("token"), it.text("password"))
        "confirm_email" -> portal.confirmEmail(now, it.text("token"))
        "sms_request" -> portal.smsRequest(now, SmsRequest(it.text("message"), it.text("from"), it.text("text")))
        "drain" -> drain(it["outcomes"]?.texts().orEmpty())
        "change_password" -> session.changePassword(now, it.text("old"), it.text("new"))
        "request_email" -> session.requestEmail(now, it.text("password"), it.text("email"))
        "account" -> session.account(now)
        "close_account" -> session.closeAccount(now, it.text("password"))
        "users" -> session.users(now)
        "invite" -> session.invite(now, Invitation(it.text("email"), it.text("name"), word(it.text("role")), limits(it["limits"] ?: JsonObject()))).let { mapOf("id" to it) }
        else -> others()
    }

    private suspend fun lock(command: String, it: JsonObject, session: PortalSession, others: suspend () -> Any?): Any? = when (command) {
        "add_lock" -> session.addLock(now, added(it))
        "initialise" -> session.initialise(now, it.text("lock"), it["master_code"]?.asString)
        "confirm_lock" -> session.confirmLock(now, it.text("lock"))
        "edit_lock" -> it["edit"].asJsonObject.let { edit ->
            session.editLock(now, it.text("lock"), EditLock(site = edit["site"]?.asString, modes = edit["modes"]?.let(::modes)))
        }
        "delete_lock" -> session.deleteLock(now, it.text("lock"))
        "lock" -> session.lock(now, it.text("lock"))
        "choose_lock" -> session.chooseLock(now, it["named"]?.asString)
        "locks" -> session.locks(now, LockFilter(search = it["filter"]?.asJsonObject?.get("search")?.asString), it["next"]?.asString, limit(it))
        "list_phone" -> session.listPhone(now, it.text("name"), it.text("phone"))
        "unlist_phone" -> session.unlistPhone(now, it.text("phone"))
        else -> others()
    }

    private suspend fun code(command: String, it: JsonObject, session: PortalSession): Any? = when (command) {
        "issue" -> session.issue(now, request(it))
        "preview" -> session.preview(now, request(it))
        "issue_many" -> session.issueMany(now, it["requests"].asJsonArray.map { request(it.asJsonObject) }).map {
            when (it) {
                is IssueAnswer.Issued -> it.issued
                is IssueAnswer.Refused -> mapOf("error" to it.error)
            }
        }
        "codes" -> session.codes(now, limit = limit(it))
        "code" -> session.code(now, it["number"].asLong)
        "send" -> session.send(now, SendRequest(it.text("request"), it["number"].asLong, delivery(it["delivery"]), flag(it, "again")))
        "messages" -> session.messages(now, it["number"].asLong)
        "balance" -> session.balance(now)
        "statement" -> session.statement(now, limit = limit(it))
        "buy" -> session.buy(now, PortalOrder(it.text("order"), it.text("package")))
        "stay" -> StayRequest(
            it.text("stay"), it.text("lock"), Instant.parse(it.text("from")), Instant.parse(it.text("until")),
            send = deliveries(it), keypad = flag(it, "keypad"),
        ).let { session.stay(now, it) }
        "cancel_stay" -> session.cancelStay(now, CancelStay(it.text("stay"), it.text("lock"), flag(it, "keypad")))
        else -> error("there is no command $command")
    }

    private suspend fun drain(outcomes: List<String>): Any {
        val left = ArrayDeque(outcomes)
        val before = parcels.size
        val courier = object : Courier {
            override fun deliver(parcel: OutboxParcel): OutboxOutcome {
                parcels += parcel
                return when (left.removeFirstOrNull()) {
                    "later" -> OutboxOutcome.Later("busy")
                    "never" -> OutboxOutcome.Never("no such number")
                    else -> OutboxOutcome.Delivered
                }
            }
        }
        val report = portal.drain(now, courier)
        val handed = parcels.drop(before).map { mapOf("to" to it.recipient, "text" to it.text) }
        return mapOf("sent" to report.sent, "later" to report.later, "failed" to report.failed, "parcels" to handed)
    }
}

private inline fun <reified E : Enum<E>> word(text: String): E = enumValueOf(text.uppercase().replace('-', '_'))

private fun flag(it: JsonObject, name: String) = it[name]?.asBoolean ?: false

private fun limit(it: JsonObject) = it["limit"]?.asInt?.toUInt() ?: 50u

private fun modes(of: JsonElement) = of.texts().map(::parseMode)

private fun limits(of: JsonElement) = of.asJsonObject.let {
    Limits(codesMax = it["codes_max"]?.asLong, daysMax = it["days_max"]?.asLong, doors = it["doors"]?.texts())
}

private fun delivery(of: JsonElement) = of.asJsonObject.let {
    Delivery(word(it.text("channel")), it.text("to"), it["note"]?.asString.orEmpty())
}

private fun deliveries(it: JsonObject) = it["send"]?.asJsonArray?.map(::delivery).orEmpty()

private fun request(it: JsonObject) = IssueRequest(
    it.text("request"), it.text("lock"), Vectors.grant(it["grant"]), send = deliveries(it), despiteWarnings = flag(it, "despite_warnings"),
)

private fun added(it: JsonObject) = AddLock(
    it.text("name"), it.text("model"), word(it.text("series")), it.text("zone"), Layout.S, it["digits"].asLong,
    lockId = it["lock_id"]?.asLong, group = it["group"]?.asString, clock = it["clock"]?.let { word<ClockRule>(it.asString) },
    modes = it["modes"]?.let(::modes).orEmpty(), prefix = it["prefix"]?.asString, accessKey = it["access_key"]?.asString,
)

/** A value of the package as the vectors write it: a record field by field, by its words. */
private fun told(value: Any?): JsonElement = when (value) {
    null -> JsonNull.INSTANCE
    is String -> JsonPrimitive(value)
    is Number -> JsonPrimitive(value)
    is Boolean -> JsonPrimitive(value)
    is Mode -> JsonPrimitive(value.wireName())
    is Enum<*> -> JsonPrimitive(value.name.lowercase().replace('_', '-'))
    is Code -> JsonPrimitive(value.digits)
    is Grant -> com.google.gson.JsonParser.parseString(value.toJson())
    is Instant -> JsonPrimitive("$value")
    is java.time.LocalDateTime -> JsonPrimitive(lockTimeText(value))
    is List<*> -> JsonArray().apply { value.forEach { add(told(it)) } }
    is Map<*, *> -> JsonObject().apply { value.forEach { (name, of) -> add("$name", told(of)) } }
    else -> JsonObject().apply {
        for (field in value.javaClass.declaredFields.filterNot { java.lang.reflect.Modifier.isStatic(it.modifiers) }) {
            field.isAccessible = true
            add(field.name.replace(Regex("[A-Z]")) { "_" + it.value.lowercase() }, told(field.get(value)))
        }
    }
}

private fun pointed(answer: JsonElement, pointer: String) = pointer.split('/').drop(1).fold(answer) { at, name ->
    if (at.isJsonArray) at.asJsonArray[name.toInt()] else at.asJsonObject[name]
}

/** Whether an answer has everything that is wanted of it. A list is as long as the one wanted. */
private fun fits(wanted: JsonElement?, answer: JsonElement?): Boolean = when (wanted) {
    null -> true
    is JsonObject -> when {
        wanted.has("none") -> answer == null || answer.isJsonNull
        wanted.has("not") -> answer != wanted["not"]
        wanted.has("contains") -> answer != null && wanted.text("contains") in answer.asString
        else -> answer is JsonObject && wanted.entrySet().all { (name, of) -> answer.has(name) && fits(of, answer[name]) }
    }
    is JsonArray -> answer is JsonArray && wanted.size() == answer.size() && wanted.zip(answer).all { (of, has) -> fits(of, has) }
    else -> wanted == answer
}
