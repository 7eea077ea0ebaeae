"""AES-128 (FIPS-197, encryption only) and AES-CMAC (RFC 4493), written out plainly.

Only for making and checking test vectors: it is slow and takes a time that depends on its inputs.
"""

from functools import lru_cache


def _times_two(byte: int) -> int:
    """Multiply by x in GF(2^8) modulo x^8 + x^4 + x^3 + x + 1."""
    doubled = byte << 1
    return doubled ^ 0x11B if doubled & 0x100 else doubled


def _multiply(a: int, b: int) -> int:
    """Multiply two elements of GF(2^8), a bit at a time."""
    product = 0
    while b:
        if b & 1:
            product ^= a
        a = _times_two(a)
        b >>= 1
    return product


def _make_sbox() -> bytes:
    """The substitution box from its definition: inverse in the field, then the affine map."""
    box = bytearray(256)
    for value in range(256):
        inverse = next((c for c in range(256) if _multiply(value, c) == 1), 0)
        out = 0
        for bit in range(8):
            parity = 0
            for offset in (0, 4, 5, 6, 7):
                parity ^= inverse >> ((bit + offset) % 8) & 1
            out |= parity << bit
        box[value] = out ^ 0x63
    return bytes(box)


SBOX = _make_sbox()
TWICE = bytes(_times_two(v) for v in range(256))
THRICE = bytes(_times_two(v) ^ v for v in range(256))

# After SubBytes and ShiftRows, byte i of the state (column-major) comes from byte SHIFT[i].
SHIFT = tuple(4 * ((column + row) % 4) + row for column in range(4) for row in range(4))


@lru_cache(maxsize=4096)
def expand_key(key: bytes) -> tuple:
    """The eleven round keys of AES-128."""
    if len(key) != 16:
        raise ValueError("AES-128 takes a key of 16 bytes")
    words = [key[4 * i:4 * i + 4] for i in range(4)]
    constant = 1
    for i in range(4, 44):
        word = words[i - 1]
        if i % 4 == 0:
            word = word[1:] + word[:1]
            word = bytes(SBOX[b] for b in word)
            word = bytes([word[0] ^ constant]) + word[1:]
            constant = _times_two(constant)
        words.append(_xor(words[i - 4], word))
    return tuple(b"".join(words[4 * r:4 * r + 4]) for r in range(11))


def _xor(a: bytes, b: bytes) -> bytes:
    return bytes(x ^ y for x, y in zip(a, b))


def _mix_columns(state: bytes) -> bytes:
    out = bytearray()
    for c in range(0, 16, 4):
        a, b, d, e = state[c:c + 4]
        out.append(TWICE[a] ^ THRICE[b] ^ d ^ e)
        out.append(a ^ TWICE[b] ^ THRICE[d] ^ e)
        out.append(a ^ b ^ TWICE[d] ^ THRICE[e])
        out.append(THRICE[a] ^ b ^ d ^ TWICE[e])
    return bytes(out)


def encrypt_block(key: bytes, block: bytes) -> bytes:
    """One block of AES-128."""
    if len(block) != 16:
        raise ValueError("AES takes a block of 16 bytes")
    round_keys = expand_key(key)
    state = _xor(block, round_keys[0])
    for number in range(1, 11):
        state = bytes(SBOX[state[i]] for i in SHIFT)
        if number < 10:
            state = _mix_columns(state)
        state = _xor(state, round_keys[number])
    return state


def _double_block(block: bytes) -> bytes:
    """Multiply by x in GF(2^128), for the CMAC subkeys."""
    value = int.from_bytes(block, "big") << 1
    if value >> 128:
        value = (value & ((1 << 128) - 1)) ^ 0x87
    return value.to_bytes(16, "big")


def cmac(key: bytes, message: bytes) -> bytes:
    """AES-128-CMAC of a message of any length."""
    subkey_1 = _double_block(encrypt_block(key, bytes(16)))
    subkey_2 = _double_block(subkey_1)
    blocks = [message[i:i + 16] for i in range(0, len(message), 16)] or [b""]
    last = blocks.pop()
    if len(last) == 16:
        last = _xor(last, subkey_1)
    else:
        last = _xor(last + b"\x80" + bytes(15 - len(last)), subkey_2)
    state = bytes(16)
    for block in blocks:
        state = encrypt_block(key, _xor(state, block))
    return encrypt_block(key, _xor(state, last))
