//! AES-128 encryption with one table of 256 bytes: small rather than fast, for processors without a data cache. On a
//! processor with a cache, or with an AES peripheral, write another implementation of the trait.

use netcode::code::Aes128;

/// Eleven round keys.
pub(crate) struct SmallAes([[u8; 16]; 11]);

impl Aes128 for SmallAes {
    fn with_key(key: &[u8; 16]) -> Self {
        let mut rounds = [*key; 11];
        let (mut last, mut constant) = (*key, 1);
        for round in rounds.iter_mut().skip(1) {
            let [.., a, b, c, d] = last;
            let mut carry = [sub(b) ^ constant, sub(c), sub(d), sub(a)];
            constant = double(constant);
            for (word, from) in round.as_chunks_mut::<4>().0.iter_mut().zip(last.as_chunks::<4>().0) {
                for ((byte, from), carry) in word.iter_mut().zip(from).zip(&mut carry) {
                    *byte = from ^ *carry;
                    *carry = *byte;
                }
            }
            last = *round;
        }
        Self(rounds)
    }

    fn encrypt_block(&self, block: &mut [u8; 16]) {
        let [first, middle @ .., last] = &self.0;
        add(block, first);
        for round in middle {
            let shifted = substitute_and_shift(block);
            for (column, from) in block.as_chunks_mut::<4>().0.iter_mut().zip(shifted.as_chunks::<4>().0) {
                let [a, b, c, d] = *from;
                let all = a ^ b ^ c ^ d;
                *column = [
                    a ^ all ^ double(a ^ b),
                    b ^ all ^ double(b ^ c),
                    c ^ all ^ double(c ^ d),
                    d ^ all ^ double(d ^ a),
                ];
            }
            add(block, round);
        }
        *block = substitute_and_shift(block);
        add(block, last);
    }
}

impl Drop for SmallAes {
    fn drop(&mut self) {
        self.0 = core::hint::black_box([[0; 16]; 11]);
    }
}

fn add(block: &mut [u8; 16], key: &[u8; 16]) {
    for (byte, key) in block.iter_mut().zip(key) {
        *byte ^= key;
    }
}

/// The byte in row r of column c comes from row r of column c + r.
fn substitute_and_shift(block: &[u8; 16]) -> [u8; 16] {
    core::array::from_fn(|at| sub(block.get((at + 4 * (at % 4)) % 16).copied().unwrap_or_default()))
}

fn sub(byte: u8) -> u8 {
    SBOX.get(usize::from(byte)).copied().unwrap_or_default()
}

/// Doubling in AES's field, without a branch.
const fn double(byte: u8) -> u8 {
    (byte << 1) ^ (0x1b & 0_u8.wrapping_sub(byte >> 7))
}

static SBOX: [u8; 256] = sbox();

/// The S-box from its definition: the inverse in the field, then the affine map.
const fn sbox() -> [u8; 256] {
    let mut table = [0x63; 256];
    let (mut p, mut q) = (1_u8, 1_u8);
    loop {
        // p runs through all powers of 3, q through their inverses.
        p ^= double(p);
        q ^= q << 1;
        q ^= q << 2;
        q ^= q << 4;
        q ^= 0x09 & 0_u8.wrapping_sub(q >> 7);
        let x = q ^ q.rotate_left(1) ^ q.rotate_left(2) ^ q.rotate_left(3) ^ q.rotate_left(4);
        table[p as usize] = x ^ 0x63;
        if p == 1 {
            return table;
        }
    }
}
