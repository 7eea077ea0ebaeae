//! The seeds of the fuzz targets, and every find, through their harnesses.

use netcode::testing::HARNESSES;

use crate::sources::root;

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
