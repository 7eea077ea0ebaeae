//! AES-128 encryption with one table of 256 bytes: small rather than fast, for processors without a data cache. On a
//! processor with a cache, or with an AES peripheral, write another implementation of the trait.

use netcode::code::Aes128;

/// The key. Round keys are made anew for every block: that costs time, which a lock has, and saves 160 bytes of stack.
pub(crate) struct SmallAes([u8; 16]);

impl Aes128 for SmallAes {
    fn with_key(key: &[u8; 16]) -> Self {
        Self(*key)
    }

    fn encrypt_block(&self, block: &mut [u8; 16]) {
        let (mut key, mut constant) = (self.0, 1);
        for round in 0..10 {
            add_and_substitute(block, &key);
            if round < 9 {
                mix_columns(block);
            }
            expand(&mut key, constant);
            constant = double(constant);
        }
        for at in 0..16 {
            *place(block, at) ^= byte(&key, at);
        }
        wipe(&mut key);
    }
}

impl Drop for SmallAes {
    fn drop(&mut self) {
        wipe(&mut self.0);
    }
}

/// Zeros that the compiler may not leave out, because it does not see who reads them.
fn wipe(bytes: &mut [u8; 16]) {
    for byte in bytes.iter_mut() {
        *byte = 0;
    }
    core::hint::black_box(bytes);
}

/// The byte in a place, counted around. Never out of bounds, so the compiler leaves the check out.
fn byte(bytes: &[u8; 16], at: usize) -> u8 {
    bytes[at % 16]
}

/// The same, to be changed.
fn place(bytes: &mut [u8; 16], at: usize) -> &mut u8 {
    &mut bytes[at % 16]
}

/// The next round key in the place of the last.
fn expand(key: &mut [u8; 16], constant: u8) {
    *place(key, 0) ^= constant;
    for at in 0..4 {
        *place(key, at) ^= sub(byte(key, 12 + (at + 1) % 4));
    }
    for at in 4..16 {
        *place(key, at) ^= byte(key, at - 4);
    }
}

/// Adds the round key and substitutes; the byte in row r of column c comes from row r of column c + r.
fn add_and_substitute(block: &mut [u8; 16], key: &[u8; 16]) {
    let from = *block;
    for at in 0..16 {
        *place(block, at) = sub(byte(&from, 5 * at) ^ byte(key, 5 * at));
    }
}

fn mix_columns(block: &mut [u8; 16]) {
    for column in block.as_chunks_mut::<4>().0 {
        let first = column[0];
        let all = column.iter().fold(0, |all, byte| all ^ byte);
        for at in 0..4 {
            let next = column.get(at + 1).copied().unwrap_or(first);
            if let Some(byte) = column.get_mut(at) {
                *byte ^= all ^ double(*byte ^ next);
            }
        }
    }
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
