//! Adding a round's output to a half, modulo the half's size: NCF-12's only arithmetic, without a branch.
//!
//! The output is 64 bits, hi and lo. With `fold` = 2^32 mod `by`, hi x fold + lo is congruent to it and below
//! 2^49. That is small enough for a quotient that is exact after one multiplication, so nothing is corrected
//! afterwards; and the half is added before, which costs nothing.

use super::Direction;
#[cfg(any(not(target_pointer_width = "64"), test))]
use super::ct::{Divisor, add_mod, sub_mod};

/// What leaves 32 bits of a number below 2^34.
#[cfg(any(target_pointer_width = "64", test))]
const SPLIT_SHIFT: u8 = 2;

/// The size of a half: 1,000 to 100,000. Small machines divide bit by bit and need nothing else.
#[cfg(not(any(target_pointer_width = "64", test)))]
#[derive(Debug, Clone, Copy)]
pub(super) struct Modulus {
    by: u32,
}

/// The size of a half: 1,000 to 100,000.
#[cfg(any(target_pointer_width = "64", test))]
#[derive(Debug, Clone, Copy)]
pub(super) struct Modulus {
    by: u32,
    /// 2^32 mod `by`.
    fold: u32,
    /// A multiple of `by` no smaller than hi x fold + lo ever is.
    above: u64,
    /// 2^64 / `by`, rounded up.
    reciprocal: u64,
    /// What leaves 32 bits of `above`.
    shift: u8,
    /// 2^(`shift` + `rest`) / `by`, rounded down: 32 bits.
    short_reciprocal: u32,
    /// 31 and the bits of `by`, less `shift`.
    rest: u8,
}

impl Modulus {
    #[cfg(not(any(target_pointer_width = "64", test)))]
    pub(super) const fn new(by: u32) -> Self {
        Self { by }
    }

    #[cfg(any(target_pointer_width = "64", test))]
    pub(super) const fn new(by: u32) -> Self {
        let fold = ((1 << 32) % by as u64) as u32;
        let above = (((fold as u64 + 1) << 32) / by as u64 + 1) * by as u64;
        let bits = u32::BITS - (by - 1).leading_zeros();
        let short_reciprocal = ((1_u64 << (31 + bits)) / by as u64) as u32;
        let shift = u64::BITS - ((above + by as u64) >> 32).leading_zeros();
        Self {
            by,
            fold,
            above,
            reciprocal: u64::MAX / by as u64 + 1,
            shift: shift as u8,
            short_reciprocal,
            rest: (31 + bits - shift) as u8,
        }
    }

    pub(super) const fn get(self) -> u32 {
        self.by
    }

    /// `half` plus or minus `output`, modulo the half's size.
    #[cfg(target_pointer_width = "64")]
    #[inline(always)]
    pub(super) fn turn(self, half: u32, output: u64, direction: Direction) -> u32 {
        self.turn_wide(half, output, direction)
    }

    /// `half` plus or minus `output`, modulo the half's size.
    #[cfg(not(target_pointer_width = "64"))]
    pub(super) fn turn(self, half: u32, output: u64, direction: Direction) -> u32 {
        self.turn_bits(half, output, direction)
    }

    /// By a 64-bit product: the quotient is exact, which a test shows for every size there is.
    #[cfg(any(target_pointer_width = "64", test))]
    #[inline(always)]
    fn turn_wide(self, half: u32, output: u64, direction: Direction) -> u32 {
        let sum = self.congruent(half.into(), output, direction);
        let quotient = ((sum as u128 * self.reciprocal as u128) >> 64) as u64;
        sum.wrapping_sub(quotient.wrapping_mul(self.by as u64)) as u32
    }

    /// One of a batch.
    #[cfg(not(any(target_pointer_width = "64", test)))]
    pub(super) fn turn_lane(self, half: u64, output: u64, direction: Direction) -> u64 {
        u64::from(self.turn_bits(half as u32, output, direction))
    }

    /// By 32-bit products of 64-bit lanes, as vectors of a batch have them. The quotient is at most 3 too small.
    #[cfg(any(target_pointer_width = "64", test))]
    #[inline(always)]
    pub(super) fn turn_lane(self, half: u64, output: u64, direction: Direction) -> u64 {
        let sum = self.congruent(half, output, direction);
        let upper = (sum >> self.shift) & 0xffff_ffff;
        let quotient = (upper * u64::from(self.short_reciprocal)) >> self.rest;
        let rest = sum.wrapping_sub((quotient & 0xffff_ffff) * u64::from(self.by));
        let rest = rest.min(rest.wrapping_sub(2 * u64::from(self.by)));
        rest.min(rest.wrapping_sub(u64::from(self.by)))
    }

