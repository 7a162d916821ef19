//! Mango 2022: a thin token is pumped and borrowed against. The bid grows by 5 % an hour and 20 % a day, and caps count
//! the pool's depth before the pump.

use qerun_testing::suite::{decimal, qer, usd, Setup};
use qerun_testing::QerPair;

use super::Attack;

/// A pool of two million dollars on each side, which the feeders report faithfully: the worst feed there is.
fn attack() -> (Attack, QerPair) {
    // Insurance for all the debt that the pumped depth would bear: it does not close borrowing here.
    let setup = Setup {
        insurance: usd("400000"),
        ..Setup::default()
    };
    let mut t = Attack::on("pump_and_borrow", &setup);
    let pool = QerPair::deploy(&mut t, qer("2000000"), usd("2000000")).unwrap();
    t.watch_pool(&pool, 5_400).unwrap();
    (t, pool)
}

/// Four accounts, because one may not owe more than an eighth of all.
const NAMES: [&str; 4] = ["eve", "eve-2", "eve-3", "eve-4"];

/// Every account pledges 100,000 QER before the pump; what each can borrow after it is borrowed.
fn borrow_all(t: &mut Attack) {
    for name in NAMES {
        let user = t.user(name);
        let most = t.max_borrow(&user).unwrap().amount;
        if !most.is_zero() {
            t.borrow(&user, most).unwrap();
        }
    }
    t.net.relay_all().unwrap();
    assert!(t.state().unwrap().debt > usd("150000"), "{:?}", t.state());
}

fn pledge(t: &mut Attack) {
    for name in NAMES {
        let user = t.fund(name, "0", "100000");
        t.deposit(&user, qer("100000")).unwrap();
    }
}

#[test]
fn a_pump_of_four_times_for_an_hour_earns_nothing() {
    let (mut t, pool) = attack();
    let eve = t.fund("eve", "2100000", "0");
    pledge(&mut t);
    t.begin();
    let honest = t.qer_price().unwrap().bid;
    let offer = t.pump_costs(&pool, decimal("4")).unwrap();
    let bought = t.buy_qer(&pool, &eve, offer).unwrap();
    assert!(t.qer_spot(&pool).unwrap() > decimal("3.9"));
    t.watch_pool(&pool, 3_600).unwrap();
    // The bid has followed by an hour's growth, the depth by no more.
    let price = t.qer_price().unwrap();
    assert!(price.mid > decimal("3.9"), "{price:?}");
    assert!(price.bid <= honest * decimal("1.1026"), "{price:?}");
    assert!(price.depth.unwrap() <= decimal("2210000"), "{price:?}");
    borrow_all(&mut t);
    t.sell_qer(&pool, &eve, bought).unwrap();
    t.watch_pool(&pool, 600).unwrap();
    assert!(t.no_profit("pump of 4x for an hour") < -super::micro(5_000));
}

#[test]
fn a_pump_that_is_held_for_three_days_earns_nothing() {
    let (mut t, pool) = attack();
    let eve = t.fund("eve", "2100000", "0");
    pledge(&mut t);
    t.begin();
    let offer = t.pump_costs(&pool, decimal("4")).unwrap();
    let bought = t.buy_qer(&pool, &eve, offer).unwrap();
    // Nobody sells into the pump: the kindest case for the attacker.
    t.watch_pool(&pool, 3 * 86_400).unwrap();
    let price = t.qer_price().unwrap();
    assert!(
        price.bid <= decimal("1.75") && price.bid > decimal("1.5"),
        "{price:?}"
    );
    borrow_all(&mut t);
    t.sell_qer(&pool, &eve, bought).unwrap();
    t.watch_pool(&pool, 600).unwrap();
    t.no_profit("pump of 4x for three days");
}
