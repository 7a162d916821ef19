//! Whoever holds much QER can borrow and then dump the rest. Only caps bound that: half in cash of a tenth of depth.

use qerun_testing::suite::{decimal, qer, usd};
use qerun_testing::QerPair;

use super::{micro, Attack};

/// Compares a holder who dumps 8,000,000 QER with one who borrows as much as the caps allow on 480,000 of them first.
fn dump(borrows: bool) -> (Attack, i128) {
    let mut t = Attack::new("borrow_and_dump");
    let pool = QerPair::deploy(&mut t, qer("2000000"), usd("2000000")).unwrap();
    t.watch_pool(&pool, 5_400).unwrap();
    let eve = t.fund("eve", "0", "8000000");
    // Nobody would pay more than a cent in the end.
    t.fair.qer = decimal("0.01");
    t.begin();
    if borrows {
        for name in ["eve", "eve-2", "eve-3", "eve-4"] {
            let user = t.fund(name, "0", "0");
            if user != eve {
                let msg = qerun_messages::token::ExecuteMsg::Transfer {
                    recipient: user.to_string(),
                    amount: qer("120000"),
                };
                let token = t.at.token.clone();
                t.net.home.execute(&eve, &token, &msg, &[]).unwrap();
            }
            t.deposit(&user, qer("120000")).unwrap();
            let most = t.max_borrow(&user).unwrap().amount;
            t.borrow(&user, most).unwrap();
        }
        t.net.relay_all().unwrap();
    }
    let rest = t.qer_of(&eve).unwrap();
    t.sell_qer(&pool, &eve, rest).unwrap();
    t.watch_pool(&pool, 5_400).unwrap();
    let profit = t.profit(match borrows {
        true => "borrowing on 480,000 of 8,000,000 QER, and dumping the rest",
        false => "dumping 8,000,000 QER",
    });
    (t, profit)
}

#[test]
fn what_it_earns_is_bounded_by_the_caps_and_costs_no_supplier() {
    let (_, plain) = dump(false);
    let (mut t, borrowed) = dump(true);
    let earned = borrowed - plain;
    println!(
        "borrow_and_dump: the loan earns {} USD more than the dump alone",
        earned / 1_000_000
    );
    // Cash of 0.5 x 0.5 x 0.20 x 2,000,000.
    assert!(earned <= micro(100_000), "{earned}");
    // Keepers and anyone else close what is left, hour by hour; the suppliers lose nothing.
    let sue = t.sue.clone();
    let before = t.supplier(&sue).unwrap().assets;
    let keeper = t.user("keeper");
    t.fund_stable(&keeper, usd("400000")).unwrap();
    for _ in 0..60 {
        let Some(position) = t.liquidatable().unwrap().into_iter().next() else {
            break;
        };
        if let Some(quote) = position.quote {
            t.liquidate(&keeper, &position.borrower, quote.repaid.max(1u128.into()))
                .unwrap();
            t.check();
        } else {
            t.hold(3_600).unwrap();
        }
    }
    assert!(t.state().unwrap().debt.is_zero(), "{:?}", t.state());
    let written_off = t.write_offs().unwrap();
    println!("borrow_and_dump: written off {written_off:?}");
    assert!(written_off.suppliers.is_zero());
    assert!(t.supplier(&sue).unwrap().assets >= before);
}
