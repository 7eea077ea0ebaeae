//! Randomness as an argument.
//!
//! The library reads no randomness of its own: whoever builds it in passes a source. A binding passes the operating
//! system's, `SystemEntropy` of the feature `system-entropy`; tests and vectors pass [`Seeded`], so that every run gives
//! the same ids.

use sha2::{Digest as _, Sha256};

use crate::error::Result;

/// A source of random bytes. Ids, salts and tokens are made from it, so it must be one fit for secrets.
pub trait Entropy: Send {
    /// Fills `bytes` with fresh random bytes.
    ///
    /// # Errors
    /// What the source reports, `store.failed` from the operating system's; then nothing may be made from `bytes`.
    fn fill(&mut self, bytes: &mut [u8]) -> Result<()>;
}

impl Entropy for Box<dyn Entropy> {
    fn fill(&mut self, bytes: &mut [u8]) -> Result<()> {
        (**self).fill(bytes)
    }
}

/// A stream that follows from its seed alone: for tests, vectors and demonstrations, never for a real portal.
///
/// ```
/// use netcode::entropy::{Entropy as _, Seeded};
/// let (mut one, mut two) = ([0u8; 40], [0u8; 40]);
/// Seeded::new(7).fill(&mut one)?;
/// Seeded::new(7).fill(&mut two)?;
/// assert_eq!(one, two);
/// # Ok::<(), netcode::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct Seeded {
    seed: u64,
    block: u64,
}

impl Seeded {
    /// The stream of `seed`, from its beginning.
    pub const fn new(seed: u64) -> Self {
        Self { seed, block: 0 }
    }
}

impl Entropy for Seeded {
    fn fill(&mut self, bytes: &mut [u8]) -> Result<()> {
        for chunk in bytes.chunks_mut(32) {
            let mut hash = Sha256::new();
            hash.update(self.seed.to_be_bytes());
            hash.update(self.block.to_be_bytes());
            self.block = self.block.wrapping_add(1);
            chunk.iter_mut().zip(hash.finalize()).for_each(|(to, from)| *to = from);
        }
        Ok(())
    }
}

/// The operating system's randomness.
#[cfg(feature = "system-entropy")]
#[derive(Debug, Clone, Copy)]
pub struct SystemEntropy;

#[cfg(feature = "system-entropy")]
impl Entropy for SystemEntropy {
    fn fill(&mut self, bytes: &mut [u8]) -> Result<()> {
        getrandom::fill(bytes).map_err(|error| {
            crate::Error::new(
                &crate::error::table::portal::STORE_FAILED,
                format_args!("the system gives no randomness: {error}"),
            )
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_and_seeds_differ() {
        let mut source = Seeded::new(1);
        let (mut one, mut two, mut other) = ([0; 32], [0; 32], [0; 32]);
        source.fill(&mut one).unwrap();
        source.fill(&mut two).unwrap();
        Seeded::new(2).fill(&mut other).unwrap();
        assert_ne!(one, two);
        assert_ne!(one, other);
    }
}
