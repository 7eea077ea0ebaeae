//! The proof of `explain`: twins broken in every way it knows, and what it says of each.

mod article;
mod measure;
mod truth;
mod world;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::LazyLock;

use netcode::advise::{Cause, Explanation, explain};

pub(crate) use measure::measured;
use world::{Case, Seeded, able, broken, broken_at, models};

/// Seeds of the cases that the weights were counted from; those of the proof are others.
const COUNTED: u64 = 1_000_000;
/// Cases of each cause in the proof.
const EACH: usize = 120;
/// Cases drawn as often as each cause is met.
const DRAWN: u64 = 8_000;
const DRAWN_FROM: u64 = 500_000_000;
/// How far what is stated may be from what is true, in each bin of at least [`ENOUGH`].
const TOLERANCE: f64 = 0.05;
const ENOUGH: usize = 150;
/// Upper ends of the bins of stated likelihood.
const BINS: [f64; 7] = [0.02, 0.1, 0.3, 0.5, 0.7, 0.9, 1.01];

/// So many cases of a cause, seeds counted from `from`.
fn cases(cause: Cause, from: u64, many: usize) -> impl Iterator<Item = Case> {
    (from..from + 60 * many as u64).filter_map(move |seed| broken(cause, seed)).take(many)
}

fn said(case: &Case) -> Explanation {
    explain(&case.known, &case.attempt).unwrap()
}

/// What became of the cases of one cause.
#[derive(Default)]
struct Tally {
    cases: usize,
    /// The evidence separates, and of these the true cause is first.
    alone: usize,
    right: usize,
    /// It does not; of these the true cause is in the tie, the next question separates, and the questions settle it.
    tied: usize,
    inside: usize,
    separated: usize,
    settled: usize,
    firsts: BTreeMap<Cause, usize>,
}

impl Tally {
    fn of(cause: Cause) -> Self {
        let mut tally = Self::default();
        for case in cases(cause, 0, EACH) {
            let said = said(&case);
            tally.cases += 1;
            *tally.firsts.entry(said.findings[0].cause).or_default() += 1;
            assert!(said.tie.len() <= 4 && said.tie.len() != 1, "{:?}", said.tie);
            if said.tie.is_empty() {
                tally.alone += 1;
                tally.right += usize::from(said.findings[0].cause == cause);
            } else {
                tally.tied += 1;
                tally.inside += usize::from(said.tie.contains(&cause));
                tally.follow(&case, said);
            }
        }
        tally
    }

    /// Asks what it wants to know, and gives the true answers.
    fn follow(&mut self, case: &Case, mut said: Explanation) {
        let mut attempt = case.attempt.clone();
        for turn in 0..5 {
            let Some(question) = said.next else { break };
            attempt = attempt.answered(question, truth::answer(case, question));
            let then = explain(&case.known, &attempt).unwrap();
            if turn == 0 {
                self.separated += usize::from(separates(case.cause, &said, &then));
            }
            said = then;
        }
        self.settled += usize::from(said.findings[0].cause == case.cause);
    }

    fn add(&mut self, other: &Self) {
        self.cases += other.cases;
        self.alone += other.alone;
        self.right += other.right;
        self.tied += other.tied;
        self.inside += other.inside;
        self.separated += other.separated;
        self.settled += other.settled;
    }
}

/// One bin of stated likelihoods.
#[derive(Default, Clone, Copy)]
struct Bin {
    stated: f64,
    true_ones: usize,
    all: usize,
}

/// Every likelihood stated over cases drawn as often as each cause is met, and how often it was the true cause.
fn reliability() -> [Bin; BINS.len()] {
    let models: Vec<_> = models().collect();
    let mut rng = Seeded(7);
    let mut bins = [Bin::default(); BINS.len()];
    for seed in 0..DRAWN {
        let model = models[rng.below(models.len() as u64) as usize];
        let cause = loop {
            let mut at = rng.below(1_000_000) as f64 / 1_000_000.0;
            let drawn = Cause::ALL.into_iter().find(|cause| {
                at -= cause.belief().unwrap().prior.value;
                at < 0.0
            });
            if let Some(cause) = drawn.filter(|cause| able(model, *cause)) {
                break cause;
            }
        };
        let tries = (0..60).map(|turn| Seeded(DRAWN_FROM + seed * 60 + turn));
        let Some(case) = tries.filter_map(|rng| broken_at(model.clone(), cause, rng)).next() else {
            continue;
        };
        for finding in said(&case).findings {
            let bin = BINS.iter().position(|end| finding.likelihood < *end).unwrap();
            bins[bin].stated += finding.likelihood;
            bins[bin].true_ones += usize::from(finding.cause == cause);
            bins[bin].all += 1;
        }
    }
    bins
}

