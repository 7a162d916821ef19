//! Which price each figure is made of: in this world bid, average, mid and ask all differ, none is a dollar, and no
//! parameter has its default.

use crate::common::*;
use qerun_market::ContractError;
use qerun_messages::market::BorrowLimits;

/// A whole QER of 8 decimals.
const QER: u128 = 100_000_000;

/// With 60,000 of insurance and 200,000 supplied; alice has pledged 10,000 QER.
fn world() -> Market {
    let mut market = Market::uneven();
    market.insure(60_000 * ONE);
    market.supply("sam", 200_000 * ONE).unwrap();
    market.deposit("alice", 10_000 * QER).unwrap();
    market
}

fn limits(market: &Market, user: &str) -> BorrowLimits {
    market.max_borrow(user).limits.unwrap()
}

#[test]
fn collateral_counts_at_the_bid_and_debt_at_the_ask() {
    let mut market = world();
    // 17,000 USD x 0.45 / 1.05
    assert_eq!(limits(&market, "alice").max_ltv, int(7_285_714_285));
    assert_eq!(market.max_borrow("alice").amount, int(7_285_714_285));
    let error = market.refused("alice", &[], borrow_msg(7_285_714_286));
    let expected = ContractError::ExceedsMaxLtv {
        debt: dec("7650.0000003"),
        limit: dec("7650"),
    };
    assert_eq!(error, expected);
    market.borrow("alice", 5_000 * ONE).unwrap();
    let told = market.describe("alice");
    assert_eq!(told.collateral_value, Some(dec("17000")));
    assert_eq!(told.debt_value, Some(dec("5250")));
    // 17,000 x 0.62 / 5,250
    assert_eq!(told.health, Some(dec("2.007619047619047619")));
    // 5,250 / 0.45 / 1.7 = 6,862.74509804 QER stay.
    let free = 10_000 * QER - 686_274_509_804;
    assert_eq!(market.max_withdraw("alice").collateral, int(free));
    let error = market.refused("alice", &[], withdraw_collateral_msg(Some(free + 1)));
    assert!(
        matches!(error, ContractError::ExceedsMaxLtv { .. }),
        "{error}"
    );
    market.withdraw_collateral("alice", Some(free)).unwrap();
}

#[test]
fn a_stablecoin_below_a_dollar_owes_a_dollar() {
    let mut market = world();
    market.change_price("usdc", |p| {
        (p.bid, p.average, p.mid, p.ask) = (dec("0.9"), dec("0.92"), dec("0.95"), dec("0.97"));
    });
    assert_eq!(limits(&market, "alice").max_ltv, int(7_650 * ONE));
    // And above one insures no more than a dollar.
    market.change_price("usdc", |p| {
        (p.bid, p.average, p.mid, p.ask) = (dec("1.1"), dec("1.15"), dec("1.2"), dec("1.25"));
    });
    market.change_state(|s| s.insurance = int(47_700 * ONE - 1));
    let error = market.refused("alice", &[], borrow_msg(1_000 * ONE));
    let expected = ContractError::InsuranceTooSmall {
        insurance: dec("47699.999999"),
        needed: dec("47700"),
    };
    assert_eq!(error, expected);
}

#[test]
fn insurance_counts_at_the_bid() {
    let mut market = world();
    // 0.053 x 900,000 / 0.96 = 49,687.5
    market.change_state(|s| s.insurance = int(49_687_500_000 - 1));
    let error = market.refused("alice", &[], borrow_msg(1_000 * ONE));
    let expected = ContractError::InsuranceTooSmall {
        insurance: dec("47699.99999904"),
        needed: dec("47700"),
    };
    assert_eq!(error, expected);
    market.insure(1);
    market.borrow("alice", 1_000 * ONE).unwrap();
}

#[test]
fn caps_are_dollars_of_debt_at_the_ask() {
    let mut market = world();
    let told = limits(&market, "alice");
    // 900,000 x 0.45 x 0.043 / 1.05, x 0.19 / 1.05
    assert_eq!(told.account_cap, int(16_585_714_285));
    assert_eq!(told.debt_cap, int(73_285_714_285));
    assert_eq!(told.debt_ceiling, int(777_777 * ONE));
    assert_eq!(told.cash, int(200_000 * ONE));
    market.deposit("bob", 100_000 * QER).unwrap();
    market.borrow("bob", 10_000 * ONE).unwrap();
    let told = limits(&market, "bob");
    assert_eq!(told.account_cap, int(6_585_714_285));
    assert_eq!(told.debt_cap, int(63_285_714_285));
    assert_eq!(told.cash, int(190_000 * ONE));
    let error = market.refused("bob", &[], borrow_msg(6_585_714_286));
    let expected = ContractError::AccountCapExceeded {
        available: int(6_585_714_285),
        requested: int(6_585_714_286),
    };
    assert_eq!(error, expected);
    // A withdrawal over the account's cap: 10,500 USD of debt, 0.45 x 0.043 x depth.
    market.change_price("qer", |p| p.depth = Some(dec("542635")));
    let error = market.refused("bob", &[], withdraw_collateral_msg(Some(1)));
    let expected = ContractError::WithdrawalOverCap {
        debt: dec("10500"),
        cap: dec("10499.98725"),
    };
    assert_eq!(error, expected);
}

