"""The verifier beyond the vectors: the callback, power cuts, what is kept."""

from __future__ import annotations

import pytest

from netcode import ConflictError, CorruptError, Format, NetcodeError, Profile, SiteKey, State, Verifier

SITE = SiteKey("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f")
KEY = SITE.lock_key("LOCK-0001")
PROFILE = Profile(Format("S", 7), ["standard-single", "standard-multi", "24h"])
CODE, NOW = "0004295", "2026-03-14T09:30"


def door() -> Verifier:
    return Verifier(PROFILE, KEY, lock_id=123456, initialised="2026-01-15T09:30")


def test_the_state_is_written_before_the_bolt_moves() -> None:
    lock, written = door(), list[State]()

    def persist(state: State) -> bool:
        written.append(state)
        return True

    opened = lock.accept(CODE, NOW, persist)
    assert opened is not None and opened.group is None
    assert [state.tokens for state in written] == [9, 10]
    assert lock.state == written[-1]


def test_what_cannot_be_written_is_refused() -> None:
    lock = door()
    assert lock.accept(CODE, NOW, lambda state: False) is None
    assert lock.state.tokens == 9
    assert lock.accept(CODE, NOW) is not None


def test_an_exception_of_the_callback_refuses_and_arrives() -> None:
    def full(state: State) -> bool:
        raise OSError("disk full")

    lock = door()
    with pytest.raises(OSError, match="disk full"):
        lock.accept(CODE, NOW, full)
    assert lock.state.tokens == 9


def test_a_lock_starts_again_from_its_state() -> None:
    lock = door()
    lock.provision_group("101.1", SITE.group_key("101.1"), 0)
    lock.block("1234567", NOW)
    assert lock.accept("1234567", NOW) is None
    stored = lock.state.to_json()
    again = Verifier.restore(PROFILE, KEY, State(stored), {"101.1": SITE.group_key("101.1")})
    assert again.state == lock.state and again.state.groups == ["101.1"] and again.state.blocked == 1
    with pytest.raises(CorruptError, match="lock.state_malformed"):
        Verifier.restore(PROFILE, KEY, State(stored))
    with pytest.raises(CorruptError, match="lock.state_malformed") as caught:
        State(stored.replace("1234567", '"1234567"'))
    assert "1234567" not in str(caught.value)


def test_clock_and_initialisation() -> None:
    lock = door()
    lock.clock_lost()
    assert lock.reason(CODE, NOW) == "clock-unset" and lock.accept(CODE, NOW) is None
    lock.set_clock(NOW)
    assert lock.reason(CODE, NOW) == "opens"
    assert lock.tick("2026-03-14T11:00") and str(lock.state.floor) == "2026-03-14T11:00"
    with pytest.raises(ConflictError, match="lock.same_generation"):
        lock.initialise("2026-01-15T09:30", 123456)
    lock.initialise("2026-03-14T12:00", 234567)
    assert (lock.state.lock_id, str(lock.state.initialised)) == (234567, "2026-03-14T12:00")
    lock.set_profile(PROFILE.with_options(grace_minutes=15))
    assert lock.profile.grace_minutes == 15
    with pytest.raises(NetcodeError, match="profile.out_of_range"):
        lock.set_profile(Profile(Format("S", 8), ["acc"]))
    assert "123456" not in repr(lock)
