//! The permutation NCF-12 (NC1 section 5): a generalised Feistel of twelve rounds on exactly the n-digit numbers.

use aes::cipher::consts::U16;
use aes::cipher::{Array, BlockCipherEncBackend, BlockCipherEncClosure, BlockSizeUser};

use super::Direction;
use super::block::{Aes128, DefaultAes};
use super::ct::Divisor;
use super::modulus::Modulus;

/// Twelve rounds: the even ones change the left half, the odd ones the right half.
const ROUNDS: u8 = 12;

/// The two halves a number of n digits splits into: left below a, right below b, a x b = 10^n.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Domain {
    digits: u8,
    a: Modulus,
    b: Modulus,
    splitter: Divisor,
}

/// Computed beforehand, since a reciprocal is a division.
static DOMAINS: [Domain; 5] = [
    Domain::of(6, 1_000, 1_000),
    Domain::of(7, 3_125, 3_200),
    Domain::of(8, 10_000, 10_000),
    Domain::of(9, 31_250, 32_000),
    Domain::of(10, 100_000, 100_000),
];

impl Domain {
    /// `digits` is 6 to 10; the caller's [`Format`](super::Format) sees to that.
    pub(crate) fn new(digits: u8) -> Self {
        let [.., last] = DOMAINS;
        DOMAINS.get(usize::from(digits.wrapping_sub(6))).copied().unwrap_or(last)
    }

    const fn of(digits: u8, a: u32, b: u32) -> Self {
        Self { digits, a: Modulus::new(a), b: Modulus::new(b), splitter: Divisor::new(a) }
    }

    #[inline]
    fn split(self, x: u64) -> (u32, u32) {
        let (right, left) = self.splitter.div_rem(x);
        (left, right as u32)
    }

    #[inline]
    fn join(self, left: u32, right: u32) -> u64 {
        let a = self.a.get();
        if cfg!(target_pointer_width = "64") {
            return u64::from(right) * u64::from(a) + u64::from(left);
        }
        // Both factors are below 2^17: two products of 32 bits, where one of 64 is a call.
        let upper = u64::from(right * (a >> 9)) << 9;
        upper + u64::from(right * (a & 0x1ff) + left)
    }

    /// What round `round` enciphers before the half's value: the label, n and the round.
    #[inline(always)]
    fn head(self, round: u8) -> u64 {
        u64::from_be_bytes([b'N', b'C', b'1', b'F', self.digits, round, 0, 0])
    }

    /// What round `round` enciphers, for a half's value. Small machines do better byte by byte.
    #[inline(always)]
    fn input(self, round: u8, half: u32) -> [u8; 16] {
        if cfg!(target_pointer_width = "64") {
            let words =
                [u32::from_be_bytes(*b"NC1F"), u32::from_be_bytes([self.digits, round, 0, 0]), 0, half];
            return words.map(u32::to_be_bytes).as_flattened().try_into().unwrap_or_default();
        }
        let [a, b, c, d] = half.to_be_bytes();
        [b'N', b'C', b'1', b'F', self.digits, round, 0, 0, 0, 0, 0, 0, a, b, c, d]
    }

    /// Enciphers or deciphers one number, over any AES.
    #[inline]
    pub(crate) fn run<C: Aes128>(self, cipher: &C, number: u64, direction: Direction) -> u64 {
        self.walk(number, direction, |block| cipher.encrypt_block(block))
    }

    /// The same over the default AES, in one visit: the processor is asked once what it can do, and the block and
    /// the round keys stay in its registers for all twelve rounds.
    pub(crate) fn run_default(self, cipher: &DefaultAes, number: u64, direction: Direction) -> u64 {
        let mut answer = 0;
        cipher.visit(One { domain: self, number, direction, answer: &mut answer });
        answer
    }

    /// Enciphers or deciphers numbers side by side, [`LANES`] at a time: the rounds of one number depend on each
    /// other, those of different numbers do not, so the processor's AES unit stays full.
    pub(crate) fn batch(self, cipher: &DefaultAes, numbers: &mut [u64], direction: Direction) {
        cipher.visit(Many { domain: self, numbers, direction });
    }

    #[inline(always)]
    fn walk(self, number: u64, direction: Direction, mut encrypt: impl FnMut(&mut [u8; 16])) -> u64 {
        let mut output = |round: u8, half: u32| {
            let mut block = self.input(round, half);
            encrypt(&mut block);
            block.first_chunk().map_or(0, |first| u64::from_be_bytes(*first))
        };
        // The half that a round changes, and the half it is changed by.
        let (left, right) = self.split(number);
        let (mut half, mut by) = match direction {
            Direction::Encipher => (left, right),
            Direction::Decipher => (right, left),
        };
        for step in 0..ROUNDS {
            let round = direction.round(step);
            let modulus = if round.is_multiple_of(2) { self.a } else { self.b };
            (half, by) = (by, modulus.turn(half, output(round, by), direction));
        }
        match direction {
            Direction::Encipher => self.join(half, by),
            Direction::Decipher => self.join(by, half),
        }
    }
}

impl Direction {
    /// The round that comes as the `step`th.
    #[inline(always)]
    const fn round(self, step: u8) -> u8 {
        match self {
            Direction::Encipher => step,
            Direction::Decipher => ROUNDS - 1 - step,
        }
    }
}

