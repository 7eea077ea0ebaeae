//! Twins: key events, and a thousand locks through a year.
#![allow(missing_docs, reason = "criterion's macros make undocumented functions")]
#![allow(clippy::expect_used, reason = "a bench stops at the first surprise")]

use std::hint::black_box;
use std::time::Duration;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use netcode::catalogue::Catalogue;
use netcode::time::LockTime;
use netcode::twin::{Event, Fleet, Identity, Moment, Twin};

fn key_events(c: &mut Criterion) {
    let catalogue = Catalogue::builtin().expect("the catalogue");
    let model = catalogue.get("kl1000-netcode-c2").expect("a model");
    let start = Moment::parse("2026-07-01T12:00:00").expect("a moment");
    let mut twin = Twin::new(model.clone(), Identity::example().expect("a key"), start);
    let mut group = c.benchmark_group("twin");
    // Four keys, the end of the entry, and the seconds until the lock locks again.
    group.throughput(Throughput::Elements(6));
    group.bench_function("a user code and the relock", |b| {
        b.iter(|| {
            let now = twin.now();
            for key in ['2', '2', '4', '4'] {
                black_box(twin.step(now, Event::Key(key))).expect("a key");
            }
            black_box(twin.step(now, Event::EndEntry)).expect("the end");
            black_box(twin.step(now.plus(4), Event::Tick)).expect("time");
        });
    });
    group.finish();
}

fn a_year(c: &mut Criterion) {
    let catalogue = Catalogue::builtin().expect("the catalogue");
    let fleet = Fleet {
        model: "kl1000-g3-netcode".into(),
        locks: 1_000,
        start: LockTime::parse("2026-01-01T00:00").expect("a time"),
        days: 365,
        seed: 1,
        cell_changes_a_year: 1,
    };
    let mut group = c.benchmark_group("fleet");
    group.sample_size(10).measurement_time(Duration::from_secs(10));
    group.bench_function("1,000 locks through a year", |b| b.iter(|| black_box(fleet.run(catalogue))));
    group.finish();
}

criterion_group!(benches, key_events, a_year);
criterion_main!(benches);