/// The most debt that the stress bound allows, stablecoins, by floating point: losses of a unit of debt, and the cover.
fn max_debt(insurance: f64, own: f64, encumbered: f64, debt: f64) -> f64 {
    let loss = 1.0 - (1.0 - 0.78) / (0.62 * 1.11);
    let (insurance, own) = (insurance * 0.96, own * 1_800.0 * 0.43 * 0.92);
    // As cover no more than the reserve part of the debt at the ask.
    let encumbered = (encumbered * 1_800.0).min(debt * 1.05 * (1.0 - 0.55));
    let cover = insurance + own.min(insurance) + encumbered * 0.43 * 0.87;
    cover / loss / 1.05 - debt
}

#[test]
fn cover_counts_eth_at_the_bid_and_as_far_as_debt_at_the_ask() {
    let mut market = world();
    market.deposit("bob", 100_000 * QER).unwrap();
    market.borrow("bob", 10_000 * ONE).unwrap();
    let insurance = market.state().insurance.u128() as f64 / ONE as f64;
    for (own, encumbered) in [
        (0, 0),
        (10_000, 0),
        (30_000, 0),
        // 60,000 x 0.96 = 57,600 of insurance bound own ETH at 0.43 x 0.92 x 1,800: 80.9 ETH.
        (80_000, 0),
        (90_000, 0),
        // 10,000 x 1.05 x 0.45 = 4,725 USD of reserve parts: 2.625 ETH.
        (0, 2_600),
        (0, 2_625),
        (0, 2_700),
        (0, 100_000),
        (7_000, 1_000),
    ] {
        market.backing(|b| {
            b.unencumbered = int(own * ETHER / 1_000);
            b.encumbered = int(encumbered * ETHER / 1_000);
        });
        let (own, encumbered) = (own as f64 / 1_000.0, encumbered as f64 / 1_000.0);
        let expected = max_debt(insurance, own, encumbered, 10_000.0);
        let told = limits(&market, "alice").stress.u128() as f64 / ONE as f64;
        let off = (told - expected).abs();
        assert!(off < 0.00001, "{own} {encumbered}: {told}, not {expected}");
    }
}

/// Contributions stay in the insurance until it alone covers the debt after the borrow: insurance at its bid,
/// debt at its ask.
#[test]
fn contributions_build_the_insurance_at_its_bid_against_debt_at_its_ask() {
    let mut market = world();
    market.deposit("bob", 100_000 * QER).unwrap();
    market.force_params(|p| {
        p.min_insurance = dec("0.01");
        p.account_cap = dec("0.1");
    });
    market.backing(|b| b.unencumbered = int(100 * ETHER));
    market.change_state(|s| s.insurance = int(20_000 * ONE));
    // 20,000 x 0.96 / 0.680325... / 1.05 = 26,877.8 of debt.
    let most = max_debt(20_000.0, 0.0, 0.0, 0.0);
    assert!((most - 26_877.8).abs() < 0.1, "{most}");
    let below = (most * ONE as f64) as u128;
    let to =
        |response: &cosmwasm_std::Response| event(response, "borrow").attributes[4].value.clone();
    let mut other = world();
    for (asked, expected) in [(below, "batch"), (below + 2, "insurance")] {
        let before = market.dump();
        let response = market.borrow("bob", asked).unwrap();
        assert_eq!(to(&response), expected, "{asked}");
        other.deps.storage = cosmwasm_std::testing::MockStorage::new();
        for (key, value) in before {
            cosmwasm_std::Storage::set(&mut other.deps.storage, &key, &value);
        }
        std::mem::swap(&mut market.deps.storage, &mut other.deps.storage);
    }
}

#[test]
fn a_borrow_splits_by_the_parameters_that_are_set() {
    let mut market = world();
    let response = market.borrow("alice", 1_000 * ONE).unwrap();
    // 0.55 is paid out; of 450, 6 % are the protocol's.
    assert_eq!(messages(&response), [bank("alice", 550 * ONE)]);
    let state = market.state();
    assert_eq!(state.batch.user_in, int(423 * ONE));
    assert_eq!(state.batch.protocol_in, int(27 * ONE));
    // 61 USD at 1.05: 58.095239 at least, rounded up.
    market.deposit("bob", 10_000 * QER).unwrap();
    let error = market.refused("bob", &[], borrow_msg(58_095_238));
    let expected = ContractError::BelowMinimumDebt {
        debt: dec("60.9999999"),
        minimum: dec("61"),
    };
    assert_eq!(error, expected);
    market.borrow("bob", 58_095_239).unwrap();
}

#[test]
fn a_batch_is_handed_over_with_capacity_for_exactly_itself() {
    for (capacity, handed_over) in [(900 * ONE - 1, false), (900 * ONE, true)] {
        let mut market = world();
        market.backing(|b| b.capacity = int(capacity));
        let quote = market.quote("alice", 2_000 * ONE);
        assert_eq!(quote.hands_over, handed_over);
        // Half of it is 900.
        let response = market.borrow("alice", 2_000 * ONE).unwrap();
        assert_eq!(response.messages.len(), if handed_over { 2 } else { 1 });
    }
}

#[test]
fn a_claim_is_worth_eth_at_the_bid_and_stablecoins_at_theirs() {
    let mut market = world();
    market.borrow("alice", 2_000 * ONE).unwrap();
    market.batch_in_flight(1, 846 * ONE, 54 * ONE);
    market.settle_batch(1, ETHER / 2);
    market.borrow("alice", 1_000 * ONE).unwrap();
    let told = market.describe("alice");
    // 846 / 900 of half an ETH: 0.47 x 1,800; 423 unsent at 0.96.
    let claim = dec("846") + dec("406.08");
    let expected = (dec("17000") + claim) * dec("0.62") / dec("3150");
    let health = told.health_with_claim.unwrap();
    assert!(
        health.abs_diff(expected) < dec("0.00000000000000001"),
        "{health} {expected}"
    );
}