/// A round's input. Written as two words, so that a vector of halves spreads over blocks in one step.
#[inline(always)]
fn block(head: u64, half: u64) -> [u8; 16] {
    let words = [head, half].map(u64::to_be_bytes);
    words.as_flattened().try_into().unwrap_or_default()
}

/// One number through all rounds, inside the AES back end.
struct One<'a> {
    domain: Domain,
    number: u64,
    direction: Direction,
    answer: &'a mut u64,
}

impl BlockSizeUser for One<'_> {
    type BlockSize = U16;
}

impl BlockCipherEncClosure for One<'_> {
    #[inline(always)]
    fn call<B: BlockCipherEncBackend<BlockSize = U16>>(self, backend: &B) {
        *self.answer = self.domain.walk(self.number, self.direction, |block| {
            backend.encrypt_block_inplace(block.into());
        });
    }
}

/// Numbers in flight in [`Domain::batch`].
pub(crate) const LANES: usize = 64;

/// Many numbers through all rounds, inside the AES back end.
struct Many<'a> {
    domain: Domain,
    numbers: &'a mut [u64],
    direction: Direction,
}

impl BlockSizeUser for Many<'_> {
    type BlockSize = U16;
}

impl BlockCipherEncClosure for Many<'_> {
    #[inline(always)]
    fn call<B: BlockCipherEncBackend<BlockSize = U16>>(self, backend: &B) {
        let Self { domain, numbers, direction } = self;
        for numbers in numbers.chunks_mut(LANES) {
            let mut lanes = [0; LANES];
            for (lane, number) in lanes.iter_mut().zip(&*numbers) {
                *lane = *number;
            }
            // Each way is compiled for itself, so that no lane asks which it is.
            match direction {
                Direction::Encipher => domain.lanes(backend, &mut lanes, Direction::Encipher),
                Direction::Decipher => domain.lanes(backend, &mut lanes, Direction::Decipher),
            }
            for (number, lane) in numbers.iter_mut().zip(lanes) {
                *number = lane;
            }
        }
    }
}

/// Places for the halves and blocks of [`LANES`] numbers, and one to spare, which is never enciphered: only the first half
/// of a block's output is read, so vectors of outputs leave the last place to be read by itself.
const PLACES: usize = LANES + 1;

/// On a line of the cache, so that no vector lies across two.
#[repr(align(64))]
struct Line<T>(T);

impl Domain {
    /// All rounds of [`LANES`] numbers.
    #[inline(always)]
    fn lanes<B>(self, backend: &B, numbers: &mut [u64; LANES], direction: Direction)
    where
        B: BlockCipherEncBackend<BlockSize = U16>,
    {
        let (mut left, mut right) = (Line([0; PLACES]), Line([0; PLACES]));
        let (Line(left), Line(right)) = (&mut left, &mut right);
        for ((left, right), number) in left.iter_mut().zip(&mut *right).zip(&*numbers) {
            (*right, *left) = self.a.split_lane(*number);
        }
        let mut line = Line([[0; 16]; PLACES]);
        let Line(blocks) = &mut line;
        let first = match direction {
            Direction::Encipher => &*right,
            Direction::Decipher => &*left,
        };
        for (place, half) in blocks.iter_mut().zip(first) {
            *place = block(self.head(direction.round(0)), *half);
        }
        for step in 0..ROUNDS {
            let turn = direction.round(step);
            let next = self.head(direction.round((step + 1) % ROUNDS));
            encrypt_lanes(backend, blocks);
            if turn.is_multiple_of(2) {
                turn_lanes(self.a, direction, left, blocks, next);
            } else {
                turn_lanes(self.b, direction, right, blocks, next);
            }
        }
        for ((left, right), number) in left.iter().zip(right).zip(numbers) {
            *number = self.join(*left as u32, *right as u32);
        }
    }
}

#[inline(always)]
fn encrypt_lanes<B: BlockCipherEncBackend<BlockSize = U16>>(backend: &B, blocks: &mut [[u8; 16]; PLACES]) {
    let (blocks, _) = aes::Block::cast_slice_from_core_mut(blocks).split_at_mut(LANES);
    let (chunks, tail) = Array::<aes::Block, B::ParBlocksSize>::slice_as_chunks_mut(blocks);
    for chunk in chunks {
        backend.encrypt_par_blocks_inplace(chunk);
    }
    backend.encrypt_tail_blocks_inplace(tail);
}

/// Changes halves by the outputs in `blocks`, and puts there what the next round enciphers for them.
#[inline(always)]
fn turn_lanes(
    modulus: Modulus,
    direction: Direction,
    halves: &mut [u64; PLACES],
    blocks: &mut [[u8; 16]; PLACES],
    next: u64,
) {
    for (half, place) in halves.iter_mut().zip(blocks) {
        let output = place.first_chunk().map_or(0, |first| u64::from_be_bytes(*first));
        *half = modulus.turn_lane(*half, output, direction);
        *place = block(next, *half);
    }
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
            let y = domain.run_default(&cipher, x, Direction::Encipher);
            prop_assert!(y < 10_u64.pow(u32::from(digits)));
            prop_assert_eq!(domain.run_default(&cipher, y, Direction::Decipher), x);
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
            let one_by_one: std::vec::Vec<u64> = xs.iter().map(|x| domain.run(&cipher, *x, Direction::Encipher)).collect();
            prop_assert_eq!(&numbers, &one_by_one);
            domain.batch(&cipher, &mut numbers, Direction::Decipher);
            prop_assert_eq!(numbers, xs);
        }
    }
}
