"""The portal on its stores."""

from __future__ import annotations

import os
import re
import threading
from collections.abc import Iterator
from datetime import datetime, time, timedelta, timezone
from itertools import count
from pathlib import Path

import pytest

from netcode import Grant, LockTime, Mode, NetcodeError
from netcode.advise import Cause, Signal
from netcode.portal import (
    AddLock,
    Balance,
    BulkCharge,
    EditLock,
    FeedOutcomeRefused,
    FeedOutcomeStay,
    FeedReport,
    HistoryFilter,
    Invitation,
    IssueRequest,
    LockFilter,
    Order,
    Outcome,
    OutcomeDelivered,
    Parcel,
    Portal,
    Registration,
    Role,
    Series,
    Session,
    Settings,
    StayOrderBook,
    StayRequest,
    Tried,
    preflight,
    render_card,
)

NOW = datetime(2026, 7, 1, 9, 0, tzinfo=timezone.utc)
MASTER = "0f" * 32
PASSWORD = "Correct-Horse-7"
GRANT = Grant("standard-multi", "2026-07-01T15:00", hours=2)


CHEAP = Settings(password_cost=(8, 1))
#: A PostgreSQL to run on as well; the test command starts one.
POSTGRES = os.environ.get("NETCODE_TEST_POSTGRES")
STORES = ["memory", "sqlite", *(["postgres"] if POSTGRES else [])]


@pytest.fixture(params=STORES)
def portal(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Portal]:
    if request.param == "postgres":
        opened = Portal.postgres(str(POSTGRES), MASTER, settings=CHEAP)
    elif request.param == "sqlite":
        opened = Portal.sqlite(tmp_path / "portal.db", MASTER, settings=CHEAP)
    else:
        opened = Portal.memory(MASTER, settings=CHEAP)
    with opened as portal:
        yield portal


PEOPLE = count(1)


def someone() -> str:
    """An address that no other test has."""
    return f"person{next(PEOPLE)}@example.com"


def link(portal: Portal, kind: str) -> str:
    """The token of the link that was mailed last; every mail is handed over."""
    mails = portal.claim(now=NOW)
    for mail in mails:
        portal.settle(mail.id, OutcomeDelivered(), now=NOW)
    token: str = re.findall(rf"/{kind}/(\S+)", mails[-1].text)[0]
    return token


def ann(portal: Portal) -> Session:
    email = someone()
    portal.register(Registration(email=email, name="Ann", password=PASSWORD), now=NOW)
    portal.activate(link(portal, "activate"), now=NOW)
    return portal.sign_in(email, PASSWORD, now=NOW)


def front(session: Session, name: str = "Front door") -> str:
    return session.add_lock(
        AddLock(
            name=name,
            model="reference",
            series=Series.KL,
            zone="Europe/London",
            digits=7,
            modes=(Mode.STANDARD_MULTI,),
            initialised=LockTime("2026-01-15T09:30"),
        ),
        now=NOW,
    ).id


def house(session: Session) -> str:
    return session.add_lock(
        AddLock(
            name="Flat",
            model="reference",
            series=Series.KL,
            zone="Europe/London",
            digits=7,
            modes=(Mode.ACC,),
            initialised=LockTime("2026-01-15T09:30"),
        ),
        now=NOW,
    ).id


def test_a_code_is_issued_exactly_once(portal: Portal) -> None:
    session = ann(portal)
    assert session.role is Role.OWNER and session.expires_at is not None and session.expires_at > NOW
    wish = IssueRequest(request="booking 7", lock=front(session), grant=GRANT, guest="Ames")
    seen = session.preview(wish, now=NOW)
    assert (seen.credits, session.balance(now=NOW).available) == (1, 20)
    first, again = session.issue(wish, now=NOW), session.issue(wish, now=NOW)
    assert (first.code, first.number) == (again.code, again.number) and again.repeated and not first.repeated
    assert session.balance(now=NOW).available == 19
    assert first.code not in repr(first) and len(first.code) == 7
    with pytest.raises(NetcodeError) as conflict:
        session.issue(IssueRequest(request="booking 7", lock=wish.lock, grant=GRANT), now=NOW)
    assert conflict.value.kind == "conflict"
    assert session.code(first.number, now=NOW).code == first.code
    assert first.code in render_card(session.card(first.number, now=NOW))


