package netcode

/**
 * The digits of a code, 1 to 10 of them, leading zeros kept. Printing it, alone or inside another value, hides them;
 * [digits] shows them on purpose.
 */
@JvmInline
value class Code internal constructor(val digits: String) {
    override fun toString(): String = "Code(${digits.length} digits)"

    companion object {
        /** Reads digits as typed. Fails with `code.malformed`. */
        @Throws(NetcodeException::class)
        fun parse(text: String): Code = parseCode(text)
    }
}
