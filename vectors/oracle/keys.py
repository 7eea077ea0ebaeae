"""Lock keys, group keys and code keys (NC1 section 6)."""

import hmac
import re
from functools import lru_cache

from aes import cmac
from errors import Refused

SITE_KEY = re.compile(r"[0-9a-fA-F]{64}", re.ASCII)
GROUP = re.compile(r"([0-9]{3})(\.[1-9][0-9]*)?", re.ASCII)


def parse_site_key(text) -> bytes:
    """64 hexadecimal digits."""
    if not isinstance(text, str):
        raise Refused("row.malformed")
    if not SITE_KEY.fullmatch(text):
        raise Refused("key.site_key_malformed")
    return bytes.fromhex(text)


def parse_serial(text) -> bytes:
    """1 to 32 bytes of UTF-8, exactly as recorded."""
    if not isinstance(text, str):
        raise Refused("row.malformed")
    serial = text.encode("utf-8")
    if not 1 <= len(serial) <= 32:
        raise Refused("key.serial_length")
    return serial


def parse_group(text) -> int:
    """A group's text, `007` or `007.1`; its number is returned."""
    if not isinstance(text, str):
        raise Refused("row.malformed")
    match = GROUP.fullmatch(text)
    if not match:
        raise Refused("key.group_malformed")
    return int(match[1])


def _expand(site_key: bytes, label: bytes, name: bytes) -> bytes:
    return hmac.digest(site_key, label + b"\x00" + name + b"\x01", "sha256")[:16]


def lock_key(site_key: bytes, serial: bytes) -> bytes:
    return _expand(site_key, b"netcode/1 lock", serial)


def group_key(site_key: bytes, group: str) -> bytes:
    return _expand(site_key, b"netcode/1 group", group.encode("ascii"))


@lru_cache(maxsize=4096)
def code_key(base: bytes, layout: str, digits: int, lock_id: int, generation: int, epoch: int) -> bytes:
    """The key of the permutation, for one epoch of one generation of one lock or group."""
    message = (
        (1).to_bytes(4, "big")
        + b"netcode/1 code"
        + b"\x00\x01"
        + layout.encode("ascii")
        + bytes([digits])
        + b"\x00"
        + lock_id.to_bytes(4, "big")
        + generation.to_bytes(4, "big")
        + epoch.to_bytes(4, "big")
        + (128).to_bytes(4, "big")
    )
    assert len(message) == 39
    return cmac(base, message)
