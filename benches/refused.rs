//! Tries codes that several locks refuse for every reason there is, and says after each which lock and reason it was:
//! `lock reason`, one line a try. Run under a tool that counts instructions in [`tried`], it shows whether a refusal
//! tells what the digits decipher to. `cargo xtask test secrets` does that.
#![allow(clippy::print_stdout, reason = "it prints its result")]
#![allow(clippy::unwrap_used, reason = "it stops at the first surprise")]

use std::hint::black_box;

use netcode::Result;
use netcode::code::{Code, Decision, Format, Identity, LockKey, Profile, Reason, Verifier};
use netcode::grant::{Grant, Layout, Mode, Term};
use netcode::id::{GroupId, LockId};
use netcode::time::LockTime;
use netcode_benches::Random;

/// Codes tried of each reason, in each lock.
const EACH: usize = 4;
/// Random codes that are looked at for one that a lock refuses for another reason.
const LOOKED_AT: u64 = 20_000;

fn main() {
    for (name, lock, now, codes) in locks().unwrap() {
        let mut left = vec![EACH; Reason::ALL.len()];
        let digits = usize::from(lock.profile().format().digits());
        let mut random = Random::new();
        let guesses = (0..LOOKED_AT).map(|_| {
            let text = format!("{:010}", random.draw() % 10_000_000_000);
            Code::parse(text.get(10 - digits..).unwrap()).unwrap()
        });
        for code in codes.iter().copied().chain(guesses) {
            let reason = lock.reason(&code, now);
            let left = left.get_mut(reason as usize).unwrap();
            if *left == 0 || matches!(reason, Reason::Opens | Reason::WrongLength) {
                continue;
            }
            *left -= 1;
            let mut fresh = lock.clone();
            // Once before the one that counts, so that what is prepared at the first try is there.
            fresh.accept(&code, now, &mut |_| true);
            let mut copy = black_box(code);
            assert!(tried(&mut fresh, &mut copy, now) == Decision::Refused);
            println!("{name} {reason}");
        }
    }
}

/// The try whose instructions are counted.
#[inline(never)]
fn tried(lock: &mut Verifier, code: &mut Code, now: LockTime) -> Decision {
    lock.accept(code, now, &mut |_| true)
}

type Case = (&'static str, Verifier, LockTime, Vec<Code>);

/// Locks that have lived: with spent, blocked and superseded codes, with groups, at the edge of an epoch.
fn locks() -> Result<Vec<Case>> {
    let standard = [Mode::StandardSingle, Mode::StandardMulti, Mode::Day24h];
    let all = |layout: Layout| Mode::ALL.into_iter().filter(move |mode| mode.layout() == layout);
    let all_s: Vec<Mode> = all(Layout::S).collect();
    let all_x: Vec<Mode> = all(Layout::X).collect();
    let some_x = [Mode::FineSingle, Mode::Stay, Mode::Weekly];
    let noon = "2026-03-14T12:00";
    Ok(vec![
        lived("standard-7", Layout::S, 7, &standard, noon)?,
        lived("every-mode-6", Layout::S, 6, &all_s, noon)?,
        // The first day of an epoch of six-digit codes: each key is tried in two epochs.
        lived("epoch-edge-6", Layout::S, 6, &all_s, "2026-02-28T00:05")?,
        lived("rental-8", Layout::S, 8, &[Mode::Urm], noon)?,
        lived("every-mode-9", Layout::X, 9, &all_x, noon)?,
        lived("some-modes-10", Layout::X, 10, &some_x, noon)?,
    ])
}

fn lived(name: &'static str, layout: Layout, digits: u8, modes: &[Mode], now: &str) -> Result<Case> {
    let format = Format::new(layout, digits)?;
    let profile = Profile::explicit(format, modes)?.with_grace(15)?;
    let now = LockTime::parse(now)?;
    let (key, id, since) = (LockKey::new([7; 16]), LockId::LOWEST, now.plus_minutes(-90 * 1_440)?);
    let mut lock = Verifier::new(profile, key.clone(), id, since);
    let mut holders = vec![Identity::own(key, id, since)];
    for number in [7, 200] {
        let (group, key) = (GroupId::new(number, 0)?, LockKey::new([number as u8; 16]));
        lock.provision_group(group, key.clone(), 0)?;
        holders.push(Identity::group(key, group, 0));
    }
    let mut codes = Vec::new();
    for holder in &holders {
        // Rentals in the order of their starts, so that the later ones end the earlier; some are not used at all.
        for (at, hours) in [(-96, 3), (-48, 2), (-24, 400), (-2, 4), (0, 12), (1, 5), (30, 48)] {
            for mode in modes {
                for term in [Term::Hours(hours), Term::Days(1 + hours / 24), Term::Quarters(hours)] {
                    let start = now.plus_minutes(at * 60)?;
                    let Some(grant) = Grant::nearest(*mode, start, term).iter().next() else { continue };
                    let code = holder.issue(format, &grant)?.code;
                    if hours % 5 != 0 {
                        lock.accept(&code, grant.start().max(lock.state().floor()), &mut |_| true);
                    }
                    codes.push(code);
                }
            }
        }
    }
    for code in codes.iter().step_by(9).take(12) {
        lock.block(code, now)?;
    }
    lock.set_clock(now.max(lock.state().floor()))?;
    let now = lock.state().floor();
    Ok((name, lock, now.plus_minutes(24 * 60)?, codes))
}
