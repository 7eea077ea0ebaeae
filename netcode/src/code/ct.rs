//! Arithmetic that takes the same path whatever the values: masks instead of branches, no division instruction.
//!
//! A mask is 0 or all ones. What a refused code decodes to must not show in time, power or an instruction count
//! (NC1 section 7), so everything between deciphering and the final answer is written with these.

/// All ones or zero.
pub(super) type Mask = u32;

/// Hides a value's origin from the compiler of a processor that cannot select by a condition: it would make a branch of
/// every condition that it sees in a bit or a mask. Larger processors select. The test command counts instructions on
/// both kinds.
#[inline(always)]
fn veiled(word: u32) -> u32 {
    if cfg!(target_pointer_width = "64") { word } else { core::hint::black_box(word) }
}

/// All ones if the highest bit is set.
#[inline(always)]
fn highest(word: u32) -> Mask {
    veiled((veiled(word).cast_signed() >> 31).cast_unsigned())
}

/// All ones if the bit is set.
#[inline]
pub(super) fn bit(word: u32, at: u32) -> Mask {
    highest(word << (31 - at))
}

/// All ones if `a < b`.
#[inline]
pub(super) fn lt(a: u32, b: u32) -> Mask {
    if cfg!(target_pointer_width = "64") {
        return (u64::from(a).wrapping_sub(u64::from(b)) >> 32) as u32;
    }
    // The borrow of the subtraction.
    highest((!a & b) | ((!a | b) & a.wrapping_sub(b)))
}

/// All ones if `a <= b`.
#[inline]
pub(super) fn le(a: u32, b: u32) -> Mask {
    !lt(b, a)
}

/// All ones if `a == b`.
#[inline]
pub(super) fn eq64(a: u64, b: u64) -> Mask {
    let x = a ^ b;
    !highest(((x | x.wrapping_neg()) >> 32) as u32)
}

/// All ones if `a == b`.
#[inline]
pub(super) fn eq(a: u32, b: u32) -> Mask {
    if cfg!(target_pointer_width = "64") {
        // Only 0 has a borrow.
        return (u64::from(a ^ b).wrapping_sub(1) >> 32) as u32;
    }
    eq64(a as u64, b as u64)
}

/// All ones for `true`. For public conditions only.
#[inline]
pub(super) const fn public(condition: bool) -> Mask {
    0_u32.wrapping_sub(condition as u32)
}

/// `a` where the mask is set, else `b`.
#[inline]
pub(super) const fn pick(mask: Mask, a: u32, b: u32) -> u32 {
    (a & mask) | (b & !mask)
}

/// The same for 64 bits. By halves, because small machines have no more.
#[inline]
pub(super) const fn pick64(mask: Mask, a: u64, b: u64) -> u64 {
    let upper = pick(mask, (a >> 32) as u32, (b >> 32) as u32);
    (upper as u64) << 32 | pick(mask, a as u32, b as u32) as u64
}

/// The smaller of two.
#[inline]
pub(super) fn min(a: u32, b: u32) -> u32 {
    pick(lt(a, b), a, b)
}

/// A public divisor of secret numbers.
///
/// 64-bit machines multiply by the reciprocal and correct once; smaller ones, where a 64-bit product is a library
/// call and a division is one whose time depends on its operands, divide bit by bit with masks.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Divisor {
    by: u32,
    #[cfg(any(target_pointer_width = "64", test))]
    reciprocal: u64,
}

impl Divisor {
    /// `by` is at least 1 and below 2^31.
    pub(crate) const fn new(by: u32) -> Self {
        Self {
            by,
            #[cfg(any(target_pointer_width = "64", test))]
            reciprocal: u64::MAX / by as u64,
        }
    }

    /// Quotient and remainder.
    #[cfg(target_pointer_width = "64")]
    #[inline]
    pub(crate) fn div_rem(self, x: u64) -> (u64, u32) {
        self.div_rem_reciprocal(x)
    }

    /// Quotient and remainder.
    #[cfg(not(target_pointer_width = "64"))]
    pub(crate) fn div_rem(self, x: u64) -> (u64, u32) {
        self.div_rem_bits(x, 64)
    }

    /// Quotient and remainder of a number below 2^24.
    #[cfg(target_pointer_width = "64")]
    #[inline]
    pub(crate) fn div_rem_small(self, x: u32) -> (u32, u32) {
        let (quotient, remainder) = self.div_rem_reciprocal(x as u64);
        (quotient as u32, remainder)
    }