    /// Quotient and remainder of a number below 2^34 in a batch.
    #[cfg(not(any(target_pointer_width = "64", test)))]
    pub(super) fn split_lane(self, number: u64) -> (u64, u64) {
        let (quotient, rest) = Divisor::new(self.by).div_rem_bits(number, 64);
        (quotient, u64::from(rest))
    }

    /// Quotient and remainder of a number below 2^34 in a batch. The first quotient is at most 1 too small.
    #[cfg(any(target_pointer_width = "64", test))]
    #[inline(always)]
    pub(super) fn split_lane(self, number: u64) -> (u64, u64) {
        let upper = (number >> SPLIT_SHIFT) & 0xffff_ffff;
        let quotient = (upper * u64::from(self.short_reciprocal)) >> (self.shift + self.rest - SPLIT_SHIFT);
        let rest = number - (quotient & 0xffff_ffff) * u64::from(self.by);
        (quotient + u64::from(rest >= self.by.into()), rest.min(rest.wrapping_sub(self.by.into())))
    }

    /// Without a product of 64 bits: small machines have none, or one whose time depends on its operands.
    #[cfg(any(not(target_pointer_width = "64"), test))]
    fn turn_bits(self, half: u32, output: u64, direction: Direction) -> u32 {
        let (_, output) = Divisor::new(self.by).div_rem_bits(output, 64);
        match direction {
            Direction::Encipher => add_mod(half, output, self.by),
            Direction::Decipher => sub_mod(half, output, self.by),
        }
    }

    /// A number below 2^49 that is congruent to `half` plus or minus `output`.
    #[cfg(any(target_pointer_width = "64", test))]
    #[inline(always)]
    fn congruent(self, half: u64, output: u64, direction: Direction) -> u64 {
        let folded = (output >> 32) * self.fold as u64 + (output & 0xffff_ffff);
        match direction {
            Direction::Encipher => half + folded,
            Direction::Decipher => (half + self.above).wrapping_sub(folded),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The sizes of halves.
    const SIZES: [u32; 7] = [1_000, 3_125, 3_200, 10_000, 31_250, 32_000, 100_000];

    #[test]
    fn the_reciprocals_reach_far_enough() {
        for by in SIZES {
            let modulus = Modulus::new(by);
            // A quotient by a reciprocal that is too large by e / 2^64 is exact below 2^64 / e.
            let excess = u128::from(modulus.reciprocal) * u128::from(by) - (1 << 64);
            let most = u128::from(modulus.above) + u128::from(by);
            assert!(excess * most < 1 << 64, "{by}");
            assert!(most >> modulus.shift < 1 << 32, "{by}");
            // In quotients, of which three are taken back: what the first shift drops, what the rounded reciprocal lacks,
            // and what the last shift drops.
            let dropped = f64::from(1 << modulus.shift) / f64::from(by);
            let lacking = (most >> modulus.shift) as f64 / 2_f64.powi(modulus.rest.into());
            assert!(dropped + lacking + 1.0 < 4.0, "{by}: {dropped} {lacking}");
            assert!(most / u128::from(by) < 1 << 32, "{by}");
            assert!(
                modulus.above.is_multiple_of(u64::from(by))
                    && modulus.above >= (u64::from(modulus.fold) + 1) << 32
            );
        }
    }

    proptest! {
        #[test]
        fn lanes_split_as_a_division_splits(at in 0..SIZES.len(), number in prop_oneof![
            0..1_u64 << 34, (0..1_u64 << 34).prop_map(|number| number / 100_000 * 100_000),
        ]) {
            let by = u64::from(SIZES[at]);
            // Numbers of n digits have halves below 10^5.
            let number = number % (by * 100_000);
            prop_assert_eq!(Modulus::new(SIZES[at]).split_lane(number), (number / by, number % by));
        }

        #[test]
        fn every_way_gives_the_remainder(at in 0..SIZES.len(), half: u32, output in prop_oneof![
            any::<u64>(), Just(0), Just(u64::MAX), Just(u64::from(u32::MAX)), Just(u64::from(u32::MAX) << 32),
        ]) {
            let by = SIZES[at];
            let (modulus, half) = (Modulus::new(by), half % by);
            let rest = (output % u64::from(by)) as u32;
            for (direction, expected) in [
                (Direction::Encipher, (half + rest) % by),
                (Direction::Decipher, (half + by - rest) % by),
            ] {
                prop_assert_eq!(modulus.turn_wide(half, output, direction), expected);
                prop_assert_eq!(modulus.turn_lane(half.into(), output, direction), u64::from(expected));
                prop_assert_eq!(modulus.turn_bits(half, output, direction), expected);
            }
        }
    }
}
