//! A supplier's withdrawal: never paused, needs no price, limited by cash alone.

use crate::common::*;
use qerun_market::state::SUPPLIERS;
use qerun_market::ContractError;
use qerun_messages::market::{ExecuteMsg, Pausable};

#[test]
fn pays_the_amount_and_burns_its_shares() {
    let mut market = Market::empty();
    market.supply("sam", 1_000).unwrap();
    let response = market.withdraw("sam", Some(400)).unwrap();
    assert_eq!(messages(&response), [bank("sam", 400)]);
    let state = market.state();
    assert_eq!(state.cash, int(600));
    assert_eq!(state.supply_shares, supply_shares(600_000_000));
    let left = SUPPLIERS.load(&market.deps.storage, &addr("sam")).unwrap();
    assert_eq!(left, supply_shares(600_000_000));
    let sam = addr("sam").to_string();
    assert_event(
        &response,
        "withdraw",
        &[
            ("user", &sam),
            ("amount", "400"),
            ("shares", "400000000"),
            ("cash", "600"),
            ("debt_shares", "0"),
            ("debt_index", "1"),
            ("supply_shares", "600000000"),
            ("insurance", "0"),
        ],
    );
}

#[test]
fn everything_leaves_no_supplier_behind() {
    let mut market = Market::empty();
    market.supply("sam", 1_000).unwrap();
    let response = market.withdraw("sam", None).unwrap();
    assert_eq!(messages(&response), [bank("sam", 1_000)]);
    assert_eq!(market.state().supply_shares, supply_shares(0));
    assert!(!SUPPLIERS.has(&market.deps.storage, &addr("sam")));
}

#[test]
fn burns_shares_rounded_up() {
    let mut market = Market::empty();
    market.supply("sam", 1_000).unwrap();
    // 7 units of interest: a share price of 1008 / 1001 of what it was.
    market.change_state(|s| s.cash = int(1_007));
    market.withdraw("sam", Some(100)).unwrap();
    // 100 * (1e9 + 1e6) / 1008 = 99,305,555.55
    assert_eq!(
        market.state().supply_shares,
        supply_shares(1_000_000_000 - 99_305_556)
    );
}

#[test]
fn works_under_every_pause_without_any_price_and_without_reserve() {
    let mut market = Market::new();
    market.borrow("alice", 1_000 * ONE).unwrap();
    let all = [
        Pausable::Supply,
        Pausable::Borrow,
        Pausable::WithdrawCollateral,
    ];
    market.pause("guardian", &all, 1_000).unwrap();
    for asset in ["qer", "usdc", "eth"] {
        market.forget_price(asset);
    }
    market.world.borrow_mut().reserve_down = true;
    let response = market.withdraw("sam", Some(99_000 * ONE)).unwrap();
    assert_eq!(messages(&response), [bank("sam", 99_000 * ONE)]);
    assert_eq!(market.state().cash, int(0));
}

#[test]
fn more_than_cash_is_refused_and_cash_itself_is_paid() {
    let mut market = Market::new();
    market.borrow("alice", 1_000 * ONE).unwrap();
    let short = |requested| ContractError::InsufficientCash {
        available: int(99_000 * ONE),
        requested: int(requested),
    };
    let error = market.refused("sam", &[], withdraw_msg(Some(99_000 * ONE + 1)));
    assert_eq!(error, short(99_000 * ONE + 1));
    // "All" is all that is supplied; it doesn't silently mean less.
    let error = market.refused("sam", &[], withdraw_msg(None));
    assert_eq!(error, short(100_000 * ONE));
    assert_eq!(market.max_withdraw("sam").supplied, int(99_000 * ONE));
    market.withdraw("sam", Some(99_000 * ONE)).unwrap();
}

#[test]
fn insurance_and_the_open_batch_are_not_cash() {
    let mut market = Market::new();
    market.borrow("alice", 1_000 * ONE).unwrap();
    market.supply("tom", 1_000 * ONE).unwrap();
    let state = market.state();
    assert_eq!(state.insurance, int(70_000 * ONE));
    assert_eq!(
        state.batch.user_in + state.batch.protocol_in,
        int(500 * ONE)
    );
    assert_eq!(state.cash, int(100_000 * ONE));
    market.withdraw("tom", None).unwrap();
    market.withdraw("sam", Some(99_000 * ONE)).unwrap();
    assert_eq!(market.state().cash, int(0));
    assert_eq!(market.state().insurance, int(70_000 * ONE));
}

#[test]
fn more_than_supplied_is_refused() {
    let mut market = Market::new();
    market.supply("tom", 10).unwrap();
    let error = market.refused("tom", &[], withdraw_msg(Some(11)));
    let expected = ContractError::InsufficientSupply {
        available: int(10),
        requested: int(11),
    };
    assert_eq!(error, expected);
}

#[test]
fn less_than_the_minimum_is_refused() {
    let mut market = Market::new();
    let msg = ExecuteMsg::Withdraw {
        amount: Some(int(10)),
        min_received: Some(int(11)),
    };
    let error = market.refused("sam", &[], msg);
    let expected = ContractError::BelowMinimumReceived {
        received: int(10),
        minimum: int(11),
    };
    assert_eq!(error, expected);
}

#[test]
fn who_supplied_nothing_is_told_so() {
    let mut market = Market::new();
    let user = addr("eve");
    let error = market.refused("eve", &[], withdraw_msg(None));
    assert_eq!(error, ContractError::NothingSupplied { user });
}

#[test]
fn takes_interest_along() {
    let mut market = Market::new();
    market.deposit("bob", 100_000 * ONE).unwrap();
    market.borrow("bob", 25_000 * ONE).unwrap();
    market.wait(31_536_000);
    // 100,506.302084 accounted for, see supply.rs; the virtual shares' part rounds a unit off.
    market.repay("bob", 30_000 * ONE).unwrap();
    let response = market.withdraw("sam", None).unwrap();
    assert_eq!(messages(&response), [bank("sam", 100_506_302_083)]);
    assert_eq!(market.state().cash, int(1));
}
