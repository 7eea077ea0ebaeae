//! The brake on guessing before anybody is signed in.

use chrono::{DateTime, Utc};

use super::Portal;
use super::records::Tries;
use crate::access::{Bucket, Policy};
use crate::error::{Error, Result, table::portal as codes};
use crate::store::Tx;

/// Five tries to sign in at once for an address, then one every ten minutes.
pub(crate) const SIGN_IN: Policy = Policy { burst: 5, refill_seconds: 600 };
/// Three mails to an address that nobody signed in asked for, then one every half hour.
const MAIL: Policy = Policy { burst: 3, refill_seconds: 1_800 };
/// Mails that nobody signed in asked for, the whole portal together: 300 at once, then one every two seconds.
const MAIL_ALL: Policy = Policy { burst: 300, refill_seconds: 2 };
/// Buckets that addresses share: strangers cannot grow the table beyond it.
const BUCKETS: u32 = 1 << 16;

impl Portal {
    /// Takes a try from the bucket of `who`, in a transaction of its own so that a failure later gives nothing back.
    pub(crate) fn take_try(&self, now: DateTime<Utc>, what: &str, who: &str, policy: Policy) -> Result<()> {
        let name = self.bucket(what, who);
        let answer = self.write(&name, |tx| {
            let row: Option<Tries> = tx.as_read().find(&[name.as_str().into()])?;
            let bucket = row
                .as_ref()
                .map_or(Bucket::full(policy, now), |row| Bucket { tries: row.tries, since: row.since });
            let after = match bucket.take(policy, now) {
                Ok(after) => after,
                Err(wait) => return Ok(Err(wait)),
            };
            let after = Tries { name: name.clone(), tries: after.tries, since: after.since };
            if row.is_some() {
                tx.replace(&after)?
            } else {
                tx.add_new(&after)?
            }
            Ok(Ok(()))
        })?;
        answer.map_err(|wait| {
            Error::new(&codes::PORTAL_LIMITED, format_args!("too many tries"))
                .with_hint(format_args!("try again in {wait} seconds"))
        })
    }

    /// Before a mail that nobody signed in asked for.
    pub(crate) fn take_mail_try(&self, now: DateTime<Utc>, email: &str) -> Result<()> {
        self.take_try(now, "mail", email, MAIL)?;
        self.take_try(now, "mails", "", MAIL_ALL)
    }

    /// Gives every try back: whoever was right has proved who they are.
    pub(crate) fn refill_tries(&self, tx: &mut dyn Tx, what: &str, who: &str) -> Result<()> {
        tx.remove::<Tries>(&[self.bucket(what, who).into()]).map(drop)
    }

    fn bucket(&self, what: &str, who: &str) -> String {
        let name = self.master.name("netcode/1 portal tries", who);
        let number = name.get(..8).and_then(|digits| u32::from_str_radix(digits, 16).ok()).unwrap_or(0);
        format!("{what}:{}", number % BUCKETS)
    }
}