    /// Quotient and remainder of a number below 2^24.
    #[cfg(not(target_pointer_width = "64"))]
    pub(crate) fn div_rem_small(self, x: u32) -> (u32, u32) {
        let (quotient, remainder) = self.div_rem_bits((x as u64) << 40, 24);
        (quotient as u32, remainder)
    }

    /// The reciprocal is at most one too small, so the quotient is at most one too small.
    #[cfg(any(target_pointer_width = "64", test))]
    #[inline]
    fn div_rem_reciprocal(self, x: u64) -> (u64, u32) {
        let quotient = ((x as u128 * self.reciprocal as u128) >> 64) as u64;
        let remainder = x.wrapping_sub(quotient.wrapping_mul(self.by as u64)) as u32;
        let reduced = remainder.wrapping_sub(self.by);
        let fits = lt(remainder, self.by);
        (quotient + (!fits & 1) as u64, pick(fits, remainder, reduced))
    }

    /// Restoring division of the upper `bits` bits; the others are 0. The quotient grows from below into the place of
    /// what is divided already.
    #[cfg(any(not(target_pointer_width = "64"), test))]
    pub(super) fn div_rem_bits(self, mut x: u64, bits: u32) -> (u64, u32) {
        let mut remainder = 0;
        for _ in 0..bits {
            // Below twice the divisor, so the sign says whether the divisor fits.
            let rest = (remainder << 1 | (x >> 63) as u32).wrapping_sub(self.by);
            let short = bit(rest, 31);
            remainder = rest.wrapping_add(self.by & short);
            x = x << 1 | u64::from(!short & 1);
        }
        (x, remainder)
    }
}

/// Adds modulo `modulus`, both operands below it.
#[cfg(any(not(target_pointer_width = "64"), test))]
#[inline]
pub(super) fn add_mod(a: u32, b: u32, modulus: u32) -> u32 {
    let reduced = (a + b).wrapping_sub(modulus);
    reduced.wrapping_add(modulus & bit(reduced, 31))
}

/// Subtracts modulo `modulus`, both operands below it.
#[cfg(any(not(target_pointer_width = "64"), test))]
#[inline]
pub(super) fn sub_mod(a: u32, b: u32, modulus: u32) -> u32 {
    let difference = a.wrapping_sub(b);
    difference.wrapping_add(modulus & bit(difference, 31))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn comparisons(a: u32, b: u32) {
            prop_assert_eq!(lt(a, b) == u32::MAX, a < b);
            prop_assert_eq!(le(a, b) == u32::MAX, a <= b);
            prop_assert_eq!(eq(a, b) == u32::MAX, a == b);
            prop_assert_eq!(eq(a, a), u32::MAX);
            prop_assert_eq!(min(a, b), a.min(b));
            prop_assert!([0, u32::MAX].contains(&lt(a, b)) && [0, u32::MAX].contains(&eq(a, b)));
        }

        #[test]
        fn both_divisions_divide(x: u64, by in 1..0x7fff_ffff_u32) {
            let divisor = Divisor::new(by);
            let expected = (x / u64::from(by), (x % u64::from(by)) as u32);
            prop_assert_eq!(divisor.div_rem_reciprocal(x), expected);
            prop_assert_eq!(divisor.div_rem_bits(x, 64), expected);
            let small = x as u32 >> 8;
            prop_assert_eq!(divisor.div_rem_bits(u64::from(small) << 40, 24), (u64::from(small / by), small % by));
        }

        #[test]
        fn modular_sums(modulus in 2..1_000_000u32, a: u32, b: u32) {
            let (a, b) = (a % modulus, b % modulus);
            prop_assert_eq!(add_mod(a, b, modulus), (a + b) % modulus);
            prop_assert_eq!(sub_mod(add_mod(a, b, modulus), b, modulus), a);
        }
    }

    #[test]
    fn division_at_the_edges() {
        for by in [1, 2, 7, 12, 1333, 100_000] {
            let divisor = Divisor::new(by);
            for x in [0, 1, u64::from(by) - 1, u64::from(by), u64::from(by) + 1, u64::MAX - 1, u64::MAX] {
                let expected = (x / u64::from(by), (x % u64::from(by)) as u32);
                assert_eq!(divisor.div_rem_reciprocal(x), expected);
                assert_eq!(divisor.div_rem_bits(x, 64), expected);
            }
        }
    }
}
