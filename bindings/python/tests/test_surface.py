"""What the crate offers, the package offers, or a reason stands here."""

from __future__ import annotations

import re
from fnmatch import fnmatchcase

from vectors import ROOT

import netcode
from netcode import risk

LISTING = ROOT / "netcode" / "tests" / "public-api.txt"

#: Modules of features that the listing is made without. What they export is read from their sources.
OF_FEATURES = ("access", "advise", "audit", "desk", "feed", "ledger", "outbox", "portal", "store")

#: Modules whose values are in a module of another name.
WITHIN = {
    "access": "portal",
    "audit": "portal",
    "desk": "feed",
    "ledger": "portal",
    "link": "app",
    "outbox": "portal",
    "script": "twin",
    "store": "portal",
}

#: What has another name in Python.
RENAMED = {
    "Result": "NetcodeError",
    "error::Error": "NetcodeError",
    "error::Error::kind": "InvalidError.kind",
    "error::Entry": "ErrorEntry",
    "error::Entry::*": "ErrorEntry",
    "error::entries": "error_entries",
    "code::Identity::issue_all": "Identity.issue_many",
    "code::CodeKey::read_all": "CodeKey.read_many",
    "code::Row": "issue_rows",
    "code::Row::*": "issue_rows",
    "code::Profile::with_*": "Profile.with_options",
    "code::Profile::options": "Profile.__reduce__",
    "code::ProfileOptions": "Profile",
    "code::Decision": "Verifier.accept",
    "code::Decision::*": "Verifier.accept",
    "code::HeldKey*": "inspect",
    "code::KeyMessage::as_bytes": "KeyMessage.__bytes__",
    "code::Meaning::key": "Meaning.group",
    "code::KeyRef": "Opened.group",
    "code::KeyRef::*": "Opened.group",
    "code::Opened::key": "Opened.group",
    "code::State::from_json": "State",
    "code::answer_text": "answer_row",
    "code::answer_line": "answer_lines",
    "grant::Mode::Day24h": "Mode.DAY_24H",
    "grant::Term": "Grant",
    "grant::Term::*": "Grant",
    "grant::Length": "Grant",
    "grant::Nearest": "Grant.nearest",
    "grant::Nearest::*": "Grant.nearest",
    "grant::Grant::term": "Grant.hours",
    "grant::Grant::from_value": "Grant.from_json",
    "grant::Grant::to_value": "Grant.to_json",
    "risk::Change": "risk.Improvement.change",
    "risk::Change::*": "risk.Improvement.change",
    "time::LockTime::from_unzoned": "LockTime.from_naive",
    "time::LockTime::parse_typed": "LockTime.from_typed",
    "code::SiteKey::from_hex": "SiteKey",
    "code::LockKey::from_hex": "LockKey",
    "catalogue::Catalogue::builtin": "catalogue.Catalogue",
    "catalogue::RULES": "catalogue.rules",
    "catalogue::Function::usage": "catalogue.Function.use",
    "catalogue::Power::outside_cell": "catalogue.Power.override",
    "catalogue::Dialogue::verb": "catalogue.Dialogue.do",
    "catalogue::Procedure::verb": "catalogue.Procedure.do",
    "catalogue::Program::verb": "catalogue.Program.do",
    "catalogue::Level::as_str": "catalogue.Level",
    "draw::CardText*": "portal.CardText",
    "draw::Timeline*": "draw.timeline",
    "stay::Booking*": "stay.change",
    "stay::Door::with_groups": "stay.Door",
    "stay::Door::zone": "stay.Door.clock",
    "stay::Given::own": "stay.Given",
    "stay::Given::of_group": "stay.Given",
    "stay::Given::asked_for": "stay.Given.asked",
    "stay::Given::first_used": "stay.Given.used",
    "stay::Happened::ArrivesEarly": "stay.Happened.arrives_early",
    "stay::Happened::Cancelled": "stay.Happened.cancelled",
    "stay::Happened::CodeLost": "stay.Happened.code_lost",
    "stay::Happened::Extended": "stay.Happened.extended",
    "stay::Happened::HandedOver": "stay.Happened.handed_over",
    "stay::Happened::LeavesLate": "stay.Happened.leaves_late",
    "stay::Happened::Moved": "stay.Happened.moved",
    "stay::Happened::NoShow": "stay.Happened.no_show",
    "stay::Happened::Rebooked": "stay.Happened.rebooked",
    "stay::Stay::is_once": "stay.Stay.once",
    "time::LockClock::with_dst_doubt": "time.LockClock",
    "time::Window::contains": "time.Window.__contains__",
    "time::window::Window*": "time.Window",
    "time::window::join": "time.join",
    "time::window::missing": "time.missing",
    "access::MasterKey*": "portal.Portal.sqlite",
    "access::PasswordCost*": "portal.Settings",
    "access::Token*": "portal.Session.token",
    "advise::Attempt*": "advise.explain",
    "advise::Cause::belief": "advise.causes",
    "advise::Known*": "advise.explain",
    "advise::NamedCodes*": "advise.explain_log",
    "advise::OtherLock*": "advise.explain",
    "advise::Question::text": "advise.question_text",
    "advise::Records*": "advise.explain",
    "app::Edit*": "app.Account.edit",
    "app::Lock": "app.LockView",
    "app::Lock::has_gateway": "app.LockView.gateway",
    "app::Lock::trail": "app.Account.trail",
    "app::Lock::view": "app.Account.lock",
    "app::NewLock*": "app.Account.add_lock",
    "app::Workbench::account_mut": "app.Workbench.account",
    "desk::Desk::open": "feed.Desk",
    "desk::Desk::house": "feed.Desk.check_in",
    "desk::Desk::identity_initialised": "feed.Desk.identity",
    "feed::HouseRules*": "portal.Session.issue_feed",
    "feed::Options*": "feed.read",
    "ledger::Packages*": "portal.Portal.packages",
    "outbox::Courier*": "portal.Portal.drain",
    "portal::FeedJob*": "portal.Session.issue_feed",
    "portal::Portal::open": "portal.Portal.memory",
    "portal::Settings::*": "portal.Settings",
    "portal::SignedIn*": "portal.Session",
    "portal::Verification::sound": "portal.Verification.faults",
    "script::Line::effects": "twin.LineDone.effects",
    "script::Script": "twin.Twin.run",
    "script::Script::run": "twin.Twin.run",
    "script::Script::trace": "twin.Trace.of_script",
    "script::Session": "twin.Twin",
    "script::Session::act": "twin.Twin.act",
    "script::Session::step": "twin.Twin.step",
    "store::MemoryStore*": "portal.Portal.memory",
    "store::PostgresStore": "portal.Portal.postgres",
    "store::PostgresStore::open": "portal.Portal.postgres",
    "store::SqliteStore": "portal.Portal.sqlite",
    "store::SqliteStore::open": "portal.Portal.sqlite",
    "twin::Effect::word": "twin.LineDone.effects",
    "twin::Fleet::*": "twin.Fleet",
    "twin::Identity*": "twin.Twin",
}

