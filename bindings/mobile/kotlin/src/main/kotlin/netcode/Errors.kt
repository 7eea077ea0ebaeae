package netcode

/** The stable dotted code, equal in every language, for example `grant.start_not_on_hour`. */
val NetcodeException.code: String
    get() = parts.first

/** What went wrong, in the user's words. [NetcodeException.message] has it between the code and the hint. */
val NetcodeException.detail: String
    get() = parts.second

/** What to do about it. */
val NetcodeException.hint: String
    get() = parts.third

/** What sort of failure it is; the class of the exception says the same. */
val NetcodeException.kind: ErrorKind
    get() = when (this) {
        is NetcodeException.Invalid -> ErrorKind.INVALID
        is NetcodeException.NotFound -> ErrorKind.NOT_FOUND
        is NetcodeException.Conflict -> ErrorKind.CONFLICT
        is NetcodeException.Denied -> ErrorKind.DENIED
        is NetcodeException.Exhausted -> ErrorKind.EXHAUSTED
        is NetcodeException.Limited -> ErrorKind.LIMITED
        is NetcodeException.Unavailable -> ErrorKind.UNAVAILABLE
        is NetcodeException.Corrupt -> ErrorKind.CORRUPT
    }

private val NetcodeException.parts: Triple<String, String, String>
    get() = when (this) {
        is NetcodeException.Invalid -> Triple(code, detail, hint)
        is NetcodeException.NotFound -> Triple(code, detail, hint)
        is NetcodeException.Conflict -> Triple(code, detail, hint)
        is NetcodeException.Denied -> Triple(code, detail, hint)
        is NetcodeException.Exhausted -> Triple(code, detail, hint)
        is NetcodeException.Limited -> Triple(code, detail, hint)
        is NetcodeException.Unavailable -> Triple(code, detail, hint)
        is NetcodeException.Corrupt -> Triple(code, detail, hint)
    }
