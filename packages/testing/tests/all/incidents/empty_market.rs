//! Hundred and Sonne 2023-24: the first supplier of an empty market inflates the share price by a gift, and the next one's
//! shares round to nothing. Shares are virtual beside the real ones, and a gift is no asset.

use cosmwasm_std::{coin, BankMsg, Uint128};
use qerun_testing::suite::{qer, usd, Setup};

use super::Attack;

#[test]
fn the_first_supplier_takes_nothing_from_the_second() {
    let mut t = Attack::on_empty_market("empty_market", &Setup::default());
    let (sue, eve) = (t.sue.clone(), t.fund("eve", "100001", "0"));
    t.fund_stable(&sue, usd("10000")).unwrap();
    t.begin();
    t.supply(&eve, Uint128::new(1)).unwrap();
    let give = BankMsg::Send {
        to_address: t.at.market.to_string(),
        amount: vec![coin(usd("100000").u128(), &t.stable)],
    };
    t.net.home.send_msg(&eve, give).unwrap();
    t.supply(&sue, usd("10000")).unwrap();
    assert_eq!(t.supplier(&sue).unwrap().assets, usd("10000"));
    t.withdraw(&eve, None).unwrap();
    t.withdraw(&sue, None).unwrap();
    assert_eq!(t.stable_of(&sue).unwrap(), usd("10000"));
    t.no_profit("a gift of 100,000 USD to an empty market");
}

#[test]
fn rounding_pays_nobody_however_often() {
    let mut t = Attack::on_empty_market("empty_market", &Setup::default());
    let (sue, eve) = (t.sue.clone(), t.fund("eve", "20", "0"));
    // Interest makes the share price an odd one.
    t.fund_stable(&sue, usd("97")).unwrap();
    t.supply(&sue, usd("97")).unwrap();
    t.honest_borrower("bob", "1000", "93");
    t.hold(777_777).unwrap();
    t.begin();
    for amount in 1..150u128 {
        t.supply(&eve, Uint128::new(amount * 7_919)).unwrap();
        // In odd parts, and what is left.
        let part = Uint128::new(amount * 3_163 + 1);
        t.withdraw(&eve, Some(part)).unwrap();
        t.withdraw(&eve, None).unwrap();
    }
    assert!(t.supplier(&eve).unwrap().shares.is_zero());
    let profit = t.no_profit("150 round trips in an almost empty market");
    assert!(profit > -1_000, "each rounding costs a unit: {profit}");
}

#[test]
fn a_market_that_has_become_empty_is_no_better() {
    let mut t = Attack::new("empty_market");
    let (sue, eve) = (t.sue.clone(), t.fund("eve", "60000", "100000"));
    t.deposit(&eve, qer("100000")).unwrap();
    t.borrow(&eve, usd("20000")).unwrap();
    t.net.relay_all().unwrap();
    t.hold(86_400).unwrap();
    let debt = t.position(&eve).unwrap().debt;
    t.repay(&eve, debt).unwrap();
    t.withdraw(&sue, None).unwrap();
    t.begin();
    // What rounding left there belongs to no share that could be bought for it.
    t.supply(&eve, Uint128::new(1)).unwrap();
    t.supply(&sue, usd("10000")).unwrap();
    t.withdraw(&eve, None).unwrap();
    let back = t.supplier(&sue).unwrap().assets;
    assert!(usd("10000") - back <= Uint128::one(), "{back}");
    t.no_profit("first again in a market that everybody left");
}
