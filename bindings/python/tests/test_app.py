"""The lock-management app: wishes, synchronising over links that break, and the portal it is linked to."""

from __future__ import annotations

import pickle
import re
from collections.abc import Callable
from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netcode import Format, Grant, Identity, Mode, NetcodeError, SiteKey
from netcode.app import (
    AccessKey,
    Account,
    Action,
    Carrier,
    EffectSend,
    Fault,
    IssuedCode,
    Keep,
    LinkEventAnswer,
    LinkEventDown,
    LinkEventUp,
    TaskSynchronise,
    ValueModes,
    ValueSwitch,
    Workbench,
    converse,
    moment_at,
)
from netcode.catalogue import Parameter
from netcode.portal import IssueRequest, Portal, Registration, Settings
from netcode.twin import AppMessage, EffectAnswer, EventApp, PhoneClient, Twin

NOW = datetime(2026, 7, 1, 12, tzinfo=timezone.utc)
SITE = "ff0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"
PASSWORD = "Correct-Horse-7"


def office() -> Account:
    account = Account("Harbour House", "Ann")
    account.add_lock("Office", model="cl5510", zone="Europe/London", by="Ann", now=NOW)
    return account


def test_what_is_wished_for_is_on_the_lock_once_it_is_synchronised() -> None:
    account, lock = office(), Twin("cl5510", moment_at("Europe/London", NOW))
    account.edit("Office", {Parameter.NETCODE: True, "netcode-modes": [Mode.URM]}, by="Ann", now=NOW)
    view = account.lock("Office")
    assert view.desired[Parameter.NETCODE] == ValueSwitch(True) and view.known["netcode"] == ValueSwitch(False)
    assert view.desired["netcode-modes"] == ValueModes((Mode.URM,))
    assert view in account.locks() and pickle.loads(pickle.dumps(view)) == view and hash(view) == hash(account.lock("Office"))
    ticket = account.synchronise("Office", by="Ann", now=NOW)
    [command] = account.lock("Office").queue
    assert (command.ticket, command.task, command.by) == (ticket, TaskSynchronise(), "Ann")
    cut = converse(account, "Office", lock, faults=["lost", Fault.CUT], now=NOW)
    assert not cut.whole and account.pending("Office")
    talk = converse(account, "Office", lock, carrier=Carrier.BLUETOOTH, now=NOW)
    assert talk.whole and account.pending("Office") == [] and talk.messages > 1
    assert account.lock("Office").known["netcode"] == ValueSwitch(True)
    assert [entry.action for entry in account.history()][:2] == [Action.LOCK_ADDED, Action.EDITED]
    assert Account.from_json(account.to_json()) == account != office()


def test_messages_may_be_carried_by_hand() -> None:
    account, lock = office(), Twin("cl5510", moment_at("Europe/London", NOW))
    account.edit("Office", {"relock-delay": 9}, by="Ann", now=NOW)
    account.synchronise("Office", by="Ann", now=NOW)
    effects = account.step("Office", LinkEventUp(Carrier.BLUETOOTH), now=NOW)
    for _ in range(20):
        sent = [effect.value for effect in effects if isinstance(effect, EffectSend)]
        if not sent:
            break
        answers = lock.step(lock.now, EventApp(AppMessage(sent[0])))
        [answer] = [effect.value for effect in answers if isinstance(effect, EffectAnswer)]
        effects = account.step("Office", LinkEventAnswer(answer), now=NOW)
    account.step("Office", LinkEventDown(), now=NOW)
    assert account.pending("Office") == [] and lock.settings().open_seconds == 9


def test_rights_and_the_access_key() -> None:
    account = office()
    key = account.access_key(by="Ann")
    assert key.expose() not in repr(key) and AccessKey(key.expose()) == key
    cases: list[tuple[Callable[[], object], str]] = [
        (lambda: account.access_key(by="Bob"), "app.access_key_hidden"),
        (lambda: account.edit("Office", {"netcode": "on"}, by="Bob", now=NOW), "app.not_administrator"),
        (lambda: account.lock("Shed"), "app.lock_unknown"),
        (lambda: account.edit("Office", {"relock-delay": 1000}, by="Ann", now=NOW), "app.parameter_refused"),
        (lambda: account.unlock("Office", by="Ann", now=NOW), "app.no_gateway"),
        (lambda: account.tell(AccessKey.generate()), "app.access_key_wrong"),
    ]
    for refused, code in cases:
        with pytest.raises(NetcodeError) as error:
            refused()
        assert error.value.code == code
    account.add_administrator("Office", "Bob", by="Ann", now=NOW)
    assert account.access_key(by="Bob") == key != account.regenerate_access_key(by="Bob", now=NOW)
    account.set_gateway("Office", True, by="Bob", now=NOW)
    ticket = account.unlock("Office", by="Bob", valid_minutes=5, now=NOW)
    assert account.expire(now=NOW + timedelta(minutes=6)) == [("Office", ticket)]
    account.remove_administrator("Office", "Bob", by="Ann", now=NOW)
    assert account.lock("Office").administrators == ("Ann",) and account.lock("Office").gateway


def test_phones_and_why_they_cannot_open() -> None:
    bench = Workbench(Account("Harbour House", "Ann"))
    bench.add_lock("Office", model="cl5510", zone="Europe/London", by="Ann", now=NOW)
    account = bench.account
    account.add_phone("Office", PhoneClient(name="Cy"), by="Ann", now=NOW)

    def why(name: str = "Cy") -> str:
        with pytest.raises(NetcodeError) as error:
            account.phone_may_unlock("Office", name, now=NOW)
        return error.value.code

    assert (why(), why("Di")) == ("app.phone_not_synchronised", "app.phone_removed")
    account.edit("Office", {"phones": "on"}, by="Ann", now=NOW)
    account.synchronise("Office", by="Ann", now=NOW)
    assert bench.reach("Office", now=NOW).whole
    account.phone_unlock("Office", "Cy", now=NOW)
    bench.reach("Office", now=NOW)
    assert bench.view("Office").bolt == "unlocked"
    assert Workbench.from_json(bench.to_json()) == bench
    account.suspend_phone("Office", "Cy", by="Ann", now=NOW)
    assert why() == "app.phone_suspended"
    account.remove_phone("Office", "Cy", by="Ann", now=NOW)
    bench.remove_lock("Office", by="Ann", now=NOW)
    assert account.locks() == []


