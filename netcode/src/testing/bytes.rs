//! A fuzzer's bytes as the numbers and digits of a life.

use std::string::String;

/// Bytes that are taken one after the other; zeros when there are no more.
pub(super) struct Bytes<'a>(core::slice::Iter<'a, u8>);

impl<'a> Bytes<'a> {
    pub(super) fn of(data: &'a [u8]) -> Self {
        Self(data.iter())
    }

    pub(super) fn is_over(&self) -> bool {
        self.0.len() == 0
    }

    pub(super) fn next(&mut self) -> u8 {
        self.0.next().copied().unwrap_or_default()
    }

    pub(super) fn number(&mut self) -> u32 {
        u32::from(self.next()) << 8 | u32::from(self.next())
    }

    pub(super) fn digits(&mut self, count: u8) -> String {
        (0..count).map(|_| char::from(b'0' + self.next() % 10)).collect()
    }
}
