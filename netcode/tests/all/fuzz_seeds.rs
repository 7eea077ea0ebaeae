//! The seeds of the fuzz targets, and every find, through their harnesses.

use netcode::testing::{HARNESSES, Harness};

use crate::sources::root;

/// Names of the files or folders in a folder, without their endings, sorted.
fn names(folder: &str) -> Vec<String> {
    let entries = std::fs::read_dir(root().join(folder)).expect("a folder");
    let stem = |path: std::path::PathBuf| path.file_stem().expect("a name").to_string_lossy().into_owned();
    let mut names: Vec<String> = entries.map(|entry| stem(entry.expect("an entry").path())).collect();
    names.sort();
    names
}

#[test]
fn every_harness_has_a_target_and_seeds() {
    let mut harnesses: Vec<String> = HARNESSES.iter().map(|(name, _)| (*name).to_owned()).collect();
    harnesses.sort();
    assert_eq!(names("fuzz/fuzz_targets"), harnesses);
    assert_eq!(names("fuzz/seeds"), harnesses);
}

#[test]
fn every_seed_keeps_the_promises() {
    for (name, harness) in HARNESSES {
        let folder = root().join("fuzz/seeds").join(name);
        let mut seeds = 0;
        for entry in std::fs::read_dir(&folder).expect("a folder of seeds") {
            let path = entry.expect("an entry").path();
            #[expect(clippy::disallowed_methods, reason = "tests read files")]
            harness(&std::fs::read(&path).expect("a seed"));
            seeds += 1;
        }
        assert!(seeds > 0, "{name} has no seeds");
    }
}

/// Lives that no fuzzer chose, so that the two verifiers meet where nobody steered them.
#[test]
fn random_bytes_keep_the_promises_of_a_lock() {
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state
    };
    let lives: [Harness; 2] = [netcode::testing::verifier, netcode::testing::differential];
    for _ in 0..250 {
        let length = next() % 900;
        let data: Vec<u8> = (0..length).map(|_| next().to_le_bytes()[5]).collect();
        for life in lives {
            life(&data);
        }
    }
}
