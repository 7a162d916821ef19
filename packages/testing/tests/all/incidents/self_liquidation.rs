//! Liquidating oneself: with two accounts and a block in between, in one piece or in several. What the bonus pays the one
//! account it takes from the other; the fee on a leftover claim and the roundings are lost.

use cosmwasm_std::{Addr, Uint128};
use qerun_testing::suite::{decimal, qer, usd};

use super::{micro, refused, Attack};

/// How the borrower's position is split over two accounts.
const SPLITS: [[&str; 2]; 3] = [["40000", "0"], ["20000", "20000"], ["37000", "3000"]];

fn borrow(t: &mut Attack, name: &str, debt: &str) -> Addr {
    let user = t.user(name);
    if debt != "0" {
        t.deposit(&user, qer(debt) + qer(debt) + qer("100"))
            .unwrap();
        t.borrow(&user, usd(debt)).unwrap();
    }
    user
}

/// Every piece that may be liquidated is, by the third account, `pieces` at a time, a block apart.
fn liquidate_all(t: &mut Attack, borrower: &Addr, pieces: u128) {
    let liquidator = t.user("eve-3");
    for _ in 0..20 {
        let Ok(quote) = t.liquidation(borrower) else {
            return;
        };
        let part = quote.repaid.multiply_ratio(1u128, pieces) + Uint128::one();
        let done = t.liquidate(&liquidator, borrower, part);
        if done.is_err() {
            // It would have left dust: all of it, then.
            t.liquidate(&liquidator, borrower, quote.repaid).unwrap();
        }
        t.check();
        t.net.advance(5);
    }
}

#[test]
fn no_split_earns_anything() {
    for health in ["0.999", "0.96", "0.93", "0.85"] {
        for split in SPLITS {
            for pieces in [1, 3] {
                let mut t = Attack::new("self_liquidation");
                let (eve, two) = (t.fund("eve", "0", "80100"), t.fund("eve-2", "0", "80100"));
                t.fund("eve-3", "60000", "0");
                // Counted at the price at which she is liquidated, so that the fall itself is no loss.
                let first = borrow(&mut t, "eve", split[0]);
                let second = borrow(&mut t, "eve-2", split[1]);
                assert_eq!((&first, &second), (&eve, &two));
                t.net.relay_all().unwrap();
                t.fall_to_health(&eve, decimal(health)).unwrap();
                t.fair = t.quotes;
                t.begin();
                liquidate_all(&mut t, &eve, pieces);
                liquidate_all(&mut t, &two, pieces);
                let profit = t.no_profit(&format!("health {health}, {split:?}, {pieces} pieces"));
                // The cost is the fee of 3 % on what is left of the claim, at most.
                assert!(profit >= -micro(700), "{profit}");
            }
        }
    }
}

#[test]
fn not_in_the_block_of_the_borrow() {
    let mut t = Attack::new("self_liquidation");
    let eve = t.fund("eve", "0", "40100");
    t.fund("eve-2", "20000", "0");
    borrow(&mut t, "eve", "10000");
    t.net.relay_all().unwrap();
    let two = t.user("eve-2");
    // The average is still high enough to be borrowed against when the mid is not... and the other way round: whatever
    // the prices say, nobody borrows and is liquidated in one block.
    t.fall_to_health(&eve, decimal("1.21")).unwrap();
    t.deposit(&eve, qer("20000")).unwrap();
    t.borrow(&eve, usd("2000")).unwrap();
    refused(t.liquidate(&two, &eve, usd("1000")), "block");
    t.net.advance(5);
    refused(t.liquidate(&two, &eve, usd("1000")), "health");
}
