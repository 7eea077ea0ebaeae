//! Issuing and verifying one code, and many, beside raw AES and other ways to make codes.
#![allow(missing_docs, reason = "criterion's macros make undocumented functions")]
#![allow(clippy::unwrap_used, reason = "a bench stops at the first surprise")]

use std::hint::black_box;

use aes::cipher::{BlockCipherEncrypt as _, KeyInit as _};
use criterion::{Criterion, criterion_group, criterion_main};
use fpe::ff1::{FF1, FlexibleNumeralString};
use hmac::{Hmac, Mac as _};
use netcode::code::{Code, Issued};
use netcode_benches::{format, grant, grants, identity, now, verifier};
use sha2::Sha256;

const KEY: [u8; 16] = [7; 16];
/// Codes issued side by side in the batch rows.
const BATCH: usize = 1_024;
/// Windows of both standard modes that are open at one moment: hours 1 to 12 and days 1 to 7, twice.
const LIVE_WINDOWS: u32 = 212;

fn netcode_rows(c: &mut Criterion) {
    let (format, grant, now) = (format().unwrap(), grant().unwrap(), now().unwrap());
    let identity = identity().unwrap();
    let key = identity.code_key(format, 0);
    let code = key.issue(&grant).unwrap().code;
    c.bench_function("netcode issue", |b| b.iter(|| key.issue(black_box(&grant)).unwrap()));
    c.bench_function("netcode read", |b| b.iter(|| key.read(black_box(&code)).unwrap()));
    c.bench_function("netcode code key", |b| b.iter(|| identity.code_key(black_box(format), 0)));

    let mut lock = verifier().unwrap();
    assert!(lock.accept(&code, now, &mut |_| true).is_open());
    c.bench_function("netcode verify", |b| b.iter(|| lock.accept(black_box(&code), now, &mut |_| true)));

    let grants = grants(BATCH).unwrap();
    let mut issued: Vec<netcode::Result<Issued>> = grants.iter().map(|grant| key.issue(grant)).collect();
    c.bench_function("netcode batch", |b| {
        b.iter(|| identity.issue_many(format, black_box(&grants), &mut issued).unwrap());
    });
    let one_by_one: Vec<_> = grants.iter().map(|grant| key.issue(grant)).collect();
    assert_eq!(issued, one_by_one);
}

fn aes_rows(c: &mut Criterion) {
    let cipher = aes::Aes128Enc::new(&KEY.into());
    c.bench_function("aes dependent 12", |b| {
        let mut block = aes::Block::default();
        b.iter(|| {
            for _ in 0..12 {
                cipher.encrypt_block(&mut block);
            }
            block
        });
    });
    let mut blocks = vec![aes::Block::default(); 12 * BATCH];
    c.bench_function("aes independent", |b| b.iter(|| cipher.encrypt_blocks(black_box(&mut blocks))));
}

fn ff1_rows(c: &mut Criterion) {
    let ff1 = FF1::<aes::Aes128>::new(&KEY, 10).unwrap();
    let digits = FlexibleNumeralString::from(vec![2, 2, 6, 4, 1, 0, 8]);
    c.bench_function("fpe ff1 encrypt", |b| b.iter(|| ff1.encrypt(&[], black_box(&digits)).unwrap()));
    c.bench_function("fpe ff1 decrypt", |b| b.iter(|| ff1.decrypt(&[], black_box(&digits)).unwrap()));
}

/// The other way to build such a lock: a truncated MAC of each window that is open now, compared with the typed
/// code. The keyed state is prepared, and all windows are tried so that the place of the match does not show.
fn search_rows(c: &mut Criterion) {
    let keyed = Hmac::<Sha256>::new_from_slice(&KEY).unwrap();
    let typed = Code::parse("0012345").unwrap().as_str().parse::<u64>().unwrap();
    c.bench_function("hmac search", |b| {
        b.iter(|| {
            let mut found = 0_u64;
            for window in 0..LIVE_WINDOWS {
                let mut mac = keyed.clone();
                mac.update(&black_box(window).to_be_bytes());
                let tag: [u8; 32] = mac.finalize().into_bytes().into();
                let (head, _) = tag.split_at(8);
                let code = u64::from_be_bytes(head.try_into().unwrap()) % 10_000_000;
                found |= u64::from(code == black_box(typed));
            }
            found
        });
    });
}

fn totp_rows(c: &mut Criterion) {
    let totp = totp_rs::Builder::new().with_secret(vec![7; 20]).build().unwrap();
    c.bench_function("totp-rs generate", |b| b.iter(|| totp.generate(black_box(1_773_480_000))));
}

criterion_group! {
    name = codes;
    // Short samples, of which some are not interrupted on a busy machine.
    config = Criterion::default()
        .warm_up_time(std::time::Duration::from_millis(200))
        .measurement_time(std::time::Duration::from_millis(600))
        .sample_size(150)
        .without_plots();
    targets = netcode_rows, aes_rows, ff1_rows, search_rows, totp_rows
}
criterion_main!(codes);
