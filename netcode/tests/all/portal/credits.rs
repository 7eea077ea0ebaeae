//! The statement and buying.

use netcode::portal::{BulkCharge, Order};

use super::world::{World, refused, request};

#[test]
fn an_order_counts_once_and_the_statement_tells_it() {
    let mut world = World::new();
    let owner = world.owner("ann@example.org");
    let lock = world.lock(&owner, "Sea View");
    let now = world.now;
    let portal = &world.portal;
    let order = Order { order: "o-1".into(), package: "credits-250".into() };
    assert_eq!(portal.buy(now, &owner, &order).unwrap().available, 270);
    assert_eq!(portal.buy(now, &owner, &order).unwrap().available, 270);
    let other = Order { package: "credits-50".into(), ..order };
    assert_eq!(refused(portal.buy(now, &owner, &other)), "ledger.id_conflict");
    let unknown = Order { order: "o-2".into(), package: "credits-1".into() };
    assert_eq!(refused(portal.buy(now, &owner, &unknown)), "ledger.package_unknown");
    portal.issue(now, &owner, &request("r", &lock.id, 1)).unwrap();
    let page = portal.statement(now, &owner, None, 2).unwrap();
    let lines: Vec<(i64, i64)> = page.lines.iter().map(|line| (line.change, line.available_after)).collect();
    assert_eq!(lines, [(-1, 269), (250, 270)]);
    let last = portal.statement(now, &owner, page.next.as_deref(), 10).unwrap();
    assert_eq!((last.lines[0].change, last.lines[0].reason.as_str()), (20, "free credits of a new account"));
    assert!(portal.packages().len() > 3);
}

#[test]
fn a_run_in_bulk_is_charged_once_in_one_line() {
    let mut world = World::new();
    let owner = world.owner("ann@example.org");
    let (portal, now) = (&world.portal, world.now);
    let run = BulkCharge { run: "season 2026, 1".into(), codes: 15 };
    for _ in 0..3 {
        assert_eq!(portal.charge(now, &owner, &run).unwrap().available, 5);
    }
    let line = portal.statement(now, &owner, None, 1).unwrap().lines.remove(0);
    assert_eq!((line.change, line.reason.as_str()), (-15, "15 codes in bulk"));
    let other = BulkCharge { codes: 16, ..run };
    assert_eq!(refused(portal.charge(now, &owner, &other)), "ledger.id_conflict");
    let much = BulkCharge { run: "2".into(), codes: 6 };
    assert_eq!(refused(portal.charge(now, &owner, &much)), "ledger.insufficient");
    let none = BulkCharge { run: "3".into(), codes: 0 };
    assert_eq!(refused(portal.charge(now, &owner, &none)), "ledger.amount_out_of_range");
    assert_eq!(portal.balance(now, &owner).unwrap().available, 5);
    assert!(portal.verify().unwrap().sound().is_ok());
}
