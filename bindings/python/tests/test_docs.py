"""The examples in docstrings and in the README run."""

from __future__ import annotations

import doctest
import inspect
import re
from pathlib import Path

import netcode
from netcode import _errors, _netcode, _rows, _wire, advise, app, arrow, catalogue, draw, feed, portal, risk, stay, time, twin

README = Path(__file__).resolve().parents[1] / "README.md"


def test_docstrings() -> None:
    ran = 0
    finder, runner = doctest.DocTestFinder(recurse=True), doctest.DocTestRunner()
    for module in (netcode, _errors, _rows, _wire, advise, app, arrow, catalogue, draw, feed, portal, risk, stay, time, twin):
        for test in finder.find(module, module.__name__, globs=dict(vars(netcode))):
            ran += runner.run(test).attempted
    for name in _netcode.__all__:
        doc = inspect.getdoc(getattr(_netcode, name)) or ""
        test = doctest.DocTestParser().get_doctest(doc, dict(vars(netcode)), name, None, None)
        ran += runner.run(test).attempted
    assert runner.summarize(verbose=False).failed == 0
    assert ran > 15


def test_everything_public_is_documented() -> None:
    for name in netcode.__all__:
        thing = getattr(netcode, name)
        assert thing.__doc__, name
        members = vars(thing).items() if inspect.isclass(thing) and thing.__module__ == "netcode" else ()
        for member, value in members:
            if not member.startswith("_") and (callable(value) or inspect.isdatadescriptor(value)):
                assert getattr(value, "__doc__", None), f"{name}.{member}"


def test_readme() -> None:
    text = README.read_text(encoding="utf-8")
    assert "keypad access codes" in text.split(".")[0].lower()
    blocks = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
    assert len(blocks) >= 4
    exec(compile("\n".join(blocks), str(README), "exec"), {})
