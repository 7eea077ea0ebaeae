//! Whether the time of a refused code tells what it decodes to: Welch's t-test, one fixed refused code against
//! random refused codes, in random order. An absolute t above 4.5 would be a leak.
#![allow(missing_docs, reason = "a program, not a library")]
#![allow(clippy::print_stdout, reason = "it prints its result")]
#![allow(clippy::unwrap_used, reason = "a bench stops at the first surprise")]
#![allow(clippy::disallowed_methods, clippy::disallowed_types, reason = "a bench reads the clock")]

use std::hint::black_box;
use std::time::Instant;

use netcode::code::{Code, Verifier};
use netcode::time::LockTime;
use netcode_benches::{Random, now, verifier};

/// Pairs of measurements.
const SAMPLES: usize = 60_000;
/// Tries timed together, so that the clock's grain does not matter.
const TRIES: usize = 4;

fn main() {
    let (lock, now) = (verifier().unwrap(), now().unwrap());
    let mut random = Random::new();
    let fixed = refused(&lock, now, &mut random);
    // Classes are drawn beforehand and codes copied to one place, so that only the digits differ.
    let mut times = [Vec::with_capacity(SAMPLES), Vec::with_capacity(SAMPLES)];
    for at in 0..2 * SAMPLES {
        let other = refused(&lock, now, &mut random);
        let class = usize::from(random.draw() & 1 == 1);
        let code = black_box(if class == 0 { fixed } else { other });
        let mut fresh = lock.clone();
        let begun = Instant::now();
        for _ in 0..TRIES {
            black_box(fresh.accept(black_box(&code), now, &mut |_| true));
        }
        let took = begun.elapsed().as_nanos() as f64;
        // The first tenth warms caches and predictors.
        if at > SAMPLES / 5 {
            times.get_mut(class).unwrap().push(took);
        }
    }
    let [fixed, random] = times.map(trimmed);
    let ((mean_a, t_a), (mean_b, t_b)) = (moments(&fixed), moments(&random));
    let t = (mean_a - mean_b) / (t_a + t_b).sqrt();
    let per_try = |mean: f64| mean / TRIES as f64;
    println!("welch t {t:.1} fixed {:.1} ns random {:.1} ns", per_try(mean_a), per_try(mean_b));
}

/// A code the lock refuses.
fn refused(lock: &Verifier, now: LockTime, random: &mut Random) -> Code {
    loop {
        let code = Code::parse(&format!("{:07}", random.draw() % 10_000_000)).unwrap();
        if !lock.clone().accept(&code, now, &mut |_| true).is_open() {
            return code;
        }
    }
}

/// Without the slowest tenth, which interruptions made.
fn trimmed(mut times: Vec<f64>) -> Vec<f64> {
    times.sort_by(f64::total_cmp);
    times.truncate(times.len() * 9 / 10);
    times
}

/// The mean, and the variance of the mean.
fn moments(times: &[f64]) -> (f64, f64) {
    let n = times.len() as f64;
    let mean = times.iter().sum::<f64>() / n;
    let variance = times.iter().map(|time| (time - mean).powi(2)).sum::<f64>() / (n - 1.0);
    (mean, variance / n)
}