def test_a_batch_answers_each_request(portal: Portal) -> None:
    session = ann(portal)
    lock = front(session)
    wishes = [IssueRequest(request=f"r{n}", lock=lock, grant=GRANT.with_issue(0), guest=f"G{n}") for n in range(2)]
    good, bad = session.issue_many([wishes[0], IssueRequest(request="bad", lock="nowhere", grant=GRANT)], now=NOW)
    assert not isinstance(good, NetcodeError) and isinstance(bad, NetcodeError) and bad.kind == "not_found"
    assert session.balance(now=NOW).available == 19


def test_lists_come_page_by_page(portal: Portal) -> None:
    session = ann(portal)
    session.buy(Order(order="o1", package=portal.packages()[-1].id), now=NOW)
    lock = front(session)
    for day in (2, 3, 4):
        grant = Grant("standard-multi", f"2026-07-0{day}T00:00", hours=1)
        session.issue(IssueRequest(request=f"day {day}", lock=lock, grant=grant), now=NOW)
    assert [code.number for code in session.codes(now=NOW)] == [3, 2, 1]
    assert next(session.codes(HistoryFilter(lock=lock), now=NOW)).code is None
    assert [lock.name for lock in session.locks(LockFilter(search="front"), now=NOW)] == ["Front door"]
    assert list(session.locks(LockFilter(search="nothing"), now=NOW)) == []
    assert sum(line.change for line in session.statement(now=NOW)) == session.balance(now=NOW).available
    assert {"lock.added", "package.bought"} <= {record.action for record in session.audit(now=NOW)}
    assert not portal.verify().faults


def test_many_locks_are_more_than_a_page(portal: Portal) -> None:
    session = ann(portal)
    for number in range(25):
        front(session, f"Door {number:02}")
    names = [lock.name for lock in session.locks(now=NOW)]
    assert names == sorted(names) and len(names) == 25


def test_a_stay_is_charged_once(portal: Portal) -> None:
    session = ann(portal)
    lock = house(session)
    stay = StayRequest(stay="B1", lock=lock, from_=NOW + timedelta(days=5), until=NOW + timedelta(days=8))
    assert session.plan_stay(stay, now=NOW).ways[0].quote.holds
    first, [again] = session.stay(stay, now=NOW), session.stay_many([StayOrderBook(stay)], now=NOW)
    assert not isinstance(again, NetcodeError) and first.codes == again.codes
    assert (first.outcome, again.outcome, again.balance) == ("issued", "unchanged", 19)
    assert first.codes[0].code not in repr(first)
    [known] = session.stays(lock, now=NOW)
    assert known.numbers == first.numbers and known.from_ == stay.from_
    assert list(session.stays(lock, ends_after=stay.until, now=NOW)) == []


def test_a_lock_is_tried_out_and_explained_under_keys_that_stay_inside(portal: Portal) -> None:
    session = ann(portal)
    lock = front(session)
    issued = session.issue(IssueRequest(request="booking 8", lock=lock, grant=GRANT), now=NOW)
    assert session.door(lock, now=NOW).profile.format.digits == len(issued.code)
    twin = session.twin(lock, now=NOW)
    assert "unlock" not in twin.press(issued.code).effects
    twin.act({"wait": "6h"})
    assert "unlock" in twin.press(issued.code).effects
    found = session.explain(lock, Tried(typed=issued.code, signal=Signal.RED), now=NOW)
    assert found.findings[0].cause == Cause.TOO_EARLY
    later = Tried(typed=issued.code, signal=Signal.RED, at=NOW + timedelta(days=2))
    assert session.explain(lock, later, now=NOW).findings[0].cause == Cause.TOO_LATE
    with pytest.raises(NetcodeError) as refused:
        session.explain(lock, Tried(typed="12x", signal=Signal.RED), now=NOW)
    assert refused.value.code == "code.malformed"
    actions = [record.action for record in session.audit(now=NOW)]
    assert {"lock.twin_made", "lock.explained"} <= {*actions}


def test_a_run_in_bulk_is_charged_once(portal: Portal) -> None:
    session = ann(portal)
    run = BulkCharge(run="season", codes=15)
    assert session.charge(run, now=NOW) == session.charge(run, now=NOW) == Balance(available=5, held=0)
    with pytest.raises(NetcodeError) as conflict:
        session.charge(BulkCharge(run="season", codes=16), now=NOW)
    assert conflict.value.code == "ledger.id_conflict"
    assert next(iter(session.statement(now=NOW))).change == -15 and not portal.verify().faults


