//! A brake on guessing: a bucket of tries that refills slowly.

use chrono::{DateTime, TimeDelta, Utc};

/// How many tries come at once, and how fast they come back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Policy {
    /// Tries in a full bucket, 1 or more.
    pub burst: u32,
    /// Seconds after which one more try is there, 1 or more.
    pub refill_seconds: u32,
}

/// The tries left, as of an instant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bucket {
    /// Tries left.
    pub tries: u32,
    /// Since when the next one is growing back.
    pub since: DateTime<Utc>,
}

impl Bucket {
    /// A full bucket.
    pub const fn full(policy: Policy, now: DateTime<Utc>) -> Self {
        Self { tries: policy.burst, since: now }
    }

    /// Takes a try at `now`: the bucket afterwards, or the seconds to wait when it is empty. A clock that runs
    /// backwards adds nothing.
    pub fn take(self, policy: Policy, now: DateTime<Utc>) -> Result<Self, u32> {
        let refill = i64::from(policy.refill_seconds.max(1));
        let grown = (now - self.since).num_seconds().max(0) / refill;
        let tries = i64::from(self.tries).saturating_add(grown);
        let Self { tries, since } = if tries >= i64::from(policy.burst) {
            Self::full(policy, now)
        } else {
            Self {
                tries: u32::try_from(tries).unwrap_or(policy.burst),
                since: self.since + TimeDelta::seconds(grown * refill),
            }
        };
        match tries.checked_sub(1) {
            Some(tries) => Ok(Self { tries, since }),
            None => {
                let wait = refill - (now - since).num_seconds().clamp(0, refill);
                Err(u32::try_from(wait.max(1)).unwrap_or(policy.refill_seconds))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const POLICY: Policy = Policy { burst: 3, refill_seconds: 60 };

    fn at(seconds: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(seconds, 0).unwrap()
    }

    #[test]
    fn three_at_once_then_one_a_minute() {
        let mut bucket = Bucket::full(POLICY, at(0));
        for _ in 0..3 {
            bucket = bucket.take(POLICY, at(0)).unwrap();
        }
        assert_eq!(bucket.take(POLICY, at(0)), Err(60));
        assert_eq!(bucket.take(POLICY, at(59)), Err(1));
        bucket = bucket.take(POLICY, at(60)).unwrap();
        assert_eq!(bucket.take(POLICY, at(61)), Err(59));
        assert_eq!(bucket.take(POLICY, at(-1000)), Err(60));
    }

    proptest! {
        #[test]
        fn no_rhythm_of_tries_beats_the_rate(waits in proptest::collection::vec(0i64..200, 1..100)) {
            let (mut now, mut taken) = (0, 0);
            let mut bucket = Bucket::full(POLICY, at(0));
            for wait in waits {
                now += wait;
                if let Ok(after) = bucket.take(POLICY, at(now)) {
                    bucket = after;
                    taken += 1;
                }
                prop_assert!(taken <= 3 + now / 60);
            }
        }
    }
}
