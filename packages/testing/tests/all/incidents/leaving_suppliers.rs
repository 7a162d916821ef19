//! Aave, Umee: a supplier who sees a loss coming leaves before it is written off, and the others bear his part. Whoever
//! withdraws while a position at the head of the order is insolvent pays his part of its loss.

use cosmwasm_std::{Addr, Uint128};
use qerun_testing::suite::{decimal, qer, usd, Setup};

use super::{micro, Attack};

/// Little insurance, and eve and sue with half of the supply each.
fn attack() -> (Attack, Addr) {
    let mut setup = Setup::default();
    setup.plan.market.min_insurance = decimal("0.01");
    setup.insurance = usd("21000");
    let mut t = Attack::on("leaving_suppliers", &setup);
    let eve = t.fund("eve", "200000", "100000");
    t.supply(&eve, usd("200000")).unwrap();
    let bob = t.honest_borrower("bob", "60000", "28000");
    (t, bob)
}

/// QER and ETH fall to next to nothing, all in one block, and stay there.
fn ruin(t: &mut Attack) {
    t.crash(|quotes| {
        quotes.qer = decimal("0.001");
        quotes.eth = decimal("20");
    })
    .unwrap();
    t.fair = t.quotes;
}

fn write_off(t: &mut Attack, borrower: &Addr) {
    let keeper = t.user("keeper");
    t.fund_stable(&keeper, usd("30000")).unwrap();
    for _ in 0..20 {
        let quote = t.liquidation(borrower).unwrap();
        let repaid = quote.repaid.max(Uint128::one());
        t.liquidate(&keeper, borrower, repaid).unwrap();
        t.check();
        if t.position(borrower).unwrap().debt.is_zero() {
            return;
        }
        t.hold(3_600).unwrap();
    }
    panic!("{:?}", t.position(borrower));
}

#[test]
fn who_leaves_first_does_no_better() {
    let (mut t, bob) = attack();
    ruin(&mut t);
    let (eve, sue) = (t.eve.clone(), t.sue.clone());
    t.begin();
    let (owned, told) = (
        t.supplier(&eve).unwrap().assets,
        t.max_withdraw(&eve).unwrap().supplied,
    );
    let before = t.stable_of(&eve).unwrap();
    t.withdraw(&eve, None).unwrap();
    let left = t.stable_of(&eve).unwrap() - before;
    assert_eq!(left, told);
    t.check();
    t.net.advance(5);
    write_off(&mut t, &bob);
    let stayed = t.supplier(&sue).unwrap().assets;
    println!("leaving_suppliers: of {owned} each, {left} left first and {stayed} stayed");
    assert!(
        !t.write_offs().unwrap().suppliers.is_zero(),
        "nothing was lost: {:?}",
        t.write_offs()
    );
    // A unit of rounding on every share, and interest since.
    assert!(left <= stayed + Uint128::new(10), "{left} against {stayed}");
    assert!(t.no_profit("leaving a block before the write-off") < -micro(100));
}

/// The same, when the leaver hides the loss behind positions of her own that stand before it in the order of health.
#[test]
fn positions_before_the_loss_do_not_hide_it() {
    let (mut t, bob) = attack();
    // Below the maximum LTV by less than bob's is, so that they come first; the smallest debts there are.
    let hiding: Vec<Addr> = (0..12)
        .map(|i| {
            let user = t.fund(&format!("eve-{i}"), "0", "101");
            t.deposit(&user, qer("101")).unwrap();
            t.borrow(&user, usd("50")).unwrap();
            user
        })
        .collect();
    t.net.relay_all().unwrap();
    ruin(&mut t);
    let (eve, sue) = (t.eve.clone(), t.sue.clone());
    t.begin();
    let before = t.stable_of(&eve).unwrap();
    t.withdraw(&eve, None).unwrap();
    let left = t.stable_of(&eve).unwrap() - before;
    t.net.advance(5);
    for user in hiding.iter().chain([&bob]) {
        write_off(&mut t, user);
    }
    let stayed = t.supplier(&sue).unwrap().assets;
    println!(
        "leaving_suppliers: behind twelve small positions {left} left first and {stayed} stayed"
    );
    assert!(left <= stayed + Uint128::new(10), "{left} against {stayed}");
}
