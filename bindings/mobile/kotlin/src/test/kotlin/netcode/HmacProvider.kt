package netcode

import java.util.HexFormat
import javax.crypto.Mac
import javax.crypto.spec.SecretKeySpec

/** A site key in the platform's own cryptography, as a phone's keystore would hold it. */
class HmacProvider(siteKey: String) : KeyProvider {
    private val key = SecretKeySpec(HexFormat.of().parseHex(siteKey), "HmacSHA256")

    override fun hmacSha256(message: ByteArray): ByteArray = Mac.getInstance("HmacSHA256").run {
        init(key)
        doFinal(message)
    }
}
