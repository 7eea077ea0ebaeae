//! What a truthful person would answer at a broken door; the twin is asked where it can tell.

use netcode::advise::{Cause, Question, Signal};
use netcode::time::LockTime;
use netcode::twin::{Battery, Event, Moment};

use super::world::{Case, fresh_code, netcode_of, opens, signal, type_code};

pub(super) fn answer(case: &Case, question: Question) -> bool {
    match question {
        Question::RedAtStar => sees(case, |_| {}) == Signal::RedAtStar,
        Question::StarFirst => {
            case.truth.star_pressed || netcode_of(case.twin.model()).prefix.value.is_none()
        }
        Question::TypedAsSent => match case.cause {
            Cause::NotIssued => false,
            Cause::OtherLock | Cause::BeforeInitialisation => true,
            _ => case.typed == case.sent,
        },
        Question::RightDoor => case.cause != Cause::OtherLock,
        Question::OpensAfterMinute => later_opens(case, &case.typed),
        Question::OpenedBefore => case.truth.used_before,
        Question::NewerGuestIn => case.truth.newer_in,
        Question::OtherCodeOpens => {
            let now = minute_of(case);
            fresh_code(case, now).is_some_and(|code| later_opens(case, code.as_str()))
        }
        Question::ModeChanged => case.cause == Cause::WrongMode,
        Question::CellsChanged => case.cause == Cause::ClockLost,
        Question::InitialisedSince => case.cause == Cause::BeforeInitialisation,
        Question::ClockRight => out_seconds(case).is_some_and(|out| out.abs() < 600),
        Question::ClockAhead => out_seconds(case).is_some_and(|out| out > 600),
        Question::OutByShift => out_seconds(case).is_some_and(|out| (out.abs() - 3_600).abs() < 300),
        Question::AnswersWithPower => {
            let dead = case.twin.view().battery != "ok";
            dead && sees(case, |case| {
                let at = case.now().plus(120);
                case.step(at, Event::Battery(Battery::In)).expect("cells go in");
            }) != Signal::Silent
        }
        Question::OpensWhenPushed => case.cause == Cause::DoorStuck,
        other => panic!("nobody can answer {other:?}"),
    }
}

/// By how much the lock's clock is out; none when it is lost.
fn out_seconds(case: &Case) -> Option<i64> {
    let view = case.twin.view();
    let shown = Moment::parse(&view.clock).expect("a clock shows a time");
    view.clock_set.then(|| shown.since(case.twin.now()))
}

fn minute_of(case: &Case) -> LockTime {
    case.twin.now().lock_time().expect("a time after 2020")
}

/// What the same try would show after a while, with something done to the lock first.
fn sees(case: &Case, done: impl Fn(&mut netcode::twin::Twin)) -> Signal {
    let mut twin = case.twin.clone();
    done(&mut twin);
    let at = twin.now().plus(120);
    let (prefix, effects) = type_code(&mut twin, at, &case.typed, true).expect("keys can be pressed");
    signal(twin.model(), &prefix, &effects)
}

/// Whether these digits open after the time for which wrong codes keep the lock from answering.
fn later_opens(case: &Case, digits: &str) -> bool {
    let mut twin = case.twin.clone();
    let wait = if netcode_of(twin.model()).limiter.value { 3_660 } else { 61 };
    let at = twin.now().plus(wait);
    let star = case.truth.star_pressed || digits != case.typed;
    let (_, effects) = type_code(&mut twin, at, digits, star).expect("keys can be pressed");
    opens(&effects)
}