def test_a_conflict_is_settled_by_whoever_administers_the_lock() -> None:
    account, lock = office(), Twin("cl5510", moment_at("Europe/London", NOW))
    account.synchronise("Office", by="Ann", now=NOW)
    assert converse(account, "Office", lock, now=NOW).whole
    other = Account.from_json(account.to_json())
    other.edit("Office", {"relock-delay": 20}, by="Ann", now=NOW)
    other.synchronise("Office", by="Ann", now=NOW)
    assert converse(other, "Office", lock, now=NOW).whole
    account.edit("Office", {"relock-delay": 25}, by="Ann", now=NOW)
    account.synchronise("Office", by="Ann", now=NOW)
    assert not converse(account, "Office", lock, now=NOW).whole
    [conflict] = account.conflicts("Office")
    assert (conflict.parameter, conflict.app, conflict.lock) == (Parameter.RELOCK_DELAY, 25, 20)
    account.resolve("Office", conflict.parameter, Keep.LOCK, by="Ann", now=NOW)
    assert (account.conflicts("Office"), account.pending("Office")) == ([], [])
    with pytest.raises(NetcodeError) as error:
        account.resolve("Office", "relock-delay", "app", by="Ann", now=NOW)
    assert error.value.code == "app.not_in_conflict"


def test_a_portal_learns_of_the_locks_and_the_app_of_the_codes() -> None:
    bench = Workbench(Account("Harbour House", "Ann"))
    bench.add_lock(
        "Sea View", model="cl4510", zone="Europe/Paris", by="Ann", site_key=SITE, lock_id=101042, now=NOW
    )
    account = bench.account
    account.edit("Sea View", {"netcode": "on", "netcode-modes": "urm"}, by="Ann", now=NOW)
    account.synchronise("Sea View", by="Ann", now=NOW)
    assert bench.reach("Sea View", now=NOW).whole
    report = account.tell(account.access_key(by="Ann"))
    assert report.access_key not in repr(report) and pickle.loads(pickle.dumps(report)) == report
    [told] = report.locks
    assert (told.lock_id, told.modes, told.netcode) == (101042, (Mode.URM,), True)
    # In Paris the lock counts winter time, an hour ahead of UTC.
    assert told.initialised is not None and str(told.initialised) == "2026-07-01T13:00"

    with Portal.memory("0f" * 32, settings=Settings(password_cost=(8, 1))) as portal:
        portal.register(Registration(email="ann@example.com", name="Ann", password=PASSWORD), now=NOW)
        [mail] = portal.claim(now=NOW)
        portal.activate(re.findall(r"/activate/(\S+)", mail.text)[0], now=NOW)
        session = portal.sign_in("ann@example.com", PASSWORD, now=NOW)
        linked = session.link_app(report, now=NOW)
        assert [lock.name for lock in linked.locks] == ["Sea View"] and linked.notes == ()
        grant = Grant("urm", "2026-07-01T13:00", hours=4)
        issued = session.issue(IssueRequest(request="b1", lock=linked.locks[0].id, grant=grant, guest="Ames"), now=NOW)
        [known] = session.issued_codes(linked.locks[0].id, now=NOW)
        assert known == IssuedCode(id=str(issued.number), guest="Ames", grant=grant)

    change = account.mode_change("Sea View", {"netcode-modes": "standard"}, issued=[known], now=NOW)
    assert change.from_ == (Mode.URM,) and change.dies == (known,) and change.begins == ()
    with pytest.raises(NetcodeError) as error:
        account.edit("Sea View", {"netcode-modes": "standard"}, by="Ann", issued=[known], now=NOW)
    assert error.value.code == "app.codes_would_die" and "Ames" in error.value.message
    account.edit("Sea View", {"netcode-modes": "standard"}, by="Ann", issued=[known], despite_issued=True, now=NOW)

    identity = Identity.own(SiteKey(SITE).lock_key("Sea View"), lock_id=101042, initialised=told.initialised)
    code = identity.issue(Format("S", told.digits), grant).code
    typed = f"{told.prefix}{code}"
    assert bench.keys("Sea View", typed, now=NOW + timedelta(seconds=20))[-1] == "unlock"


@settings(max_examples=30, deadline=None)
@given(st.lists(st.sampled_from(list(Fault)), max_size=12))
def test_whatever_happens_on_the_way_the_lock_has_the_old_state_or_the_new(faults: list[Fault]) -> None:
    bench = Workbench(Account("Harbour House", "Ann"))
    bench.add_lock("Office", model="cl5510", zone="Europe/London", by="Ann", now=NOW)
    account = bench.account
    account.edit("Office", {"netcode": "on", "relock-delay": 12}, by="Ann", now=NOW)
    account.synchronise("Office", by="Ann", now=NOW)
    bench.reach("Office", faults=faults, now=NOW)
    # The key before a NetCode is answered with red by a lock that takes none.
    assert bench.keys("Office", "*", now=NOW) in (["red"], [])
    for _ in range(14):
        if bench.reach("Office", now=NOW).whole and account.pending("Office") == []:
            break
    assert account.pending("Office") == [] and bench.keys("Office", "*", now=NOW) == []
