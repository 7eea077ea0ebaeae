//! NetCodes at a twin: the crate's verifier, set up as the lock is.

use super::state::NetcodeSetup;
use super::{Moment, Twin};
use crate::catalogue::{Lengths, Level};
use crate::code::{self, Code, Decision, Format, Profile, Reason, Verifier};
use crate::error::Result;
use crate::grant::Grant;
use crate::id::LockId;
use crate::time::LockTime;

impl Twin {
    /// How many digits the codes of each level have now.
    pub(super) fn lengths(&self) -> Lengths {
        let mut lengths = Lengths::of(&self.model);
        let set = &self.memory.programmed;
        if let Some(digits) = set.user_digits {
            lengths.user = (digits, digits);
        }
        lengths.netcode = (set.netcode.digits, set.netcode.digits);
        lengths
    }

    pub(super) fn profile(&self, setup: &NetcodeSetup) -> Result<Profile> {
        let format = Format::new(setup.layout, setup.digits)?;
        let profile = if setup.explicit {
            Profile::explicit(format, &setup.modes)?
        } else {
            Profile::new(format, &setup.modes)?
        };
        Ok(profile
            .with_grace(setup.grace)?
            .with_issues(setup.issues)?
            .with_first_use_hours(setup.first_use_hours)?
            .with_block_previous(setup.block_previous)
            .with_limiter(self.model.netcode.limiter.value))
    }

    pub(super) fn restore_verifier(&self, state: code::State) -> Result<Verifier> {
        let profile = self.profile(&self.memory.programmed.netcode)?;
        let groups: Vec<_> = state
            .groups()
            .iter()
            .filter_map(code::GroupState::group)
            .map(|group| (group, self.identity.group_key(group)))
            .collect();
        Verifier::restore(profile, self.identity.lock_key(), &groups, state)
    }

    /// Takes over a changed setup; codes of modes that are off stop working.
    pub(super) fn change_setup(&mut self, change: impl FnOnce(&mut NetcodeSetup)) -> Result<()> {
        let mut setup = self.memory.programmed.netcode.clone();
        change(&mut setup);
        let profile = self.profile(&setup)?;
        if let Some(verifier) = &mut self.verifier {
            verifier.set_profile(profile)?;
        }
        self.memory.programmed.netcode = setup;
        Ok(())
    }

    /// Initialises with a typed date and time. A year the scheme's calendar does not reach sets the clock and leaves
    /// no NetCode working: this library's codes begin in 2020.
    pub(super) fn initialise(&mut self, typed: Moment, lock_id: LockId) -> Result<()> {
        match typed.lock_time() {
            Some(at) => {
                self.memory.programmed.initialised_before_2020 = None;
                match &mut self.verifier {
                    Some(verifier) => verifier.initialise(at, lock_id)?,
                    None => {
                        let profile = self.profile(&self.memory.programmed.netcode)?;
                        self.verifier = Some(Verifier::new(profile, self.identity.lock_key(), lock_id, at));
                    }
                }
            }
            None => {
                self.verifier = None;
                self.memory.programmed.initialised_before_2020 = Some((lock_id.get(), typed));
            }
        }
        self.memory.clock.set(self.memory.now, typed);
        Ok(())
    }

    /// Sets what the clock shows.
    pub(super) fn set_clock(&mut self, shown: Moment) -> Result<()> {
        let mut clock = self.memory.clock.clone();
        clock.set(self.memory.now, shown);
        if let Some(verifier) = &mut self.verifier {
            let winter = clock.winter(self.memory.now).lock_time().unwrap_or(LockTime::START);
            verifier.set_clock(winter)?;
        }
        self.memory.clock = clock;
        Ok(())
    }

    /// The lock's own minute, without daylight saving, as the scheme counts it.
    pub(super) fn lock_time(&self) -> Option<LockTime> {
        self.memory.clock.winter(self.memory.now).lock_time()
    }

    pub(super) fn tick_verifier(&mut self) {
        let Some(now) = self.lock_time().filter(|_| self.memory.clock.known && self.memory.power.on()) else {
            return;
        };
        if let Some(verifier) = &mut self.verifier {
            verifier.tick(now);
        }
    }

    fn netcode_parsed(&self, typed: &str) -> Option<(Code, LockTime)> {
        let (digits, _) = self.lengths().level(Level::Netcode);
        if !self.netcode_on() || typed.len() != usize::from(digits) {
            return None;
        }
        Some((Code::parse(typed).ok()?, self.lock_time()?))
    }

    /// Tries a NetCode in earnest: what it permits, if it opens.
    pub(super) fn netcode_opens(&mut self, typed: &str) -> Option<Grant> {
        let (code, now) = self.netcode_parsed(typed)?;
        match self.verifier.as_mut()?.accept(&code, now, &mut |_| true) {
            Decision::Opened(opened) => Some(opened.reading.grant),
            Decision::Refused => None,
        }
    }

    /// Whether a NetCode would open now, without using it.
    pub(super) fn netcode_would_open(&self, typed: &str) -> bool {
        self.netcode_refusal(typed) == Some(Reason::Opens)
    }

    /// The verifier's privileged reason; none when there is no verifier, or the entry is no NetCode by its length.
    pub(super) fn netcode_refusal(&self, typed: &str) -> Option<Reason> {
        let (code, now) = self.netcode_parsed(typed)?;
        self.verifier.as_ref().map(|verifier| verifier.reason(&code, now))
    }

    /// Blocks a NetCode. The answer does not tell whether it means anything; before an initialisation none does,
    /// and the initialisation clears what was blocked.
    pub(super) fn block_netcode(&mut self, typed: &str) -> Option<()> {
        let (code, now) = (Code::parse(typed).ok()?, self.lock_time()?);
        match &mut self.verifier {
            Some(verifier) => verifier.block(&code, now).ok(),
            None => Some(()),
        }
    }
}
