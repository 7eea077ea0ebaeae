//! The permutation NCF-12 (NC1 section 5): a generalised Feistel of twelve rounds on exactly the n-digit numbers.

use super::block::{Aes128, DefaultAes};
use super::ct::{Divisor, add_mod, sub_mod};

const ROUNDS: u8 = 12;

/// The two halves a number of n digits splits into: left below a, right below b, a x b = 10^n.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Domain {
    digits: u8,
    a: Divisor,
    b: Divisor,
}

impl Domain {
    /// `digits` is 6 to 10; the caller's [`Format`](super::Format) sees to that.
    pub(crate) const fn new(digits: u8) -> Self {
        let (a, b) = match digits {
            6 => (1_000, 1_000),
            7 => (3_125, 3_200),
            8 => (10_000, 10_000),
            9 => (31_250, 32_000),
            _ => (100_000, 100_000),
        };
        Self { digits, a: Divisor::new(a), b: Divisor::new(b) }
    }

    #[inline]
    fn split(self, x: u64) -> (u32, u32) {
        let (right, left) = self.a.div_rem(x);
        (left, right as u32)
    }

    #[inline]
    fn join(self, left: u32, right: u32) -> u64 {
        u64::from(right) * u64::from(self.a.get()) + u64::from(left)
    }

    /// The block that round `round` enciphers for the half `value`.
    #[inline]
    fn block(self, round: u8, value: u32) -> [u8; 16] {
        let tag = u32::from_be_bytes(*b"NC1F");
        let head = u128::from(tag) << 96 | u128::from(self.digits) << 88 | u128::from(round) << 80;
        (head | u128::from(value)).to_be_bytes()
    }

    /// The round function's output, reduced for the half it is added to.
    #[inline]
    fn reduce(self, round: u8, block: [u8; 16]) -> u32 {
        let first = (u128::from_be_bytes(block) >> 64) as u64;
        self.changed_half(round).div_rem(first).1
    }

    /// Even rounds change the left half, odd rounds the right one.
    #[inline]
    fn changed_half(self, round: u8) -> Divisor {
        if round.is_multiple_of(2) { self.a } else { self.b }
    }

    pub(crate) fn encipher<C: Aes128>(self, cipher: &C, payload: u64) -> u64 {
        let (mut left, mut right) = self.split(payload);
        for round in 0..ROUNDS {
            let mut block = self.block(round, if round.is_multiple_of(2) { right } else { left });
            cipher.encrypt_block(&mut block);
            let f = self.reduce(round, block);
            if round.is_multiple_of(2) {
                left = add_mod(left, f, self.a.get());
            } else {
                right = add_mod(right, f, self.b.get());
            }
        }
        self.join(left, right)
    }

    pub(crate) fn decipher<C: Aes128>(self, cipher: &C, code: u64) -> u64 {
        let (mut left, mut right) = self.split(code);
        for round in (0..ROUNDS).rev() {
            let mut block = self.block(round, if round.is_multiple_of(2) { right } else { left });
            cipher.encrypt_block(&mut block);
            let f = self.reduce(round, block);
            if round.is_multiple_of(2) {
                left = sub_mod(left, f, self.a.get());
            } else {
                right = sub_mod(right, f, self.b.get());
            }
        }
        self.join(left, right)
    }

    /// Enciphers or deciphers numbers side by side, [`LANES`] at a time: the rounds of one number depend on each
    /// other, those of different numbers do not, so the processor's AES unit stays full.
    pub(crate) fn batch(self, cipher: &DefaultAes, numbers: &mut [u64], direction: Direction) {
        for chunk in numbers.chunks_mut(LANES) {
            let mut halves = [(0, 0); LANES];
            for (half, number) in halves.iter_mut().zip(chunk.iter()) {
                *half = self.split(*number);
            }
            let mut blocks = [aes::Block::default(); LANES];
            for step in 0..ROUNDS {
                let round = if direction == Direction::Encipher { step } else { ROUNDS - 1 - step };
                let even = round.is_multiple_of(2);
                for (block, (left, right)) in blocks.iter_mut().zip(&halves) {
                    *block = self.block(round, if even { *right } else { *left }).into();
                }
                cipher.encrypt_blocks(blocks.get_mut(..chunk.len()).unwrap_or_default());
                for ((left, right), block) in halves.iter_mut().zip(&blocks) {
                    let f = self.reduce(round, (*block).into());
                    let half = if even { left } else { right };
                    let modulus = self.changed_half(round).get();
                    *half = match direction {
                        Direction::Encipher => add_mod(*half, f, modulus),
                        Direction::Decipher => sub_mod(*half, f, modulus),
                    };
                }
            }
            for (number, (left, right)) in chunk.iter_mut().zip(halves) {
                *number = self.join(left, right);
            }
        }
    }
}

/// Numbers in flight in [`Domain::batch`].
pub(crate) const LANES: usize = 32;

/// Which way [`Domain::batch`] runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Direction {
    Encipher,
    Decipher,
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_halves_cover_the_numbers_exactly() {
        for digits in 6..=10 {
            let domain = Domain::new(digits);
            let product = u64::from(domain.a.get()) * u64::from(domain.b.get());
            assert_eq!(product, 10_u64.pow(u32::from(digits)));
        }
    }

    proptest! {
        #[test]
        fn deciphering_undoes_enciphering(key: [u8; 16], digits in 6..=10u8, x: u64) {
            let domain = Domain::new(digits);
            let x = x % 10_u64.pow(u32::from(digits));
            let cipher = DefaultAes::with_key(&key);
            let y = domain.encipher(&cipher, x);
            prop_assert!(y < 10_u64.pow(u32::from(digits)));
            prop_assert_eq!(domain.decipher(&cipher, y), x);
        }

        #[test]
        fn a_batch_is_its_numbers(
            key: [u8; 16], digits in 6..=10u8, xs in proptest::collection::vec(any::<u64>(), 0..100),
        ) {
            let domain = Domain::new(digits);
            let xs: std::vec::Vec<u64> = xs.iter().map(|x| x % 10_u64.pow(u32::from(digits))).collect();
            let cipher = DefaultAes::with_key(&key);
            let mut numbers = xs.clone();
            domain.batch(&cipher, &mut numbers, Direction::Encipher);
            let one_by_one: std::vec::Vec<u64> = xs.iter().map(|x| domain.encipher(&cipher, *x)).collect();
            prop_assert_eq!(&numbers, &one_by_one);
            domain.batch(&cipher, &mut numbers, Direction::Decipher);
            prop_assert_eq!(numbers, xs);
        }
    }
}
