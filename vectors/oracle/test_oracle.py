"""Checks of the oracle against the standards' examples and the published rows.

Run from this directory: python3 -m unittest
"""

import json
import pathlib
import unittest

import aes
import grants
import keys
import layouts
import lock
import lock_time
import nc1
import ncf12
import risk
import schema_check
from errors import Refused

VECTORS = pathlib.Path(__file__).resolve().parent.parent


def load(name):
    return json.loads((VECTORS / name).read_text(encoding="utf-8"))


class Primitives(unittest.TestCase):
    def test_fips_197_appendix_b_and_c(self):
        self.assertEqual(
            aes.encrypt_block(bytes.fromhex("2b7e151628aed2a6abf7158809cf4f3c"),
                              bytes.fromhex("3243f6a8885a308d313198a2e0370734")).hex(),
            "3925841d02dc09fbdc118597196a0b32")
        self.assertEqual(
            aes.encrypt_block(bytes(range(16)), bytes.fromhex("00112233445566778899aabbccddeeff")).hex(),
            "69c4e0d86a7b0430d8cdb78070b4c55a")

    def test_rfc_4493_examples(self):
        key = bytes.fromhex("2b7e151628aed2a6abf7158809cf4f3c")
        message = bytes.fromhex(
            "6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e51"
            "30c81c46a35ce411e5fbc1191a0a52eff69f2445df4f9b17ad2b417be66c3710")
        for length, tag in ((0, "bb1d6929e95937287fa37d129b756746"),
                            (16, "070a16b46b4d4144f79bdd9dd04a287c"),
                            (40, "dfa66747de9ae63030ca32611497c827"),
                            (64, "51f0bebf7e3b9d92fc49741779363cfe")):
            self.assertEqual(aes.cmac(key, message[:length]).hex(), tag)


