"""Exceptions: one base, a subclass a kind, every code of the crate."""

from __future__ import annotations

import pickle
import re

import pytest
from vectors import ROOT

import netcode
from netcode import Kind, NetcodeError, error_entries
from netcode._errors import of_kind


def test_the_codes_are_those_of_the_reference() -> None:
    page = (ROOT / "docs" / "errors.md").read_text(encoding="utf-8")
    documented = re.findall(r"^\| `([a-z0-9_]+\.[a-z0-9_]+)` \| ([a-z_]+) \|", page, re.MULTILINE)
    core = {entry.code: entry.kind.value for entry in error_entries()}
    assert len(core) == len(error_entries()) > 40
    assert core.items() <= dict(documented).items()


@pytest.mark.parametrize("entry", error_entries(), ids=lambda entry: str(entry.code))
def test_each_code_is_raised_as_the_class_of_its_kind(entry: netcode.ErrorEntry) -> None:
    error = of_kind(entry.kind.value, "what happened", entry.code, entry.hint)
    assert isinstance(error, NetcodeError) and type(error) is not NetcodeError
    assert (error.code, error.kind, error.hint) == (entry.code, entry.kind, entry.hint)
    assert entry.code in str(error) and entry.hint in str(error)
    again = pickle.loads(pickle.dumps(error))
    assert type(again) is type(error) and str(again) == str(error)


def test_each_kind_has_its_class() -> None:
    classes = {of_kind(kind.value, "", "a.b", "").__class__ for kind in Kind}
    assert len(classes) == len(Kind)
    assert all(issubclass(cls, NetcodeError) and getattr(netcode, cls.__name__) is cls for cls in classes)
    assert issubclass(netcode.InvalidError, ValueError)