#: What is left out, and why.
LEFT_OUT = {
    "Error*": "the same type as error::Error",
    "Kind*": "the same type as error::Kind",
    "error::table::*": "the tables are read through error_entries",
    "error::Result": "exceptions take its place",
    "error::Error::*": "errors are raised here, not made",
    "*::ALL": "an enumeration is iterated",
    "*::parse": "the class itself reads text",
    "*::as_str": "the member's value",
    "*::MAX": "a bound that the constructor keeps",
    "catalogue::Attempt*": "the twin reads what is typed",
    "catalogue::Field*": "the twin reads what is typed",
    "catalogue::Lengths::of": "the twin reads what is typed",
    "catalogue::Lengths::level": "the twin reads what is typed",
    "catalogue::read_args": "the twin reads what is typed",
    "catalogue::Model::*": "a look-up in the model's maps",
    "catalogue::Usage::is_public": "a look at the word",
    "stay::Given::from_value": "Given takes keyword arguments",
    "stay::Given::list_from_json": "Given takes keyword arguments",
    "stay::Given::of_plan": "one Given for each grant of a way",
    "stay::Quote::promise": "the first of Quote.guaranteed, if it holds",
    "stay::Quote::missing_minutes": "the sum over Quote.missing",
    "*::to_value": "the values themselves are given",
    "time::ClockError::worst_seconds": "the greater of its two figures",
    "time::ClockEvent::at": "every event has the field",
    "time::Window::*": "datetime compares and subtracts",
    "time::Zone::tz": "the zone itself",
    "twin::Moment*": "the twin's moments are their text",
    "catalogue::Parameter::feature": "the feature has the same name",
    "entropy::*": "the portal takes the system's randomness",
    "app::Effect::fell_short": "in Talk.whole",
    "app::Lock::*": "fields of LockView",
    "app::Value::*": "read and written where parameters are",
    "access::Ask*": "the portal asks for every call; a Session cannot do what its person may not",
    "access::Bucket*": "the portal limits by itself",
    "access::Limits::*": "the portal applies them",
    "access::Link*": "the portal walks the chain of rights by itself",
    "access::Password*": "the portal reads passwords where they are taken",
    "access::Policy*": "the portal limits by itself",
    "access::hand_on": "the portal applies it",
    "access::permit": "the portal applies it",
    "advise::Guide::step": "troubleshoot walks the guide",
    "advise::Step::act": "troubleshoot fills the text in",
    "audit::Chain*": "Portal.verify checks every chain",
    "audit::Event*": "records are written by the portal, never from outside",
    "desk::site_key_file": "Desk reads its door's file",
    "feed::Skip::meaning": "in the text of Skip's members",
    "ledger::*_MAX": "bounds that the portal keeps",
    "ledger::Book*": "the portal keeps the books; see Session.statement",
    "ledger::Entry*": "Session.statement gives StatementLine",
    "ledger::Posting*": "the portal posts; see Session.charge",
    "link::AccessKey::*": "bounds that the constructor keeps",
    "outbox::*_SECONDS": "the outbox keeps its times itself",
    "outbox::Email*": "str in Python, read where it is taken",
    "outbox::Message*": "Session.messages gives MessageView",
    "outbox::Phone*": "str in Python, read where it is taken",
    "outbox::Settlement*": "what Portal.settle does with the credits",
    "outbox::Smtp*": "the package is built without it: a courier is any callable, and smtplib is Python's own",
    "portal::CodeView::issued": "Session.issued_codes gives them",
    "portal::Portal::settings": "Settings are what they were made of",
    "portal::StayAnswer::handout": "its codes are in the answer",
    "script::Session::*": "the lock is the Twin itself",
    "stay::Given::issued": "Session.issued_codes gives them",
    "store::*": "stores are written in Rust: three are offered, and each call of the portal is one transaction",
    "twin::Daylight::*": "Daylight takes keyword arguments",
    "twin::PhoneClient::*": "PhoneClient takes keyword arguments",
    "twin::Slot::covers": "the twin applies it",
    "twin::Twin::again": "a Twin is resumed under the keys it is given",
    "code::MAX_*": "bounds that the constructors keep",
    "number::*": "Python's int is turned into the crate's numbers by it",
    "id::*": "ids are int and str in Python, read where they are taken",
    "code::Code*": "codes are str in Python, read where they are taken",
    "code::ModeSet*": "a frozenset of Mode",
    "code::ActiveEntry*": "in the JSON of State",
    "code::BlockedEntry*": "in the JSON of State",
    "code::GroupState*": "in the JSON of State",
    "code::ProfileOptions::*": "keyword arguments of Profile",
    "grant::Length::*": "keyword arguments of Grant",
    "grant::DEFAULT_FIRST_USE_HOURS": "the default of Grant.first_use_by",
    "grant::Mode::is_*": "rules of the scheme that the crate applies",
    "grant::Mode::layout": "rules of the scheme that the crate applies",
    "code::Aes128*": "for locks with an AES peripheral",
    "code::DefaultAes*": "for locks with an AES peripheral",
    "code::Identity::read_with": "for locks with an AES peripheral",
    "code::Verifier::accept_with": "for locks with an AES peripheral",
    "code::Format::with_digits": "Format itself takes a number of any size",
    "code::Identity::issue_many": "fills a buffer; the list form is offered",
    "code::Identity::issue_columns": "columns are Arrow's here: netcode.arrow.issue",
    "code::Identity::issue_digits": "columns are Arrow's here: netcode.arrow.issue",
    "code::issue_rows_digits": "columns are Arrow's here: netcode.arrow.issue",
    "code::CodeColumn*": "columns are Arrow's here: netcode.arrow.issue",
    "grant::LengthColumn*": "columns are Arrow's here: netcode.arrow.issue",
    "code::SharedVerifier*": "Python's Verifier is already one object for all threads",
    "risk::REFUSE_ABOVE": "a bound of Verdict",
    "risk::WARN_ABOVE": "a bound of Verdict",
    "time::MOST_PPM": "a bound that LockClock keeps",
    "time::MINUTES_PER_DAY": "1440",
    "time::moment_of_micros": "datetime has microseconds of its own",
    "time::LockTime::refusal_of": "how a datetime is refused",
    "time::LockTime::from_civil": "datetime checks the fields; see from_naive",
    "time::LockTime::from_wall_seconds": "datetime counts seconds; see from_naive",
    "time::LockTime::wall_seconds": "datetime counts seconds; see naive",
    "time::Weekday::index": "datetime.weekday() counts the same way",
    "time::Weekday::of_day": "LockTime.weekday",
}


