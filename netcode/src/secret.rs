//! Bytes that must not be seen: zeroised on drop, never printed, compared in constant time.

use core::fmt;

use subtle::ConstantTimeEq as _;
use zeroize::{Zeroize, ZeroizeOnDrop};

/// `N` secret bytes.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub(crate) struct Secret<const N: usize>([u8; N]);

impl<const N: usize> Secret<N> {
    #[inline(always)]
    pub(crate) const fn new(bytes: [u8; N]) -> Self {
        Self(bytes)
    }

    /// Reads exactly 2 N hexadecimal digits of either case.
    pub(crate) fn from_hex(text: &str) -> Option<Self> {
        let mut secret = Self([0; N]);
        let whole = text.len() == 2 * N && base16ct::mixed::decode(text, &mut secret.0).is_ok();
        whole.then_some(secret)
    }

    pub(crate) const fn expose(&self) -> &[u8; N] {
        &self.0
    }
}

impl<const N: usize> PartialEq for Secret<N> {
    fn eq(&self, other: &Self) -> bool {
        self.0.ct_eq(&other.0).into()
    }
}

impl<const N: usize> Eq for Secret<N> {}

impl<const N: usize> fmt::Debug for Secret<N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[redacted]")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shows_nothing_and_compares() {
        let secret: Secret<4> = Secret::from_hex("00fFa1b2").unwrap();
        assert_eq!(secret.expose(), &[0x00, 0xff, 0xa1, 0xb2]);
        assert_eq!(std::format!("{secret:?}"), "[redacted]");
        assert!(secret == Secret::new([0x00, 0xff, 0xa1, 0xb2]));
        assert!(secret != Secret::new([0x01, 0xff, 0xa1, 0xb2]));
        for bad in ["", "00ffa1b", "00ffa1b2c3", "00ffa1bg", "0x00ffa1"] {
            assert!(Secret::<4>::from_hex(bad).is_none(), "{bad}");
        }
    }

    #[test]
    fn zeroising_leaves_nothing() {
        let mut secret = Secret::new([7_u8; 16]);
        secret.zeroize();
        assert_eq!(secret.expose(), &[0; 16]);
    }
}
