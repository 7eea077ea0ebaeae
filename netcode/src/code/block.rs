//! The one primitive a lock needs: AES-128 encryption of a block, and CMAC over it.

use aes::cipher::consts::U16;
use aes::cipher::{BlockCipherEncClosure, BlockCipherEncrypt as _, KeyInit as _};

/// AES-128 in the forward direction. Firmware implements it over its AES peripheral; everybody else uses
/// [`DefaultAes`]. Nothing in NC1 decrypts with AES.
pub trait Aes128: Sized {
    /// Expands a key.
    fn with_key(key: &[u8; 16]) -> Self;
    /// Encrypts one block in place.
    fn encrypt_block(&self, block: &mut [u8; 16]);
}

/// AES-128 of the `aes` crate: hardware instructions where the processor has them, constant-time software
/// elsewhere. The expanded key is zeroised on drop.
#[derive(Clone)]
pub struct DefaultAes(aes::Aes128Enc);

impl Aes128 for DefaultAes {
    fn with_key(key: &[u8; 16]) -> Self {
        Self(aes::Aes128Enc::new(key.into()))
    }

    #[inline]
    fn encrypt_block(&self, block: &mut [u8; 16]) {
        self.0.encrypt_block(block.into());
    }
}

impl DefaultAes {
    /// Lets `visitor` work inside the AES back end that fits this processor.
    #[inline]
    pub(super) fn visit(&self, visitor: impl BlockCipherEncClosure<BlockSize = U16>) {
        self.0.encrypt_with_backend(visitor);
    }
}

/// AES-128-CMAC (RFC 4493) of a message that is no whole number of blocks, as the one message NC1 authenticates is. It
/// comes with its padding: a bit that is set, then zeros to the end of the block.
///
/// Ours and not a crate's because it runs over [`Aes128`], so that a lock's AES peripheral serves here too.
pub(super) fn cmac<C: Aes128, const WORDS: usize>(key: &[u8; 16], padded: &mut [[u8; 4]; WORDS]) -> [u8; 16] {
    const { assert!(WORDS.is_multiple_of(4)) };
    let cipher = C::with_key(key);
    let mut mac = [0; 16];
    cipher.encrypt_block(&mut mac);
    double(&mut mac);
    double(&mut mac);
    let (blocks, _) = padded.as_chunks_mut::<4>();
    if let Some(last) = blocks.last_mut() {
        xor(last.as_flattened_mut(), &mac);
    }
    mac = [0; 16];
    for block in blocks {
        xor(&mut mac, block.as_flattened());
        cipher.encrypt_block(&mut mac);
    }
    mac
}

/// Written without pairing two iterators, which costs a lock a hundred bytes.
fn xor(into: &mut [u8], from: &[u8]) {
    let mut from = from.iter();
    for into in into {
        *into ^= from.next().copied().unwrap_or_default();
    }
}

/// Doubling in GF(2^128), byte by byte: small machines have no wider shift.
fn double(x: &mut [u8; 16]) {
    let mut carry = 0;
    for byte in x.iter_mut().rev() {
        (*byte, carry) = (*byte << 1 | carry, *byte >> 7);
    }
    let [.., last] = x;
    *last ^= 0x87 & 0_u8.wrapping_sub(carry);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cmac_agrees_with_the_standard() {
        let hex = |text: &str| -> [u8; 16] { *crate::secret::Secret::<16>::from_hex(text).unwrap().expose() };
        let key = hex("2b7e151628aed2a6abf7158809cf4f3c");
        let mut message = [0; 48];
        base16ct::lower::decode(
            "6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e5130c81c46a35ce4118000000000000000",
            &mut message,
        )
        .unwrap();
        let message: &mut [[u8; 4]; 12] = message.as_chunks_mut().0.as_mut_array().unwrap();
        assert_eq!(cmac::<DefaultAes, 12>(&key, message), hex("dfa66747de9ae63030ca32611497c827"));
    }

    #[test]
    fn aes_agrees_with_the_standard() {
        let mut block = 0x0011_2233_4455_6677_8899_aabb_ccdd_eeff_u128.to_be_bytes();
        let key = 0x0001_0203_0405_0607_0809_0a0b_0c0d_0e0f_u128.to_be_bytes();
        DefaultAes::with_key(&key).encrypt_block(&mut block);
        assert_eq!(u128::from_be_bytes(block), 0x69c4_e0d8_6a7b_0430_d8cd_b780_70b4_c55a);
    }
}
