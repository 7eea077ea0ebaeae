use super::*;
use proptest::prelude::*;

fn at(seconds: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(seconds, 0).unwrap()
}

#[test]
fn the_permission_table() {
    // issue, locks, users, whitelist, credits, audit, account
    let table = [
        (Role::Owner, [true; 7]),
        (Role::Standard, [true, true, true, true, true, true, false]),
        (Role::Associate, [true, true, false, false, false, false, false]),
        (Role::Guest, [true, false, false, false, false, false, false]),
    ];
    for (role, row) in table {
        let permits: Vec<bool> = Permission::ALL.iter().map(|&each| role.permits(each)).collect();
        assert_eq!(permits, row, "{role}");
    }
    assert!(permit(&[], Ask::to(Permission::Issue), at(0)).is_err());
}

#[test]
fn each_limit_has_its_own_refusal() {
    let limits = Limits {
        doors: Some(["a".to_owned()].into()),
        days_max: Some(2),
        codes_max: Some(3),
        until: Some(at(100)),
    };
    let chain = [Link { role: Role::Associate, limits, codes_issued: 2 }];
    let code = |ask, now| permit(&chain, ask, at(now)).err().map(|error| error.code());
    assert_eq!(code(Ask::issue("a", 2 * 1440, 1), 99), None);
    assert_eq!(code(Ask::issue("a", 2 * 1440, 1), 100), Some("access.expired"));
    assert_eq!(code(Ask::issue("b", 60, 1), 0), Some("access.door_not_permitted"));
    assert_eq!(code(Ask::issue("a", 2 * 1440 + 1, 1), 0), Some("access.too_long"));
    assert_eq!(code(Ask::issue("a", 60, 2), 0), Some("access.codes_spent"));
    assert_eq!(code(Ask::to(Permission::Users), 0), Some("access.not_permitted"));
    assert_eq!(code(Ask::to(Permission::Locks), 0), Some("access.not_permitted"));
    assert_eq!(code(Ask::at(Permission::Locks, "a"), 0), None);
}

fn roles() -> impl Strategy<Value = Role> {
    (0..Role::ALL.len()).prop_map(|at| Role::ALL[at])
}

fn limits() -> impl Strategy<Value = Limits> {
    let doors = proptest::collection::btree_set("[a-c]", 0..3);
    let door = proptest::option::of(doors);
    (door, proptest::option::of(0u32..4), proptest::option::of(0u32..4), proptest::option::of(0i64..4))
        .prop_map(|(doors, days_max, codes_max, until)| Limits {
            doors,
            days_max,
            codes_max,
            until: until.map(at),
        })
}

fn links() -> impl Strategy<Value = Link> {
    (roles(), limits(), 0u32..4).prop_map(|(role, limits, codes_issued)| Link { role, limits, codes_issued })
}

prop_compose! {
    fn asks()(permission in 0..Permission::ALL.len(), door in proptest::option::of("[a-c]"),
              minutes in proptest::option::of(0u32..7000), codes in 0u32..4)
        -> (Permission, Option<String>, Option<u32>, u32) {
        (Permission::ALL[permission], door, minutes, codes)
    }
}

proptest! {
    /// However long a chain grows, no link adds to what the ones above it permit.
    #[test]
    fn a_longer_chain_never_permits_more(
        chain in proptest::collection::vec(links(), 1..5), more in links(), ask in asks(), now in 0i64..5
    ) {
        let ask = Ask { permission: ask.0, door: ask.1.as_deref(), minutes: ask.2, codes: ask.3 };
        let mut longer = chain.clone();
        longer.push(more);
        if permit(&longer, ask, at(now)).is_ok() {
            prop_assert!(permit(&chain, ask, at(now)).is_ok());
        }
    }

    /// What may be handed on permits nothing that its giver is refused.
    #[test]
    fn handing_on_never_widens(giver in links(), role in roles(), wish in limits(), ask in asks(), now in 0i64..5) {
        let ask = Ask { permission: ask.0, door: ask.1.as_deref(), minutes: ask.2, codes: ask.3 };
        if hand_on((giver.role, &giver.limits), (role, &wish)).is_ok() {
            let receiver = Link { role, limits: wish, codes_issued: giver.codes_issued };
            if permit(&[receiver], ask, at(now)).is_ok() {
                prop_assert!(permit(&[giver], ask, at(now)).is_ok());
            }
        }
    }

    #[test]
    fn meeting_is_the_greatest_common_permission(one in limits(), two in limits()) {
        let both = one.meet(&two);
        prop_assert!(both.is_within(&one) && both.is_within(&two));
        prop_assert_eq!(&both, &two.meet(&one));
        prop_assert!(one.is_within(&one) && one.is_within(&Limits::default()));
    }
}
