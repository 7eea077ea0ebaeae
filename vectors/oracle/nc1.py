"""NC1 by the book: `issue` a row, `read` digits back.

A row has `site_key`, then `serial`, `lock_id` and `initialised`, or `group` and `generation`; then
`layout`, `digits` and `grant`. Everything here favours being obviously right over being fast.
"""

from dataclasses import dataclass

import grants
import keys
import layouts
import lock_time
import ncf12
from errors import Refused


@dataclass(frozen=True)
class KeyRing:
    """One base key with what its code keys are derived from."""

    base: bytes
    layout: str
    digits: int
    lock_id: int
    generation: int

    def code_key(self, epoch: int) -> bytes:
        return keys.code_key(self.base, self.layout, self.digits, self.lock_id, self.generation, epoch)

    def encipher(self, epoch: int, payload: int) -> str:
        number = ncf12.encipher(self.code_key(epoch), self.digits, payload)
        return f"{number:0{self.digits}d}"

    def decipher(self, epoch: int, code: str) -> int:
        return ncf12.decipher(self.code_key(epoch), self.digits, int(code))

    def unrank(self, epoch: int, payload: int):
        return layouts.unrank(payload, epoch, self.layout, self.digits)

    def issue(self, grant) -> tuple:
        """(code, epoch, payload) of a grant."""
        epoch, payload = layouts.rank(grant, self.layout, self.digits)
        return self.encipher(epoch, payload), epoch, payload


def _need(row: dict, name: str):
    if name not in row:
        raise Refused("row.field_missing")
    return row[name]


def _unsigned(value) -> int:
    number = grants.whole_number(value)
    if not 0 <= number < 2**32:
        raise Refused("row.malformed")
    return number


def key_ring(row: dict) -> KeyRing:
    """The key a row names."""
    if not isinstance(row, dict):
        raise Refused("row.malformed")
    site_key = keys.parse_site_key(_need(row, "site_key"))
    layout = _need(row, "layout")
    if not isinstance(layout, str):
        raise Refused("row.malformed")
    digits = grants.whole_number(_need(row, "digits"))
    layouts.check(layout, digits)
    if "group" in row:
        if "serial" in row or "initialised" in row:
            raise Refused("row.malformed")
        group = row["group"]
        lock_id = keys.parse_group(group) * 1000
        if row.get("lock_id", lock_id) != lock_id:
            raise Refused("row.malformed")
        generation = _unsigned(row.get("generation", 0))
        return KeyRing(keys.group_key(site_key, group), layout, digits, lock_id, generation)
    serial = keys.parse_serial(_need(row, "serial"))
    lock_id = grants.whole_number(_need(row, "lock_id"))
    if not 100_000 <= lock_id <= 999_999:
        raise Refused("id.lock_id_out_of_range")
    generation = lock_time.parse(_need(row, "initialised"))
    return KeyRing(keys.lock_key(site_key, serial), layout, digits, lock_id, generation)


def issue(row: dict) -> dict:
    """The row with `epoch`, `payload`, `code`, `code_key` and `lock_key` added."""
    ring = key_ring(row)
    grant = grants.parse(_need(row, "grant"), ring.layout, layouts.spare_digits(ring.layout, ring.digits))
    code, epoch, payload = ring.issue(grant)
    given = ("site_key", "serial", "group", "lock_id", "initialised", "generation", "layout", "digits", "grant")
    out = {name: row[name] for name in given if name in row}
    out.update(
        epoch=epoch,
        payload=payload,
        code=code,
        code_key=ring.code_key(epoch).hex(),
        lock_key=ring.base.hex(),
    )
    return out


def read(row: dict, epoch: int, code: str) -> tuple:
    """(payload, grant or None): what digits say in an epoch under the key a row names."""
    ring = key_ring(row)
    if len(code) != ring.digits or not (code.isascii() and code.isdigit()):
        raise Refused("code.wrong_length")
    payload = ring.decipher(epoch, code)
    return payload, ring.unrank(epoch, payload)
