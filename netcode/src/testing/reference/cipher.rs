//! Sections 5 and 6 of NC1 as they are written: the code key and the permutation, with ordinary division.

use std::vec::Vec;

use crate::code::{Aes128 as _, DefaultAes};

fn aes(key: &[u8; 16], block: u128) -> u128 {
    let mut block = block.to_be_bytes();
    DefaultAes::with_key(key).encrypt_block(&mut block);
    u128::from_be_bytes(block)
}

/// AES-CMAC of 39 bytes: two whole blocks, and one of 7 bytes that is padded.
fn cmac(key: &[u8; 16], message: &[u8]) -> u128 {
    let double = |x: u128| if x >> 127 == 1 { x << 1 ^ 0x87 } else { x << 1 };
    let mut padded = message.to_vec();
    padded.push(0x80);
    padded.resize(message.len().next_multiple_of(16), 0);
    let mut blocks: Vec<u128> =
        padded.as_chunks::<16>().0.iter().map(|block| u128::from_be_bytes(*block)).collect();
    if let Some(last) = blocks.last_mut() {
        *last ^= double(double(aes(key, 0)));
    }
    blocks.into_iter().fold(0, |mac, block| aes(key, mac ^ block))
}

/// What a code key depends on beside the lock key.
pub(super) struct Holder {
    pub(super) layout: u8,
    pub(super) digits: u8,
    pub(super) lock_id: u32,
    pub(super) generation: u32,
    pub(super) epoch: u32,
}

pub(super) fn code_key(lock_key: &[u8; 16], holder: &Holder) -> [u8; 16] {
    let mut message = 1_u32.to_be_bytes().to_vec();
    message.extend(b"netcode/1 code");
    message.extend([0, 1, holder.layout, holder.digits, 0]);
    for number in [holder.lock_id, holder.generation, holder.epoch, 0x80] {
        message.extend(number.to_be_bytes());
    }
    cmac(lock_key, &message).to_be_bytes()
}

/// The payload of a code.
pub(super) fn decipher(key: &[u8; 16], digits: u8, code: u64) -> u64 {
    let (a, b) = match digits {
        6 => (1_000, 1_000),
        7 => (3_125, 3_200),
        8 => (10_000, 10_000),
        9 => (31_250, 32_000),
        _ => (100_000, 100_000),
    };
    let output = |round: u8, half: u64| {
        let [.., h0, h1, h2, h3] = half.to_be_bytes();
        let block = [b'N', b'C', b'1', b'F', digits, round, 0, 0, 0, 0, 0, 0, h0, h1, h2, h3];
        (aes(key, u128::from_be_bytes(block)) >> 64) as u64
    };
    let (mut left, mut right) = (code % a, code / a);
    for round in (0..12).rev() {
        if round % 2 == 0 {
            left = (left + a - output(round, right) % a) % a;
        } else {
            right = (right + b - output(round, left) % b) % b;
        }
    }
    right * a + left
}
