//! The lock's verifier as a C library: see `netcode.h`. It holds no state of its own and never allocates; the caller
//! gives the memory, writes it down when asked, and moves the bolt.
#![no_std]
#![deny(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]
#![expect(unsafe_code, reason = "a C interface takes pointers and exports plain names")]

mod aes;
mod runtime;

use core::ffi::c_void;
use core::mem::MaybeUninit;

use aes::SmallAes;
use netcode::code::{Code, Format, Identity, LockKey, Profile, Reading, Verifier};
use netcode::grant::{Layout, Mode};
use netcode::id::LockId;
use netcode::time::LockTime;

/// What the caller sets aside for a lock.
pub struct Lock(Verifier);

/// Bytes of memory a lock needs, aligned to 8.
#[unsafe(no_mangle)]
pub extern "C" fn netcode_lock_size() -> usize {
    size_of::<Lock>()
}

/// Makes a lock of seven-digit codes with both standard modes in `memory`. False when the lock id or the time is out
/// of range, and then the memory is untouched.
///
/// # Safety
/// `memory` points to `netcode_lock_size()` writable bytes aligned to 8, `key` to 16 readable ones.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn netcode_begin(
    memory: *mut MaybeUninit<Lock>,
    key: *const [u8; 16],
    lock_id: u32,
    initialised: u32,
) -> bool {
    let made = || {
        let format = Format::new(Layout::S, 7).ok()?;
        let profile = Profile::new(format, &[Mode::StandardSingle, Mode::StandardMulti]).ok()?;
        let (id, since) = (LockId::new(lock_id).ok()?, LockTime::from_minutes(initialised).ok()?);
        // SAFETY: the caller gives 16 readable bytes.
        let key = LockKey::new(unsafe { key.read() });
        // SAFETY: the caller gives enough aligned, writable memory.
        unsafe { (*memory).write(Lock(Verifier::new(profile, key, id, since))) };
        Some(())
    };
    made().is_some()
}

/// Tries typed digits at lock time `now`, in minutes. `persist` writes the lock's memory down and says whether it
/// could; it is called before anything is deciphered and again before the bolt may move.
///
/// # Safety
/// `lock` was made by `netcode_begin`, `digits` points to `length` readable bytes, and `persist` may be called.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn netcode_accept(
    lock: *mut Lock,
    digits: *const u8,
    length: usize,
    now: u32,
    persist: extern "C" fn(*mut c_void) -> bool,
    context: *mut c_void,
) -> bool {
    // SAFETY: the caller gives `length` readable bytes.
    let Some(code) = typed(unsafe { core::slice::from_raw_parts(digits, length) }) else { return false };
    let Ok(now) = LockTime::from_minutes(now) else { return false };
    // SAFETY: the caller made it with `netcode_begin` and holds it alone.
    let lock = unsafe { &mut (*lock).0 };
    lock.accept_with::<SmallAes>(&code, now, &mut |_| persist(context)).is_open()
}

/// What a code says, for the privileged log.
#[repr(C)]
pub struct Meaning {
    /// Position of the mode in the specification's table, from 0.
    pub mode: u8,
    /// First minute of access, as lock time.
    pub starts: u32,
    /// The minute at which access is over, as lock time.
    pub ends: u32,
}

/// Reads what seven typed digits say under a lock's key in an epoch. False when they say nothing; then `meaning` is
/// untouched. Never for the keypad.
///
/// # Safety
/// `key` points to 16 readable bytes, `digits` to `length` readable bytes, `meaning` to a writable meaning.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn netcode_read(
    key: *const [u8; 16],
    lock_id: u32,
    initialised: u32,
    epoch: u32,
    digits: *const u8,
    length: usize,
    meaning: *mut Meaning,
) -> bool {
    let read = || {
        let (id, since) = (LockId::new(lock_id).ok()?, LockTime::from_minutes(initialised).ok()?);
        // SAFETY: the caller gives 16 readable bytes.
        let lock = Identity::own(LockKey::new(unsafe { key.read() }), id, since);
        // SAFETY: the caller gives `length` readable bytes.
        let code = typed(unsafe { core::slice::from_raw_parts(digits, length) });
        let format = Format::new(Layout::S, 7).ok()?;
        // By reference: every move of an answer is a copy on the stack.
        let reading = lock.read_with::<SmallAes>(format, code.as_ref()?, epoch);
        let Ok(Some(Reading { grant, .. })) = &reading else { return None };
        let (starts, ends) = (grant.start().minutes(), grant.ends().minutes());
        // SAFETY: the caller gives a writable meaning.
        unsafe { meaning.write(Meaning { mode: grant.mode() as u8, starts, ends }) };
        Some(())
    };
    read().is_some()
}

fn typed(digits: &[u8]) -> Option<Code> {
    // SAFETY: digits are ASCII and so UTF-8; the library's own check for that would take 400 bytes.
    let text =
        digits.iter().all(u8::is_ascii_digit).then(|| unsafe { core::str::from_utf8_unchecked(digits) });
    text.and_then(|text| Code::parse(text).ok())
}

#[panic_handler]
fn stop(_: &core::panic::PanicInfo<'_>) -> ! {
    loop {}
}
