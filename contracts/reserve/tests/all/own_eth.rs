//! ETH that the market has earmarked is neither spent nor given away, and a market that cannot be read stops nothing that
//! pays borrowers.

use crate::common::*;
use cosmwasm_std::coin;
use qerun_messages::reserve::{ExecuteMsg, OrderStatus};
use qerun_mocks::eth;
use qerun_reserve::ContractError;

fn short(amount: u128, free: u128, earmarked: u128) -> ContractError {
    ContractError::InsufficientUnencumbered {
        amount: amount.into(),
        free: free.into(),
        earmarked: earmarked.into(),
    }
}

fn unreadable(error: &ContractError) -> bool {
    matches!(error, ContractError::EarmarkUnreadable { market, .. } if *market == addr("market"))
}

#[test]
fn earmarked_eth_is_not_spent() {
    let mut reserve = TestReserve::with_own_eth(eth(10));
    reserve.earmark_now(eth(7));
    let before = reserve.dump();
    let refused = reserve.spend(eth(3) + 1).unwrap_err();
    assert_eq!(refused, short(eth(3) + 1, eth(3), eth(7)));
    assert_eq!(reserve.dump(), before);
    reserve.spend(eth(3)).unwrap();
    assert_eq!(reserve.backing().unencumbered.u128(), eth(7));
    assert_eq!(reserve.spend(1).unwrap_err(), short(1, 0, eth(7)));
    reserve.ensure_invariants();
    // Once it is sold or released the rest is free again.
    reserve.earmark_now(eth(2));
    reserve.spend(eth(5)).unwrap();
    reserve.ensure_invariants();
}

#[test]
fn earmarked_eth_makes_no_batch_good() {
    let mut reserve = TestReserve::with_own_eth(200_000_000_000_000_000);
    reserve.purchase(2, usd(500), usd(400)).unwrap();
    reserve.wait_for_grace();
    reserve.earmark_now(150_000_000_000_000_000);
    let (free, earmarked) = (50_000_000_000_000_000, 150_000_000_000_000_000);
    let before = reserve.dump();
    let refused = reserve.close_lost(2, Some(free + 1)).unwrap_err();
    assert_eq!(refused, short(free + 1, free, earmarked));
    assert_eq!(reserve.dump(), before);
    reserve.close_lost(2, Some(free)).unwrap();
    // The protocol's fifth of the batch came back.
    let own = reserve.backing().unencumbered.u128();
    assert_eq!(own, earmarked + free / 5);
    reserve.ensure_invariants();
}

/// A record that names more than there is earmarks all of it, and no more.
#[test]
fn an_earmark_beyond_what_there_is_is_bounded() {
    let mut reserve = TestReserve::with_own_eth(eth(2));
    for earmark in [eth(2), eth(2) + 1, u128::MAX] {
        reserve.earmark_now(earmark);
        assert_eq!(reserve.spend(1).unwrap_err(), short(1, 0, eth(2)));
        assert_eq!(reserve.storefront().deficit.unwrap().eth.u128(), eth(2));
    }
}

#[test]
fn an_unreadable_market_stops_spending_alone() {
    for record in [&b"nonsense"[..], br#"{"eth":"-1","started":0}"#, b"{}"] {
        let mut reserve = TestReserve::with_own_eth(200_000_000_000_000_000);
        reserve
            .update_params(|p| p.buyback_above = Some(0u128.into()))
            .unwrap();
        for batch in 2..=4 {
            reserve.purchase(batch, usd(500), usd(400)).unwrap();
        }
        reserve.break_earmark(record);
        reserve.wait_for_grace();

        let before = reserve.dump();
        assert!(unreadable(&reserve.spend(1).unwrap_err()));
        assert!(unreadable(&reserve.close_lost(2, Some(1)).unwrap_err()));
        assert!(unreadable(&reserve.buy_eth(usd(1), None).unwrap_err()));
        assert!(unreadable(&reserve.buy_back(usd(1), None).unwrap_err()));
        assert_eq!(reserve.dump(), before);
        let nothing = reserve.storefront();
        assert_eq!((nothing.deficit, nothing.buyback), (None, None));

        reserve.close_lost(2, None).unwrap();
        assert_eq!(reserve.order(2).status, OrderStatus::Lost);
        assert_eq!(
            kinds(&reserve.credit(3, 250_000_000_000_000_000)),
            ["credited"]
        );
        assert_eq!(kinds(&reserve.credit(2, 1_000_000)), ["late_eth"]);
        let (market, user) = (reserve.market.clone(), reserve.anyone.to_string());
        let pay_out = ExecuteMsg::PayOut {
            recipient: user.clone(),
            amount: 90_000u128.into(),
            fee: Some(5_000u128.into()),
        };
        reserve.execute(&market, &[], pay_out).unwrap();
        assert_eq!(reserve.paid, [(user, coin(90_000, eth_denom()))]);
    }
}

/// As a chain answers where the market's address has no contract, or none with such a record.
#[test]
fn nothing_is_earmarked_before_the_first_write_off() {
    let mut reserve = TestReserve::with_own_eth(eth(1));
    assert_eq!(
        reserve.buy_eth(usd(1), None).unwrap_err(),
        ContractError::NothingForSale {}
    );
    reserve.spend(eth(1)).unwrap();
    reserve.ensure_invariants();
}
