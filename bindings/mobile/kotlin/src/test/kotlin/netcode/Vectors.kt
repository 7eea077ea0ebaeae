package netcode

import com.google.gson.JsonElement
import com.google.gson.JsonObject
import com.google.gson.JsonParser
import java.nio.file.Files
import java.nio.file.Path
import java.time.LocalDateTime
import kotlin.streams.asSequence

/** The repository's conformance vectors, as values of this package. */
object Vectors {
    private val root: Path = Path.of(System.getProperty("netcode.vectors"))

    fun rows(file: String): List<JsonObject> {
        val rows = JsonParser.parseString(Files.readString(root.resolve(file))).asJsonArray.map { it.asJsonObject }
        check(rows.isNotEmpty()) { "$file is empty" }
        return rows
    }

    fun area(area: String, prefix: String = ""): List<String> {
        val names = Files.list(root.resolve(area)).use { files ->
            files.asSequence().map { it.fileName.toString() }
                .filter { it.startsWith(prefix) && it.endsWith(".json") }.sorted().toList()
        }
        check(names.isNotEmpty()) { "no vectors in $area" }
        return names.map { "$area/$it" }
    }

    fun format(row: JsonObject) = Format(parseLayout(row.text("layout")), row.byte("digits"))

    fun identity(row: JsonObject): Identity {
        val site = SiteKey.fromHex(row.text("site_key"))
        val group = row["group"]?.asString
        return if (group != null) {
            Identity.group(site.groupKey(group), group, row["generation"]?.asLong?.toUInt() ?: 0u)
        } else {
            Identity.own(site.lockKey(row.text("serial")), row.number("lock_id"), row.time("initialised"))
        }
    }

    fun term(grant: JsonObject): Term = when {
        grant.has("pattern") && grant.has("hours") -> Term.Weekly(parsePattern(grant.text("pattern")), grant.number("hours"), grant.number("weeks"))
        grant.has("hours") -> Term.Hours(grant.number("hours"))
        grant.has("days") -> Term.Days(grant.number("days"))
        grant.has("quarters") -> Term.Quarters(grant.number("quarters"))
        else -> Term.Fixed
    }

    fun grant(json: JsonElement): Grant {
        val grant = json.asJsonObject
        return Grant(parseMode(grant.text("mode")), grant.time("start"), term(grant), grant["issue"]?.let { grant.number("issue") } ?: 0u)
    }

    fun profile(value: JsonObject): Profile {
        var profile = Profile.explicit(format(value), value["modes"].asJsonArray.map { parseMode(it.asString) })
            .withGrace(value.number("grace"))
            .withIssues(value.number("issues"))
            .withFirstUseHours(value.number("first_use_hours"))
            .withLists(value.byte("active"), value.byte("spent"), value.byte("blocked"))
            .withBlockPrevious(value["block_previous"].asBoolean)
        value["max_minutes"]?.asJsonObject?.entrySet()?.forEach { (mode, minutes) ->
            profile = profile.withLongest(parseMode(mode), minutes.asLong.toUInt())
        }
        return profile
    }
}

fun JsonObject.text(field: String): String = checkNotNull(this[field]) { "$field in $this" }.asString

/** A number as an argument takes it; one that no argument of 32 bits can be fails with [NumberFormatException]. */
fun JsonObject.number(field: String): UInt = checkNotNull(this[field]) { "$field in $this" }.asString.toUInt()
fun JsonObject.byte(field: String): UByte = checkNotNull(this[field]) { "$field in $this" }.asString.toUByte()
fun JsonObject.time(field: String): LocalDateTime = LocalDateTime.parse(text(field))