/// Whether, between two answers, some other cause of the tie lost at least three quarters of its odds against the true one.
fn separates(cause: Cause, before: &Explanation, after: &Explanation) -> bool {
    let likely = |said: &Explanation, cause: Cause| {
        said.findings.iter().find(|finding| finding.cause == cause).map_or(0.0, |finding| finding.likelihood)
    };
    let odds = |said: &Explanation, other: Cause| likely(said, other) / likely(said, cause).max(1e-9);
    let mut others = before.tie.iter().filter(|other| **other != cause);
    others.any(|other| odds(after, *other) * 4.0 <= odds(before, *other))
}

struct Proof {
    tallies: BTreeMap<Cause, Tally>,
    bins: [Bin; BINS.len()],
}

impl Proof {
    fn run() -> Self {
        let tallies = Cause::ALL.into_iter().map(|cause| (cause, Tally::of(cause))).collect();
        Self { tallies, bins: reliability() }
    }

    fn total(&self) -> Tally {
        let mut total = Tally::default();
        self.tallies.values().for_each(|tally| total.add(tally));
        total
    }

    fn page(&self) -> String {
        let mut page = String::from(PREFACE);
        page.push_str("| broken | cases | stands out | first | tied | in the tie | next question separates | first after questions | ranked first instead |\n|---|---|---|---|---|---|---|---|---|\n");
        let row = |page: &mut String, name: &str, tally: &Tally, instead: &str| {
            writeln!(
                page,
                "| {name} | {} | {} | {} | {} | {} | {} | {} | {instead} |",
                tally.cases,
                tally.alone,
                tally.right,
                tally.tied,
                tally.inside,
                tally.separated,
                tally.settled
            )
            .unwrap();
        };
        for (cause, tally) in &self.tallies {
            let others = tally.firsts.iter().filter(|(first, _)| *first != cause);
            let instead: Vec<String> = others.map(|(first, many)| format!("{first} {many}")).collect();
            row(&mut page, cause.as_str(), tally, &instead.join(", "));
        }
        row(&mut page, "all", &self.total(), "");
        page.push_str(RELIABILITY);
        let mut from = 0.0;
        for (bin, end) in self.bins.iter().zip(BINS) {
            let all = bin.all.max(1) as f64;
            let (stated, truly) = (bin.stated / all, bin.true_ones as f64 / all);
            writeln!(page, "| {from:.2} to {:.2} | {} | {stated:.3} | {truly:.3} |", end.min(1.0), bin.all)
                .unwrap();
            from = end;
        }
        page
    }
}

const PREFACE: &str = "\
# What `explain` gets right

Twins are broken in each way that `netcode explain` knows, the code is typed, and what was seen and what the issuer
knows is given to it. Locks, modes, stays, times and what is on record come from seeds; the weights were counted from
other seeds (`netcode/catalogue/advice/measured.json`). `cargo xtask confusion` prints this page, `cargo xtask docs` writes
it.

A case *stands out* when the evidence separates one cause from all others; otherwise two to four are stated as tied,
and the questions it asks are answered truthfully, by the twin where it can tell. The next question *separates* when its
answer takes at least three quarters of its odds from some other cause of the tie.

";

const RELIABILITY: &str = "
## What is stated and what is true

Locks drawn evenly, causes as often as each is met in the field among those the lock can have. Every likelihood that
was stated is in one bin; `true` is how often that cause was the true one. A test holds the two to within 0.05 of each other in
every bin with 150 likelihoods or more.

| stated | likelihoods | mean stated | true |
|---|---|---|---|
";

static PROOF: LazyLock<Proof> = LazyLock::new(Proof::run);

/// The page of the proof, as `cargo xtask docs` writes it.
pub(crate) fn page() -> String {
    PROOF.page()
}

#[test]
fn the_true_cause_is_found_or_is_in_the_tie() {
    let proof = &*PROOF;
    let page = proof.page();
    for (cause, tally) in &proof.tallies {
        assert!(tally.cases >= EACH / 2, "{cause}: {} cases\n{page}", tally.cases);
    }
    let total = proof.total();
    let share = |part: usize, of: usize| part * 100 >= of * 95;
    assert!(share(total.right, total.alone), "first in {} of {}\n{page}", total.right, total.alone);
    assert!(share(total.inside, total.tied), "{} of {} in the tie\n{page}", total.inside, total.tied);
    assert!(share(total.separated, total.tied), "{} of {} separated\n{page}", total.separated, total.tied);
    assert!(share(total.settled, total.tied), "{} of {} settled\n{page}", total.settled, total.tied);
    for bin in proof.bins.iter().filter(|bin| bin.all >= ENOUGH) {
        let all = bin.all as f64;
        let off = (bin.stated - bin.true_ones as f64).abs() / all;
        assert!(
            off <= TOLERANCE,
            "stated {:.3}, true {:.3}\n{page}",
            bin.stated / all,
            bin.true_ones as f64 / all
        );
    }
}
