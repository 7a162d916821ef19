//! Supplying: shares minted, interest earned, what is refused.

use crate::common::*;
use qerun_market::state::SUPPLIERS;
use qerun_market::ContractError;
use qerun_messages::market::{ExecuteMsg, Pausable, QueryMsg, SupplierResponse};

fn shares(market: &Market, user: &str) -> u128 {
    let held = SUPPLIERS.may_load(&market.deps.storage, &addr(user));
    held.unwrap().unwrap_or_default().u128()
}

#[test]
fn first_supply_mints_a_million_shares_a_unit() {
    let mut market = Market::empty();
    let response = market.supply("sam", 100).unwrap();
    assert_eq!(shares(&market, "sam"), 100_000_000);
    assert_eq!(market.state().cash, int(100));
    assert_eq!(market.state().supply_shares, supply_shares(100_000_000));
    assert!(response.messages.is_empty());
    let sam = addr("sam").to_string();
    assert_event(
        &response,
        "supply",
        &[
            ("payer", &sam),
            ("user", &sam),
            ("amount", "100"),
            ("shares", "100000000"),
            ("cash", "100"),
            ("debt_shares", "0"),
            ("debt_index", "1"),
            ("supply_shares", "100000000"),
            ("insurance", "0"),
        ],
    );
}

#[test]
fn for_another_credits_him_and_charges_the_sender() {
    let mut market = Market::empty();
    let msg = ExecuteMsg::Supply {
        on_behalf_of: Some(addr("tom").into()),
        min_shares: Some(supply_shares(7_000_000)),
    };
    let response = market.run("sam", &usdc(7), msg).unwrap();
    assert_eq!(shares(&market, "tom"), 7_000_000);
    assert_eq!(shares(&market, "sam"), 0);
    let event = event(&response, "supply");
    assert_eq!(event.attributes[0].value, addr("sam").as_str());
    assert_eq!(event.attributes[1].value, addr("tom").as_str());
}

#[test]
fn adds_up_and_mints_fewer_shares_after_interest() {
    let mut market = Market::new();
    // Half lent: 5 % a year.
    market.deposit("bob", 100_000 * ONE).unwrap();
    market.force_params(|p| p.debt_cap = dec("0.2"));
    market.borrow("bob", 25_000 * ONE).unwrap();
    // Utilisation 0.25: 0.08 * 0.25 / 0.8 = 2.5 % a year; x = 0.025.
    // Index 1 + 0.025 + 0.0003125 + 0.000002604166...: 25,632.877604 and a part, rounded up.
    market.wait(31_536_000);
    let response = market.supply("sam", 1_000 * ONE).unwrap();
    let state = market.state();
    assert_eq!(state.debt().unwrap(), int(25_632_877_605));
    // Interest 632,877,605, of which a fifth (126,575,521 exactly) goes to the insurance.
    assert_eq!(event(&response, "accrue").attributes[0].value, "632877605");
    assert_eq!(state.insurance, int(70_000 * ONE + 126_575_521));
    assert_eq!(state.cash, int(75_000 * ONE - 126_575_521 + 1_000 * ONE));
    // Suppliers: 100,000 + 632.877605 - 126.575521 = 100,506.302084; shares of 1e6 a unit.
    // 1,000e6 * (1e17 + 1e6) / (100,506,302,084 + 1) = 994962483919... shares.
    let minted: u128 = 1_000_000_000 * (100_000_000_000_000_000 + 1_000_000) / 100_506_302_085;
    assert_eq!(shares(&market, "sam"), 100_000_000_000_000_000 + minted);
    assert!(minted < 1_000_000_000_000_000);
    let sam: SupplierResponse = market.query(QueryMsg::Supplier {
        user: addr("sam").into(),
    });
    assert_eq!(sam.assets, int(101_506_302_083)); // rounded down by the virtual shares' part
}

#[test]
fn a_donation_to_the_bank_balance_changes_nothing() {
    let mut market = Market::empty();
    market.supply("sam", 1).unwrap();
    let mint = |market: &mut Market| {
        market.supply("eve", 1_000_000).unwrap();
        shares(market, "eve")
    };
    let held = usdc(1_000_000 * ONE);
    market
        .deps
        .querier
        .bank
        .update_balance(market.env.contract.address.clone(), held);
    assert_eq!(mint(&mut market), 1_000_000_000_000);
}

#[test]
fn dust_that_mints_no_share_is_refused() {
    let mut market = Market::new();
    // A share price above a unit: nobody has shares, but 100,000 are accounted for.
    market.change_state(|s| s.supply_shares = supply_shares(0));
    let msg = ExecuteMsg::Supply {
        on_behalf_of: None,
        min_shares: None,
    };
    market.change_state(|s| s.cash = int(2_000_000 * ONE));
    let error = market.refused("eve", &usdc(1), msg);
    assert_eq!(error, ContractError::ZeroShares {});
}

#[test]
fn fewer_shares_than_asked_for_are_refused() {
    let mut market = Market::empty();
    let msg = ExecuteMsg::Supply {
        on_behalf_of: None,
        min_shares: Some(supply_shares(100_000_001)),
    };
    let error = market.refused("sam", &usdc(100), msg);
    let expected = ContractError::BelowMinimumShares {
        minted: supply_shares(100_000_000),
        minimum: supply_shares(100_000_001),
    };
    assert_eq!(error, expected);
}

#[test]
fn a_pause_stops_it_until_it_ends() {
    let mut market = Market::empty();
    market.pause("guardian", &[Pausable::Supply], 100).unwrap();
    let until = market.now() + 100;
    let paused = ContractError::Paused {
        action: Pausable::Supply,
        until,
    };
    assert_eq!(market.supply("sam", 1).unwrap_err(), paused);
    market.wait(99);
    assert_eq!(market.supply("sam", 1).unwrap_err(), paused);
    market.wait(1);
    market.supply("sam", 1).unwrap();
}
