//! Liquidity comes to the pool for a day, lifts what the caps allow, and goes. The caps count the lowest of the present
//! depth, its average over a day and a reference that grows no faster than the bid may.

use qerun_testing::suite::{decimal, qer, usd, Setup};
use qerun_testing::QerPair;

use super::Attack;

#[test]
fn what_comes_for_a_day_lifts_no_cap_by_more_than_a_fifth() {
    // Insurance for the lifted depth too: it does not close borrowing here.
    let setup = Setup {
        insurance: usd("400000"),
        ..Setup::default()
    };
    let mut t = Attack::on("temporary_liquidity", &setup);
    let pool = QerPair::deploy(&mut t, qer("2000000"), usd("2000000")).unwrap();
    t.watch_pool(&pool, 90_000).unwrap();
    let eve = t.fund("eve", "20000000", "20500000");
    t.deposit(&eve, qer("500000")).unwrap();
    t.fair = t.quotes;
    t.begin();
    let honest = t.qer_price().unwrap().depth.unwrap();
    let most = t.max_borrow(&eve).unwrap().amount;

    // Ten times the pool, for an hour: depth has grown by an hour's growth at most.
    pool.provide(&mut t, &eve, qer("20000000"), usd("20000000"))
        .unwrap();
    t.watch_pool(&pool, 3_600).unwrap();
    let depth = t.qer_price().unwrap().depth.unwrap();
    assert!(
        depth <= honest * decimal("1.1026"),
        "{depth} after {honest}"
    );
    // For a day: by a day's.
    t.watch_pool(&pool, 82_800).unwrap();
    let depth = t.qer_price().unwrap().depth.unwrap();
    println!(
        "temporary_liquidity: a day of ten times the pool lifts depth from {honest} to {depth}"
    );
    assert!(
        depth <= honest * decimal("1.2001"),
        "{depth} after {honest}"
    );
    let lifted = t.max_borrow(&eve).unwrap().amount;
    assert!(lifted <= most.mul_floor(decimal("1.2001")), "{lifted}");
    t.borrow(&eve, lifted).unwrap();
    t.net.relay_all().unwrap();

    // It goes, and so does the lift, at once.
    t.withdraw_liquidity(&pool, &eve).unwrap();
    t.watch_pool(&pool, 600).unwrap();
    let depth = t.qer_price().unwrap().depth.unwrap();
    assert!(
        depth <= honest * decimal("1.0001"),
        "{depth} after {honest}"
    );
    assert!(t.max_borrow(&eve).unwrap().amount.is_zero());
    t.no_profit("ten times the pool for a day");
}
