"""The scripts of `vectors/portal`: commands with their inputs, and the answers, errors and balances they must give."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta, timezone
from itertools import islice
from typing import Any

import pytest
from vectors import Row, files, rows

from netcode import NetcodeError
from netcode._wire import read, write
from netcode.portal import (
    HistoryFilter,
    LockFilter,
    Outcome,
    OutcomeDelivered,
    OutcomeLater,
    OutcomeNever,
    Parcel,
    Portal,
    Role,
    Settings,
)

NOON = datetime(2026, 7, 1, 12, tzinfo=timezone.utc)


def portal(name: str, fields: Any) -> Any:
    """A value of the portal from its JSON form."""
    return read("portal", name, fields)


class Run:
    """One case on a store of its own."""

    def __init__(self) -> None:
        self.portal = Portal.memory("07" * 32, settings=Settings(password_cost=(8, 1)))
        self.now = NOON
        self.saved: dict[str, Any] = {}
        self.parcels: list[Parcel] = []

    def case(self, case: Row) -> None:
        for at, raw in enumerate(case["steps"]):
            step = self.filled(raw)
            if "wait_minutes" in step:
                self.now += timedelta(minutes=step["wait_minutes"])
                continue
            place = (case["name"], at)
            if "error" in step:
                with pytest.raises(NetcodeError) as refused:
                    self.step(step)
                assert refused.value.code == step["error"], place
                continue
            answer = write(self.step(step))
            for name, where in step.get("save", {}).items():
                self.saved[name] = self.token(where) if isinstance(where, dict) else pointed(answer, where)
            wanted = self.filled(step.get("answer"))
            assert fits(wanted, answer), (place, wanted, answer)
        assert self.portal.verify().faults == ()

    def filled(self, value: Any) -> Any:
        """The value with ``$name`` replaced by what was saved under the name."""
        if isinstance(value, str) and value.startswith("$"):
            return self.saved.get(value[1:], value)
        if isinstance(value, list):
            return [self.filled(item) for item in value]
        return {name: self.filled(item) for name, item in value.items()} if isinstance(value, dict) else value

    def token(self, where: Row) -> str:
        """The token of the newest link mailed to somebody."""
        page = f"/{where['page']}/"
        mails = [mail.text for mail in self.parcels if mail.recipient == where["link_to"] and page in mail.text]
        [link] = [line for line in mails[-1].splitlines() if line.startswith("https://")]
        return link.rsplit("/", 1)[-1]

    def step(self, step: Row) -> Any:
        with_, session = step.get("with", {}), self.portal.session(step.get("session", ""))
        command = step["do"]
        outside, inside = self.outside(with_), self.inside(with_, session)
        assert command in outside or command in inside, command
        return (outside.get(command) or inside[command])()

    def outside(self, it: Row) -> dict[str, Callable[[], Any]]:
        """What needs no session."""
        door, now = self.portal, self.now
        return {
            "register": lambda: door.register(portal("Registration", it), now=now),
            "activate": lambda: door.activate(it["token"], now=now),
            "migrate_account": lambda: door.migrate_account(it["email"], it["name"], now=now),
            "sign_in": lambda: self.signed_in(it),
            "request_reset": lambda: door.request_reset(it["email"], now=now),
            "set_password": lambda: door.set_password(it["token"], it["password"], now=now),
            "confirm_email": lambda: door.confirm_email(it["token"], now=now),
            "sms_request": lambda: door.sms_request(portal("SmsRequest", it), now=now),
            "packages": door.packages,
            "drain": lambda: self.drain(list(it.get("outcomes", []))),
        }

    def signed_in(self, it: Row) -> Row:
        session = self.portal.sign_in(it["email"], it["password"], now=self.now)
        return {"token": session.token, "role": session.role}

    def drain(self, outcomes: list[str]) -> Row:
        said: dict[str, Outcome] = {"later": OutcomeLater("busy"), "never": OutcomeNever("no such number")}
        before = len(self.parcels)

        def deliver(parcel: Parcel) -> Outcome:
            self.parcels.append(parcel)
            return said.get(outcomes.pop(0) if outcomes else "", OutcomeDelivered())

        report: Row = write(self.portal.drain(deliver, now=self.now))
        return {**report, "parcels": [{"to": mail.recipient, "text": mail.text} for mail in self.parcels[before:]]}

    def inside(self, it: Row, session: Any) -> dict[str, Callable[[], Any]]:
        """What somebody does who is signed in."""
        now, lock = {"now": self.now}, it.get("lock", "")
        locks = portal("LockFilter", it["filter"]) if "filter" in it else LockFilter()
        return {
            "sign_out": session.sign_out,
            "change_password": lambda: session.change_password(it["old"], it["new"], **now),
            "request_email": lambda: session.request_email(it["password"], it["email"], **now),
            "account": lambda: session.account(**now),
            "close_account": lambda: session.close_account(it["password"], **now),
            "invite": lambda: {"id": session.invite(portal("Invitation", it), **now)},
            "users": lambda: session.users(**now),
            "change_user": lambda: session.change_user(
                it["person"], Role(it["role"]), read("access", "Limits", it["limits"]), **now
            ),
            "remove_user": lambda: session.remove_user(it["person"], **now),
            "report": lambda: session.report(portal("Report", it), **now),
            "add_lock": lambda: session.add_lock(portal("AddLock", it), **now),
            "initialise": lambda: session.initialise(lock, master_code=it.get("master_code"), **now),
            "confirm_lock": lambda: session.confirm_lock(lock, **now),
            "edit_lock": lambda: session.edit_lock(lock, portal("EditLock", it["edit"]), **now),
            "delete_lock": lambda: session.delete_lock(lock, **now),
            "lock": lambda: session.lock(lock, **now),
            "choose_lock": lambda: session.choose_lock(it.get("named"), **now),
            "locks": lambda: page("locks", session.locks(locks, **now), it),
            "list_phone": lambda: session.list_phone(it["name"], it["phone"], **now),
            "unlist_phone": lambda: session.unlist_phone(it["phone"], **now),
            **self.codes(it, session, now),
        }

    def codes(self, it: Row, session: Any, now: dict[str, datetime]) -> dict[str, Callable[[], Any]]:
        """What is done with codes and credits."""

        def request(fields: Row) -> Any:
            return portal("IssueRequest", fields)

        def history() -> Any:
            return portal("HistoryFilter", it["filter"]) if "filter" in it else HistoryFilter()

        return {
            "issue": lambda: session.issue(request(it), **now),
            "preview": lambda: session.preview(request(it), **now),
            "issue_many": lambda: [
                {"error": {"code": answer.code}} if isinstance(answer, NetcodeError) else answer
                for answer in session.issue_many([request(fields) for fields in it["requests"]], **now)
            ],
            "codes": lambda: page("codes", session.codes(history(), **now), it),
            "code": lambda: session.code(it["number"], **now),
            "send": lambda: session.send(portal("SendRequest", it), **now),
            "messages": lambda: session.messages(it["number"], **now),
            "balance": lambda: session.balance(**now),
            "statement": lambda: page("lines", session.statement(**now), it),
            "buy": lambda: session.buy(portal("Order", it), **now),
            "audit": lambda: page("records", session.audit(**now), it),
            "stay": lambda: session.stay(portal("StayRequest", it), **now),
            "cancel_stay": lambda: session.cancel_stay(portal("CancelStay", it), **now),
        }


def page(name: str, items: Iterator[Any], it: Row) -> Row:
    """The part of a list that a step asks for: Python has the whole, item by item."""
    begin = int(it.get("next", 0))
    end = begin + int(it.get("limit", 50))
    return {name: list(islice(items, begin, end)), "next": end}


def pointed(answer: Any, pointer: str) -> Any:
    for name in pointer.split("/")[1:]:
        answer = answer[int(name) if isinstance(answer, list) else name]
    return answer


def fits(wanted: Any, answer: Any) -> bool:
    """Whether an answer has everything that is wanted of it. A list is as long as the one wanted."""
    if wanted is None:
        return True
    if isinstance(wanted, dict):
        if "none" in wanted:
            return answer is None
        if "not" in wanted:
            return bool(answer != wanted["not"])
        if "contains" in wanted:
            return wanted["contains"] in answer
        return isinstance(answer, dict) and all(fits(of, answer.get(name)) for name, of in wanted.items())
    if isinstance(wanted, list):
        same = isinstance(answer, list) and len(wanted) == len(answer)
        return same and all(fits(of, has) for of, has in zip(wanted, answer))
    return bool(wanted == answer)


CASES = [(file, case["name"]) for file in files("portal") for case in rows(file)]


@pytest.mark.parametrize(("file", "name"), CASES, ids=[name for _, name in CASES])
def test_a_script_of_the_portal(file: str, name: str) -> None:
    [case] = [case for case in rows(file) if case["name"] == name]
    Run().case(case)


def test_there_are_scripts() -> None:
    assert len(CASES) > 20
