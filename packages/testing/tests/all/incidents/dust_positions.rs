//! Positions too small to be worth a liquidation pile up, or block the loss behind them. A loan is at least 50 dollars, no
//! liquidation leaves less unless all is seized, and what repaying leaves smaller is closed whole.

use cosmwasm_std::{Addr, Uint128};
use qerun_testing::suite::{decimal, qer, usd};

use super::{refused, Attack};

const COUNT: usize = 40;

/// Forty positions of the least debt, of which all but a cent is repaid: the cheapest dust there is.
fn litter(t: &mut Attack) -> Vec<Addr> {
    let users: Vec<Addr> = (0..COUNT)
        .map(|i| t.fund(&format!("eve-{i}"), "60", "120"))
        .collect();
    t.begin();
    for user in &users {
        t.deposit(user, qer("120")).unwrap();
        t.borrow(user, usd("50")).unwrap();
        let debt = t.position(user).unwrap().debt;
        t.repay(user, debt - Uint128::new(10_000)).unwrap();
        // The least debt counts as 50 dollars when collateral is taken out.
        let out = t.max_withdraw(user).unwrap().collateral;
        t.withdraw_collateral(user, Some(out)).unwrap();
    }
    users
}

#[test]
fn forty_of_them_stand_in_nobodys_way() {
    let mut t = Attack::new("dust_positions");
    let bob = t.honest_borrower("bob", "62000", "30000");
    let dust = litter(&mut t);
    t.net.relay_all().unwrap();
    // They come behind whoever owes more for his collateral, and none can be liquidated before him.
    t.fall_to_health(&bob, decimal("0.97")).unwrap();
    let list = t.liquidatable().unwrap();
    assert_eq!(list.len(), 1, "{list:?}");
    assert_eq!(list[0].borrower, bob);
    let keeper = t.user("keeper");
    t.fund_stable(&keeper, usd("40000")).unwrap();
    let quote = list[0].quote.clone().unwrap();
    t.liquidate(&keeper, &bob, quote.repaid).unwrap();
    t.check();

    // When QER falls to nothing, each is closed whole in one message, and what it leaves is a cent.
    t.crash(|quotes| quotes.qer = decimal("0.00005")).unwrap();
    let written_off = t.write_offs().unwrap().debt;
    for user in &dust {
        let quote = t.liquidation(user).unwrap();
        let sent = quote.repaid.max(Uint128::one());
        t.liquidate(&keeper, user, sent).unwrap();
        assert!(t.position(user).unwrap().debt.is_zero());
    }
    t.check();
    let lost = t.write_offs().unwrap().debt - written_off;
    println!("dust_positions: {COUNT} of them cost the insurance {lost} units");
    assert!(lost <= Uint128::new(11_000 * COUNT as u128), "{lost}");
    t.no_profit("forty positions of a cent");
}

#[test]
fn a_liquidator_leaves_no_dust() {
    let mut t = Attack::new("dust_positions");
    let eve = t.fund("eve", "1000", "0");
    let bob = t.honest_borrower("bob", "130", "60");
    t.fall_to_health(&bob, decimal("0.9")).unwrap();
    t.fair = t.quotes;
    t.begin();
    let quote = t.liquidation(&bob).unwrap();
    assert!(quote.repaid >= usd("60"), "{quote:?}");
    refused(t.liquidate(&eve, &bob, usd("20")), "minimum");
    t.liquidate(&eve, &bob, usd("100")).unwrap();
    assert!(t.position(&bob).unwrap().debt.is_zero());
    // The bonus of an ordinary liquidation, and no more: 15 % of 60 dollars.
    let profit = t.profit("the bonus on a debt of 60 dollars");
    assert!(
        profit > 0 && profit <= super::micro(9) + 500_000,
        "{profit}"
    );
}
