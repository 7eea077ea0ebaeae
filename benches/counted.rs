//! Runs what the codes bench times, a fixed number of turns each, and says after each which it was: `turns name`. Under
//! a tool that counts instructions in [`counted`], that is the figure that other work on the machine does not move.
#![allow(clippy::print_stdout, reason = "it prints its result")]
#![allow(clippy::unwrap_used, reason = "it stops at the first surprise")]

use std::hint::black_box;

use aes::cipher::{BlockCipherEncrypt as _, KeyInit as _};
use netcode_benches::{format, grant, grants, identity, now, verifier};

/// Turns of a row.
const TURNS: u32 = 100;
/// Codes of a batch.
const BATCH: usize = 1_024;

fn main() {
    let (format, grant, now) = (format().unwrap(), grant().unwrap(), now().unwrap());
    let identity = identity().unwrap();
    let key = identity.code_key(format, 0);
    let code = key.issue(&grant).unwrap().code;
    let mut lock = verifier().unwrap();
    let grants = grants(BATCH).unwrap();
    let mut issued: Vec<_> = grants.iter().map(|grant| key.issue(grant)).collect();
    let cipher = aes::Aes128Enc::new(&[7; 16].into());
    let mut block = aes::Block::default();

    row("aes dependent 12", TURNS, &mut || (0..12).for_each(|_| cipher.encrypt_block(black_box(&mut block))));
    row("netcode issue", TURNS, &mut || drop(black_box(key.issue(black_box(&grant)))));
    row("netcode read", TURNS, &mut || drop(black_box(key.read(black_box(&code)))));
    row("netcode verify", TURNS, &mut || {
        assert!(lock.accept(black_box(&code), now, &mut |_| true).is_open())
    });
    row("netcode code key", TURNS, &mut || drop(black_box(identity.code_key(black_box(format), 0))));
    row("netcode batch", 1, &mut || identity.issue_many(format, black_box(&grants), &mut issued).unwrap());
}

/// Once before the turns that count, so that what is prepared at the first is there.
fn row(name: &str, turns: u32, work: &mut dyn FnMut()) {
    work();
    counted(turns, work);
    println!("{turns} {name}");
}

#[inline(never)]
fn counted(turns: u32, work: &mut dyn FnMut()) {
    for _ in 0..turns {
        work();
    }
}
