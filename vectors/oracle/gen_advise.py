"""Cases for `explain`: what an issuer knows and what was seen at a door, with the verdict by hand; the codes are the oracle's."""

import nc1

SITE = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"
INITIALISED = "2026-01-15T09:30"


def door(mode, serial="LOCK-0001", **extra) -> dict:
    return {"site_key": SITE, "serial": serial, "lock_id": 123456, "initialised": INITIALISED, "layout": "S", "digits": 7,
            "modes": [mode], "zone": "Europe/London", "check_in": "15:00", "check_out": "11:00",
            "clock": {"ppm": 20, "set_within_seconds": 60}, **extra}


def code(at_door, grant) -> str:
    row = {name: at_door[name] for name in ("site_key", "serial", "lock_id", "initialised", "layout", "digits")}
    return nc1.issue({**row, "grant": grant})["code"]


def changed(digits: str, place: int) -> str:
    return digits[:place] + str((int(digits[place]) + 3) % 10) + digits[place + 1:]


class Stay:
    """A door with codes for three stays of four days, Brook's from 1 May, of one mode."""

    def __init__(self, mode="acc", model="kl1000-netcode-c2", **extra):
        self.door, self.model = door(mode, **extra), model
        self.others, self.former, self.issued = [], [], []
        for name, day in (("Ames", "2026-04-27"), ("Brook", "2026-05-01"), ("Cole", "2026-05-05")):
            length = {"acc": {"days": 4}, "end-date": {"days": 30}}.get(mode, {"hours": 8})
            hour = "00:00" if "days" in length else "10:00"
            self.issue(name, {"mode": mode, "start": f"{day}T{hour}", **length})
        self.brook = self.issued[1]

    def issue(self, name, grant):
        self.issued.append({"id": name, "code": code(self.door, grant), "grant": grant})
        return self.issued[-1]

    def row(self, about, typed, at, signal, expect, answers=None, **known) -> dict:
        row = {"about": about, "door": self.door, "model": self.model, "issued": self.issued, "former": self.former, "others": self.others,
               "typed": typed, "at": at, "signal": signal}
        if answers:
            row["answers"] = answers
        return {**row, **known, "expect": expect}


def first(cause, **more) -> dict:
    """The evidence tells this cause from every other."""
    return {"first": cause, "tie": [], **more}


def likeliest(cause, **more) -> dict:
    """This cause comes first; others may explain the evidence nearly as well."""
    return {"first": cause, **more}


def explain() -> list:
    rows = []
    s = Stay()
    typed = s.brook["code"]
    noon = "2026-05-01T12:00"
    rows += [
        # Lock time is an hour behind the civil time of a London summer.
        s.row("two hours and ten minutes too early", typed, "2026-04-30T22:50", "red", first("too-early", minutes=130, about="Brook")),
        s.row("the first use came a day late", typed, "2026-05-02T02:30", "red", first("never-validated", minutes=90, about="Brook")),
        s.row("a day over", typed, "2026-05-06T01:00", "red", first("too-late", minutes=1440, about="Brook")),
        s.row("another digit in one place", changed(typed, 2), noon, "red", first("digit-wrong", about="Brook")),
        s.row("two neighbours swapped", typed[:3] + typed[4] + typed[3] + typed[5:], noon, "red", first("digits-swapped", about="Brook")),
        s.row("a digit left out", typed[:3] + typed[4:], noon, "red", first("digit-missing", about="Brook")),
        s.row("a digit too many", typed + "0", noon, "red", first("digit-extra", about="Brook")),
        s.row("digits from nowhere", "12", noon, "red", first("not-issued")),
        s.row("blue, and the door stays shut", typed, noon, "good-but-shut", first("door-stuck")),
        s.row("three red, then blue", typed, noon, "low-battery", first("low-battery")),
        s.row("a dark keypad after a warning", typed, noon, "silent", likeliest("low-battery"), battery_warned=True),
        s.row("a dark keypad, and another light with new cells", typed, noon, "silent", likeliest("low-battery"),
              answers={"answers-with-power": "yes", "opens-after-minute": "no"}),
        s.row("a dark keypad right after three wrong codes, and it opens after a minute", typed, noon, "silent", likeliest("penalty"),
              answers={"answers-with-power": "no", "opens-after-minute": "yes"}, refused_lately=3),
    ]
    s = Stay(model="kl1000-netcode-c2")
    s.brook["blocked"] = "2026-05-01T09:00"
    rows.append(s.row("blocked in the morning", s.brook["code"], noon, "red", first("blocked", about="Brook")))
    s = Stay()
    s.door = {**s.door, "modes": ["urm"]}
    rows.append(s.row("the lock's mode was changed, and the records know", s.brook["code"], noon, "red", first("wrong-mode", about="Brook")))
    s = Stay("standard-single")
    s.brook["used"] = "2026-05-01T11:05"
    rows.append(s.row("opens once, and has", s.brook["code"], noon, "red", first("spent", about="Brook")))
    s = Stay("end-date")
    s.brook["used"] = "2026-05-01T11:05"
    s.issued[2]["used"] = "2026-05-05T15:00"
    rows.append(s.row("a later rental was used", s.brook["code"], "2026-05-06T12:00", "red", first("superseded", about="Cole")))
    s = Stay()
    cellar = door("acc", "LOCK-0002")
    s.others = [{"name": "cellar", "door": cellar}]
    rows.append(s.row("the code of another door", code(cellar, s.brook["grant"]), noon, "red", first("other-lock", about="cellar")))
    s = Stay()
    old = {**s.door, "initialised": "2025-05-01T10:00"}
    s.former = ["2025-05-01T10:00"]
    rows.append(s.row("a code of an initialisation that ended", code(old, s.brook["grant"]), noon, "red", first("before-initialisation")))
    s = Stay(model="cl5510")
    rows += [
        s.row("red at the star", "*" + s.brook["code"], noon, "red-at-star", first("feature-off")),
        s.row("the star was left out", s.brook["code"], noon, "red", likeliest("star-missing"), answers={"star-first": "no"}),
    ]
    s = Stay(clock={"ppm": 20, "set_within_seconds": 60, "events": [{"event": "lost", "at": "2026-04-28T09:00:00Z"}]})
    rows.append(s.row("the clock was lost with the cells", s.brook["code"], noon, "red", likeliest("clock-lost")))
    s = Stay(clock={"ppm": 900, "set_within_seconds": 60})
    rows.append(s.row("a poor clock, half an hour into the stay", s.brook["code"], "2026-05-01T01:30", "red",
                      likeliest("clock-behind"), answers={"clock-right": "no", "clock-ahead": "no"}))
    s = Stay()
    red = (s.brook["code"], noon, "red")
    rows += [
        s.row("one red light and a good code: told as a tie, with the question that splits it", *red, {"tie_has": ["feature-off", "wrong-mode"], "asks": True}),
        s.row("the same, and the mode was changed", *red, likeliest("wrong-mode"), answers={"mode-changed": "yes", "other-code-opens": "no"}),
        s.row("the same, and the lock was initialised again", *red, likeliest("before-initialisation"), answers={"initialised-since": "yes", "mode-changed": "no"}),
    ]
    return rows


def files(_seed: int) -> dict:
    return {"advise/explain.json": explain}
