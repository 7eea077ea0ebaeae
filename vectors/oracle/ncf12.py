"""NCF-12: a keyed permutation of [0, 10^n), n = 6..10 (NC1 section 5)."""

from aes import encrypt_block

ROUNDS = 12
SPLIT = {
    6: (1_000, 1_000),
    7: (3_125, 3_200),
    8: (10_000, 10_000),
    9: (31_250, 32_000),
    10: (100_000, 100_000),
}


def round_value(key: bytes, digits: int, number: int, value: int) -> int:
    """F(i, v) before its reduction."""
    block = b"NC1F" + bytes([digits, number]) + bytes(6) + value.to_bytes(4, "big")
    return int.from_bytes(encrypt_block(key, block)[:8], "big")


def encipher(key: bytes, digits: int, x: int) -> int:
    """Payload to code number."""
    a, b = SPLIT[digits]
    left, right = x % a, x // a
    for i in range(ROUNDS):
        if i % 2 == 0:
            left = (left + round_value(key, digits, i, right)) % a
        else:
            right = (right + round_value(key, digits, i, left)) % b
    return right * a + left


def decipher(key: bytes, digits: int, y: int) -> int:
    """Code number to payload."""
    a, b = SPLIT[digits]
    left, right = y % a, y // a
    for i in reversed(range(ROUNDS)):
        if i % 2 == 0:
            left = (left - round_value(key, digits, i, right)) % a
        else:
            right = (right - round_value(key, digits, i, left)) % b
    return right * a + left