class Time(unittest.TestCase):
    def test_origin_and_weekday(self):
        self.assertEqual(lock_time.parse("2020-01-01T00:00"), 0)
        self.assertEqual(lock_time.weekday(0), 2)
        self.assertEqual(lock_time.weekday(lock_time.parse("2026-03-16T00:00") // 1440), lock_time.MONDAY)

    def test_there_and_back(self):
        for text in ("2020-02-29T23:59", "2026-03-14T09:15", "2099-12-31T23:59"):
            self.assertEqual(lock_time.show(lock_time.parse(text)), text)

    def test_refused(self):
        for text, code in (("2019-12-31T23:59", "time.before_2020"), ("2026-02-29T00:00", "time.malformed"),
                           ("2026-03-14 09:00", "time.malformed"), ("2026-3-14T09:00", "time.malformed"),
                           ("2026-03-14T24:00", "time.malformed"), ("2026-03-14T09:00:00", "time.malformed")):
            with self.assertRaises(Refused) as caught:
                lock_time.parse(text)
            self.assertEqual(caught.exception.code, code, text)


class Layouts(unittest.TestCase):
    def test_every_slot_of_s_ranks_back(self):
        meaningless = [s for s in range(1333) if layouts.unslot_s(5, s, 0) is None]
        self.assertEqual(meaningless, list(range(1309, 1333)))
        for s in range(1309):
            self.assertEqual(layouts.slot(layouts.unslot_s(5, s, 0)), s)

    def test_every_slot_of_x_ranks_back(self):
        holes = [(4608, 4999), (9608, 9999), (27568, 29999), (38016, 38999), (39295, 39999), (99904, 99999)]
        hollow = {s for first, last in holes for s in range(first, last + 1)}
        for day in (0, 3):  # a Wednesday and a Saturday
            for s in range(100_000):
                grant = layouts.unslot_x(day, s, 0)
                if grant is not None:
                    self.assertEqual(layouts.slot(grant), s)
                    self.assertNotIn(s, hollow)
                elif s not in hollow:
                    p = (s - 40_000) // (24 * 12 * 52)
                    self.assertEqual(p, 2 if day == 0 else 1)

    def test_every_meaning_is_a_legal_wire_form(self):
        for layout, unslot, step in (("S", layouts.unslot_s, 1), ("X", layouts.unslot_x, 37)):
            for s in range(0, layouts.SLOTS[layout], step):
                grant = unslot(2264, s, 0)
                if grant is not None:
                    self.assertEqual(grants.parse(grant.to_json(), layout, 0), grant)


class Permutation(unittest.TestCase):
    def test_deciphers_what_it_enciphers(self):
        key = bytes(range(16))
        for digits in range(6, 11):
            a, b = ncf12.SPLIT[digits]
            self.assertEqual(a * b, 10**digits)
            for x in (0, 1, a - 1, a, 10**digits // 3, 10**digits - 1):
                y = ncf12.encipher(key, digits, x)
                self.assertTrue(0 <= y < 10**digits)
                self.assertEqual(ncf12.decipher(key, digits, y), x)


class Published(unittest.TestCase):
    def test_rows(self):
        rows = load("code/published.json")
        self.assertEqual(len(rows), 37)
        for row in rows:
            with self.subTest(grant=row["grant"], digits=row["digits"]):
                self.assertEqual(nc1.issue(row), row)
                payload, grant = nc1.read(row, row["epoch"], row["code"])
                self.assertEqual((payload, grant.to_json()), (row["payload"], row["grant"]))

    def test_group_texts(self):
        for good in ("000", "007", "999", "101.1", "101.12"):
            keys.parse_group(good)
        for bad in ("7", "0007", "101.0", "101.01", "101.", "1o1", "101.1.1", " 101"):
            with self.assertRaises(Refused):
                keys.parse_group(bad)


class Scripts(unittest.TestCase):
    def test_every_script_plays_back(self):
        reasons = set()
        for path in sorted((VECTORS / "lock").glob("*.json")):
            for script in load(path.relative_to(VECTORS))[:40]:
                with self.subTest(file=path.name, script=script["name"]):
                    self.assertEqual(lock.play(script), script)
                    reasons |= {step["reason"] for step in script["steps"] if "reason" in step}
        self.assertEqual(reasons, set(lock.REASONS) | {"opens"})

    def test_the_limiter_of_the_scheme(self):
        one = lock.Lock(lock.Profile("S", 7, ("24h",)), bytes(32), b"A", 100000, 0)
        one.tokens, one.limiter_time = 0, 100
        self.assertFalse(one._take_token(159))
        self.assertEqual((one.tokens, one.limiter_time), (0, 100))
        self.assertTrue(one._take_token(279))
        self.assertEqual((one.tokens, one.limiter_time), (1, 220))
        self.assertTrue(one._take_token(100_000))
        self.assertEqual((one.tokens, one.limiter_time), (9, 100_000))


class Risk(unittest.TestCase):
    def test_the_numbers_the_scheme_quotes(self):
        day = lock_time.parse("2026-03-14T00:00") // 1440
        for modes, grace, most in ((("standard-multi",), 0, 106), (("standard-single", "standard-multi"), 0, 212),
                                   (("standard-single", "standard-multi"), 15, 250), (("acc",), 0, 21), (("acc",), 15, 42)):
            self.assertEqual(risk.worst(lock.Profile("S", 7, modes, grace=grace), day)[0], most)

    def test_no_older_grant_is_live(self):
        now = lock_time.parse("2026-03-14T00:05")
        for modes in (("standard-multi", "24h"), ("urm",), ("acc",), ("end-date",)):
            profile = lock.Profile("S", 7, modes, grace=15)
            self.assertEqual(len(list(risk.candidates(profile, now, now + 1, 366))), risk.acceptable(profile, now))

    def test_a_fresh_lock_opens_for_each_and_for_no_other(self):
        now = lock_time.parse("2026-03-14T00:05")
        profile = lock.Profile("S", 7, ("acc",), grace=15, active=16)
        ring = lock.Lock(profile, bytes(32), b"A", 100000, 0).own.ring
        codes = {ring.encipher(epoch, payload) for epoch, payload, _ in risk.candidates(profile, now, now + 1)}
        self.assertEqual(len(codes), 42)
        for code in sorted(codes) + [f"{n:07d}" for n in range(0, 10**7, 99_991)]:
            answer = lock.Lock(profile, bytes(32), b"A", 100000, 0).attempt(code, now)
            self.assertEqual(answer.opens, code in codes)


class Schemas(unittest.TestCase):
    def test_every_vector_file_fits_its_schema(self):
        named = {"code/refused": "refused", "code/read": "read", "code/windows": "windows", "code": "issue", "lock": "lock", "risk": "risk",
                 "stay/zones": "zones", "stay/quotes": "quotes", "stay/plans": "plans", "stay/census": "census", "stay/changes": "changes",
                 "twin": "twin", "advise/troubleshoot": "troubleshoot", "advise/explain": "explain",
                 "portal": "portal"}
        for path in sorted(VECTORS.glob("*/*.json")):
            name = path.relative_to(VECTORS).with_suffix("").as_posix()
            if name.startswith("schema/"):
                continue
            schema = load(f"schema/{named.get(name) or named[name.split('/')[0]]}.json")
            with self.subTest(file=name):
                self.assertIsNone(schema_check.fault(load(f"{name}.json"), schema, schema))

    def test_every_guide_fits_its_schema(self):
        guides = VECTORS.parent / "netcode" / "catalogue" / "guides"
        schema = json.loads((guides / "schema.json").read_text(encoding="utf-8"))
        for path in sorted(guides.glob("*.json")):
            if path.name != "schema.json":
                with self.subTest(file=path.name):
                    guide = json.loads(path.read_text(encoding="utf-8"))
                    self.assertIsNone(schema_check.fault(guide, schema, schema))


if __name__ == "__main__":
    unittest.main()