def exported(module: str) -> list[str]:
    """What a module of the crate exports, with fields, alternatives and methods, as the listing has it."""
    folder = ROOT / "netcode" / "src" / module
    head = folder / "mod.rs" if folder.is_dir() else folder.with_suffix(".rs")
    files = [path for path in folder.rglob("*.rs") if "test" not in path.stem] if folder.is_dir() else [head]
    text = "\n".join(path.read_text(encoding="utf-8").split("#[cfg(test)]\nmod tests {")[0] for path in files)
    top = head.read_text(encoding="utf-8")
    names = set(re.findall(r"^pub (?:const )?(?:struct|enum|trait|fn|const|type) (\w+)", top, re.MULTILINE))
    for group in re.findall(r"^pub use [\w:]+::(?:\{([^}]*)\}|(\w+));", top, re.MULTILINE):
        names |= set(re.findall(r"\w+", " ".join(group)))
    for inner in re.findall(r"^pub mod (\w+);", top, re.MULTILINE):
        inside = (folder / f"{inner}.rs").read_text(encoding="utf-8")
        names |= set(re.findall(r"^pub (?:struct|enum|fn) (\w+)", inside, re.MULTILINE))
    found_ = []
    for name in sorted(names):
        found_.append(f"{module}::{name}")
        blocks = re.findall(rf"^(pub (?:struct|enum|trait)|impl(?:<[^>]*>)?) {name}\b(?! for)[^;\n]*\{{\n(.*?)^\}}", text, re.MULTILINE | re.DOTALL)
        for kind, block in blocks:
            members = {"pub struct": r"^    pub (\w+):", "pub enum": r"^    ([A-Z]\w*)[,({{ ]", "pub trait": r"^    fn (\w+)"}
            member = members.get(kind, r"^    pub (?:const )?(?:fn )?(\w+)")
            found_ += [f"{module}::{name}::{one}" for one in re.findall(member, block, re.MULTILINE)]
    return found_