def test_a_courier_of_ones_own(portal: Portal) -> None:
    session, sent = ann(portal), []

    def courier(parcel: Parcel) -> Outcome:
        sent.append(parcel.recipient)
        if len(sent) == 1:
            raise ConnectionError("the relay is away")
        return OutcomeDelivered()

    email = someone()
    session.invite(Invitation(email=email, name="Bob", role=Role.GUEST), now=NOW)
    assert portal.drain(courier, now=NOW).later == 1
    assert portal.drain(courier, now=NOW + timedelta(hours=1)).sent == 1 and sent == [email, email]


def test_a_feed_is_said_again_and_again(portal: Portal) -> None:
    session = ann(portal)
    lock = house(session)
    text = "reservation,guest,check-in,check-out\nR1,Ames,2026-07-06,2026-07-09\nR2,Brook,2026-07-10,2026-07-09\n"

    def say(text: str) -> FeedReport:
        return session.issue_feed(text, lock=lock, check_in=time(15), check_out=time(11), now=NOW)

    first = say(text)
    outcomes = [answer.outcome for answer in first.answers]
    assert isinstance(outcomes[0], FeedOutcomeStay) and outcomes[0].value.charged == 1
    assert isinstance(outcomes[1], FeedOutcomeRefused) and "R2" not in repr(outcomes[1].value.hint)
    again = say(text).answers[0].outcome
    assert isinstance(again, FeedOutcomeStay) and again.value.outcome == "unchanged"
    assert say("reservation,check-in,check-out\n").gone == ("R1",)


def test_people_and_their_rights(portal: Portal) -> None:
    session = ann(portal)
    lock = front(session)
    email = someone()
    session.invite(Invitation(email=email, name="Bob", role=Role.GUEST), now=NOW)
    portal.set_password(link(portal, "password"), PASSWORD, now=NOW)
    with portal.sign_in(email, PASSWORD, now=NOW) as bob:
        assert bob.issue(IssueRequest(request="b", lock=lock, grant=GRANT), now=NOW).credits == 1
        with pytest.raises(NetcodeError) as denied:
            bob.edit_lock(lock, EditLock(name="Mine"), now=NOW)
        assert denied.value.kind == "denied"
        token = bob.token
    with pytest.raises(NetcodeError) as ended:
        portal.session(token).balance(now=NOW)
    assert ended.value.code == "portal.session_invalid"
    assert sorted(user.role for user in session.users(now=NOW)) == [Role.GUEST, Role.OWNER]


def test_a_file_is_found_again_with_its_master_key_only(tmp_path: Path) -> None:
    path = tmp_path / "portal.db"
    with Portal.sqlite(path, MASTER) as portal:
        lock = front(ann(portal))
    with Portal.sqlite(path, MASTER) as portal:
        assert portal.operate(now=NOW).lock(lock, now=NOW).name == "Front door"
    with pytest.raises(NetcodeError) as wrong:
        Portal.sqlite(path, "11" * 32)
    assert wrong.value.code == "portal.master_key_wrong"
    with pytest.raises(NetcodeError) as nowhere:
        Portal.postgres("postgres://127.0.0.1:1/none", MASTER)
    assert nowhere.value.kind == "unavailable"


def test_threads_share_a_portal(portal: Portal) -> None:
    session = ann(portal)
    wish = IssueRequest(request="one", lock=front(session), grant=GRANT)
    codes: list[str] = []
    threads = [threading.Thread(target=lambda: codes.append(session.issue(wish, now=NOW).code)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(codes) == 4 and len(set(codes)) == 1 and session.balance(now=NOW).available == 19


def test_times_and_secrets(portal: Portal) -> None:
    with pytest.raises(NetcodeError) as naive:
        portal.register(Registration(email="a@example.com", name="A", password=PASSWORD), now=datetime(2026, 7, 1))
    assert naive.value.code == "time.zone_missing"
    assert PASSWORD not in repr(Registration(email="a@example.com", name="A", password=PASSWORD))
    with pytest.raises(NetcodeError) as late:
        ann(portal).balance(now=NOW + timedelta(days=2))
    assert late.value.code == "portal.session_invalid"
    assert preflight("+44 20 7946 0018", "See you soon").faults == ()
