//! A verifier for several threads.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread::{self, ThreadId};

use super::{Code, Decision, State, Verifier};
use crate::error::{Error, Result, table::core as codes};
use crate::time::LockTime;

/// A [`Verifier`] that several threads use: one try at a time, the others wait. Objects of other languages are shared
/// like that without asking.
#[derive(Debug)]
pub struct SharedVerifier {
    verifier: Mutex<Verifier>,
    holder: Mutex<Option<ThreadId>>,
}

/// Clears the holder when its call is over, also after a panic of the caller's function.
struct Turn<'a>(&'a Mutex<Option<ThreadId>>);

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        *lock(self.0) = None;
    }
}

/// A lock whose holder panicked is still a lock: the verifier changes its state before it asks for anything.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl SharedVerifier {
    /// Shares a verifier.
    pub const fn new(verifier: Verifier) -> Self {
        Self { verifier: Mutex::new(verifier), holder: Mutex::new(None) }
    }

    /// Runs `act` when no other thread does.
    ///
    /// # Errors
    /// `lock.busy` when the calling thread is inside such a call already, which would wait for itself.
    pub fn with<T>(&self, act: impl FnOnce(&mut Verifier) -> T) -> Result<T> {
        let me = thread::current().id();
        if *lock(&self.holder) == Some(me) {
            return Err(Error::new(
                &codes::LOCK_BUSY,
                format_args!("the lock is still at work on the try that called this"),
            ));
        }
        let mut verifier = lock(&self.verifier);
        *lock(&self.holder) = Some(me);
        let turn = Turn(&self.holder);
        let answer = act(&mut verifier);
        drop(turn);
        Ok(answer)
    }

    /// [`Verifier::accept`] with a `persist` that says why it failed. The lock then refuses, and the failure is the
    /// answer, so that it cannot be mistaken for a wrong code.
    ///
    /// # Errors
    /// What `persist` failed with; `lock.busy`.
    pub fn accept<E: From<Error>>(
        &self,
        code: &Code,
        now: LockTime,
        persist: &mut dyn FnMut(&State) -> Result<(), E>,
    ) -> Result<Decision, E> {
        let mut failure = None;
        let decision = self.with(|verifier| {
            verifier.accept(code, now, &mut |state| match persist(state) {
                Ok(()) => true,
                Err(error) => {
                    failure = Some(error);
                    false
                }
            })
        })?;
        failure.map_or(Ok(decision), Err)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::code::{Format, Identity, LockKey, Profile};
    use crate::grant::{Grant, Layout, Mode, Term};
    use crate::id::LockId;

    fn at(text: &str) -> LockTime {
        LockTime::parse(text).unwrap()
    }

    fn shared() -> (SharedVerifier, Code) {
        let (key, id, typed) = (LockKey::new([7; 16]), LockId::new(123_456).unwrap(), at("2026-01-15T09:30"));
        let format = Format::new(Layout::S, 7).unwrap();
        let grant = Grant::new(Mode::StandardSingle, at("2026-03-14T09:00"), Term::Hours(3)).unwrap();
        let code = Identity::own(key.clone(), id, typed).issue(format, &grant).unwrap().code;
        let profile = Profile::new(format, &[Mode::StandardSingle]).unwrap();
        (SharedVerifier::new(Verifier::new(profile, key, id, typed)), code)
    }

    #[test]
    fn one_of_many_threads_spends_a_single_code() {
        let (shared, code) = shared();
        let now = at("2026-03-14T09:30");
        let opened = std::thread::scope(|scope| {
            let tries: std::vec::Vec<_> = (0..4)
                .map(|_| {
                    scope.spawn(|| shared.accept::<Error>(&code, now, &mut |_| Ok(())).unwrap().is_open())
                })
                .collect();
            tries.into_iter().map(|one| one.join().unwrap()).filter(|open| *open).count()
        });
        assert_eq!(opened, 1);
    }

    #[test]
    fn a_state_that_is_not_written_refuses_and_says_why() {
        let (shared, code) = shared();
        let now = at("2026-03-14T09:30");
        let error =
            shared.accept::<Error>(&code, now, &mut |_| Err(Error::of_callback("disk full"))).unwrap_err();
        assert_eq!((error.code(), error.kind().as_str()), ("callback.failed", "unavailable"));
        assert!(error.message().contains("disk full"));
        assert_eq!(shared.with(|verifier| verifier.state().spent().len()).unwrap(), 0);
    }

    #[test]
    fn a_call_from_inside_is_refused_and_not_waited_for() {
        let (shared, code) = shared();
        let now = at("2026-03-14T09:30");
        let mut inner = None;
        let decision = shared.accept::<Error>(&code, now, &mut |_| {
            inner = Some(shared.with(|verifier| verifier.state().clone()).map(|_| ()).unwrap_err());
            Ok(())
        });
        assert!(decision.unwrap().is_open());
        assert_eq!(inner.unwrap().code(), "lock.busy");
        assert!(shared.with(|_| ()).is_ok(), "the turn is over");
    }
}
