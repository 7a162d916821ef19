//! The price is pushed down for twenty minutes, and who falls below health 1 is liquidated cheaply. The trigger is the
//! higher of mid and one-hour average, and an hour's seizures are capped: at most 1 % of depth can be gained.

use cosmwasm_std::Uint128;
use qerun_testing::suite::{decimal, qer, usd};
use qerun_testing::QerPair;

use super::{micro, Attack};

/// The victims: four loans at 99 % of the maximum LTV, as much debt as depth bears.
const VICTIMS: [&str; 4] = ["ann", "bob", "cid", "dan"];

fn push_to(part: &str, minutes: u64) -> i128 {
    let mut t = Attack::new("push_down");
    let pool = QerPair::deploy(&mut t, qer("2000000"), usd("2000000")).unwrap();
    t.watch_pool(&pool, 5_400).unwrap();
    for name in VICTIMS {
        t.honest_borrower(name, "99000", "49000");
    }
    let eve = t.fund("eve", "300000", "6000000");
    t.fair = t.quotes;
    t.begin();
    let dumped = t.push_costs(&pool, decimal(part)).unwrap();
    let got = t.sell_qer(&pool, &eve, dumped).unwrap();
    // Nobody buys the cheap QER meanwhile: the kindest case for the attacker.
    t.watch_pool(&pool, minutes * 60).unwrap();
    for _ in 0..3 {
        for name in VICTIMS {
            let victim = t.user(name);
            if let Ok(quote) = t.liquidation(&victim) {
                let sent = quote.repaid.max(Uint128::one());
                t.liquidate(&eve, &victim, sent).unwrap();
                t.check();
            }
        }
        t.net.advance(5);
    }
    t.buy_qer(&pool, &eve, got).unwrap();
    t.watch_pool(&pool, 3_600).unwrap();
    t.profit(&format!("QER pushed to {part} for {minutes} minutes"))
}

#[test]
fn twenty_minutes_earn_at_most_one_percent_of_depth() {
    for part in ["0.6", "0.45", "0.4", "0.35", "0.25", "0.1"] {
        let profit = push_to(part, 20);
        assert!(profit <= micro(20_000), "{part}: {profit}");
    }
}

#[test]
fn five_minutes_earn_nothing() {
    for part in ["0.5", "0.1"] {
        assert!(push_to(part, 5) <= 0);
    }
}
