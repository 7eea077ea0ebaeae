//! How many codes are acceptable.

use netcode::risk::Estimate;
use netcode::time::LockTime;

use super::{lock::profile, rows, str_of};

/// Rows with keys count the distinct codes of those very keys; the library's figure is the bound beside it.
#[test]
fn as_many_codes_are_acceptable_as_the_vector_counts() {
    for row in rows("risk/acceptable.json") {
        let profile = profile(&row["profile"]);
        let at = LockTime::parse(str_of(&row, "at")).unwrap();
        let keys = 1 + row["groups"].as_array().map_or(0, Vec::len) as u32;
        let counted = Estimate::at(&profile, keys, at).acceptable;
        let bound = row["upper_bound"].as_u64().or(row["acceptable"].as_u64());
        assert_eq!(Some(counted), bound, "{row}");
        assert!(row["acceptable"].as_u64() <= Some(counted));
        if let Some(worst) = row["worst_of_day"].as_object() {
            let counted = Estimate::worst(&profile, keys, at);
            assert_eq!(
                (Some(counted.acceptable), counted.at.day()),
                (worst["acceptable"].as_u64(), at.day()),
                "{row}"
            );
        }
    }
}