def lines() -> list[str]:
    listed = LISTING.read_text(encoding="utf-8").split()
    return [*listed, *(line for module in OF_FEATURES for line in exported(module))]


def found(path: str, module: str = "") -> bool:
    """Whether the package has a dotted name, in the module of that name if there is one."""
    for thing in (getattr(netcode, WITHIN.get(module, module), netcode), netcode, risk):
        at: object = thing
        for name in path.split("."):
            at = getattr(at, name, None)
        if at is not None:
            return True
    return False


def pythonic(line: str) -> list[str]:
    """The names under which an item would be found: its own, or a member of an enumeration."""
    names = line.split("::")[1:]
    if not names:
        return []
    upper = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", names[-1]).upper()
    own = ".".join(names[:-1] + ["__new__"]) if names[-1] == "new" else ".".join(names)
    # An alternative of a union is a class of its own; a keyword has a mark behind it.
    together = "".join(names[-2:])
    # Who is signed in calls what the portal asks a token for.
    if line.startswith("portal::Portal::"):
        own = f"Session.{names[-1]}" if hasattr(netcode.portal.Session, names[-1]) else own
    return [own, ".".join([*names[:-1], upper]), ".".join([*names[:-2], together]), own + "_"]


def explained(line: str) -> str | None:
    """The key of the row that explains an item which is not there under its own name."""
    for key, name in RENAMED.items():
        if fnmatchcase(line, key):
            assert found(name), f"{key} is said to be {name}"
            return key
    return next((key for key in LEFT_OUT if fnmatchcase(line, key)), None)


def test_nothing_of_the_crate_is_missing_without_a_reason() -> None:
    every = lines()
    missing = [
        line for line in every if not any(found(name, line.split("::")[0]) for name in pythonic(line)) and explained(line) is None
    ]
    assert not missing, "offer these, or write down why not:\n" + "\n".join(missing)
    assert len(every) > 1500
    assert {"portal::Portal::issue", "portal::LockView::zone", "advise::Cause::TooEarly", "store::Store"} <= {*every}


def test_every_reason_explains_something() -> None:
    needed = lines()
    for key in [*RENAMED, *LEFT_OUT]:
        assert any(fnmatchcase(line, key) for line in needed), f"{key} explains nothing"
