//! The limiter: a bucket of tries that fills by one an hour (NC1 section 7).

use crate::time::LockTime;

/// Tries a full bucket holds.
pub(crate) const FULL: u8 = 10;

/// Tokens and the time they were last counted at; both are persisted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub(super) struct Bucket {
    pub(super) tokens: u8,
    pub(super) since: LockTime,
}

impl Bucket {
    pub(super) const fn full(now: LockTime) -> Self {
        Self { tokens: FULL, since: now }
    }

    /// Adds a token for every whole hour since the bucket was last counted.
    pub(super) fn refill(&mut self, now: LockTime) {
        let hours = now.minutes().saturating_sub(self.since.minutes()) / 60;
        let tokens = u32::from(self.tokens).saturating_add(hours).min(u32::from(FULL));
        self.tokens = tokens as u8;
        self.since = if self.tokens == FULL {
            now
        } else {
            LockTime::from_minutes_saturating(i64::from(self.since.minutes()) + i64::from(hours) * 60)
        };
    }

    /// Takes a token, if there is one.
    pub(super) fn take(&mut self) -> bool {
        match self.tokens.checked_sub(1) {
            Some(left) => {
                self.tokens = left;
                true
            }
            None => false,
        }
    }

    /// Gives back the token of an accepted try, and no more.
    pub(super) fn give_back(&mut self) {
        self.tokens = self.tokens.saturating_add(1).min(FULL);
    }

    /// A clock that was set anew counts hours from there and earns nothing by the change.
    pub(super) fn clock_set(&mut self, to: LockTime) {
        self.since = to;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn at(minutes: u32) -> LockTime {
        LockTime::from_minutes(minutes).unwrap()
    }

    #[test]
    fn a_token_an_hour_up_to_ten() {
        let mut bucket = Bucket { tokens: 0, since: at(0) };
        bucket.refill(at(59));
        assert_eq!((bucket.tokens, bucket.since), (0, at(0)));
        bucket.refill(at(125));
        assert_eq!((bucket.tokens, bucket.since), (2, at(120)));
        bucket.refill(at(60));
        assert_eq!(bucket.tokens, 2, "time that went back earns nothing");
        bucket.refill(at(10_000));
        assert_eq!((bucket.tokens, bucket.since), (10, at(10_000)));
    }

    proptest! {
        #[test]
        fn no_interleaving_gives_more_than_ten_and_one_an_hour(
            gaps in proptest::collection::vec((0..200u32, any::<bool>()), 1..100),
        ) {
            let (mut now, mut taken) = (0, 0);
            let mut bucket = Bucket::full(at(0));
            for (gap, clock_set) in gaps {
                now += gap;
                if clock_set {
                    bucket.clock_set(at(now));
                } else {
                    bucket.refill(at(now));
                    taken += u32::from(bucket.take());
                }
                prop_assert!(taken <= 10 + now / 60);
            }
        }
    }
}
