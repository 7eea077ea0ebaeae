//! What is told of a stay: its handout, and what to know besides.

use super::carry::{Case, Numbered};
use super::{StayAnswer, StayOutcome};
use crate::error::Result;
use crate::grant::Grant;
use crate::portal::issue::Warning;
use crate::portal::records::CodeRecord;
use crate::stay::{Coded, Stay, quote};
use crate::store::{Query, Read};
use crate::time::Window;

impl Case {
    /// What else to know: minutes in which nothing is certain, what must be used in time, whose codes end.
    pub(super) fn further_warnings(
        &self,
        read: &mut dyn Read,
        coded: &[Numbered],
        window: Window,
    ) -> Result<Vec<Warning>> {
        let grants: Vec<Grant> = coded.iter().map(|(_, (grant, _))| *grant).collect();
        let quoted = quote(&self.counter.door, &grants, &[window]);
        let mut found = Vec::new();
        let mut add = |word: &str, text: String| {
            found.push(Warning { word: word.to_owned(), text, refused: false });
        };
        if !quoted.holds() {
            add(
                "not-guaranteed",
                format!("{} minutes of the stay are not certain", quoted.missing_minutes()),
            );
        }
        for duty in &quoted.first_use {
            add(
                "first-use",
                format!("it must be used for the first time by {}", self.counter.shown(duty.by)),
            );
        }
        let rental = grants.iter().filter(|grant| grant.mode().is_rental()).map(Grant::start).min();
        let Some(starts) = rental.filter(|_| self.counter.door.profile().block_previous()) else {
            return Ok(found);
        };
        let query = Query::of::<CodeRecord>()
            .equal("account", self.lock.account.as_str())
            .equal("lock", self.lock.id.as_str())
            .below("starts", i64::from(starts.minutes()))
            .at_least("ends", i64::from(starts.minutes()) + 1);
        let own = |code: &CodeRecord| self.given.iter().any(|(given, _)| given.number == code.number);
        let others: Vec<CodeRecord> = read.list(&query)?;
        let ended: Vec<String> = others
            .iter()
            .filter(|code| code.grant_json.mode().is_rental() && !own(code))
            .take(10)
            .map(|code| code.number.to_string())
            .collect();
        if !ended.is_empty() {
            let mut text = format!("using it ends code {}", ended.join(", "));
            text.push_str(", which started before it and still runs");
            found.push(Warning { word: "ends-rentals".to_owned(), text, refused: false });
        }
        Ok(found)
    }

    pub(super) fn answer(
        &self,
        balance: i64,
        guest: Option<&str>,
        asked: &Stay,
        coded: &[Numbered],
        outcome: StayOutcome,
    ) -> StayAnswer {
        let codes: Vec<Coded> = coded.iter().map(|(_, coded)| *coded).collect();
        StayAnswer {
            handout: self.counter.handout(&self.id, guest, asked, &codes),
            lock: self.lock.id.clone(),
            outcome,
            numbers: coded.iter().map(|(number, _)| *number).collect(),
            charged: 0,
            balance,
            warnings: Vec::new(),
            withdraw: Vec::new(),
            messages: Vec::new(),
        }
    }
}
