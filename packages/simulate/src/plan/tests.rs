//! The plan against the contract's own, on random positions.

use cosmwasm_std::{Addr, Decimal, Uint128};
use proptest::prelude::*;
use qerun_market::accrue::AccruedMarket;
use qerun_market::liquidation_context::LiquidationContext;
use qerun_market::plan_liquidation as contract;
use qerun_market::prices;
use qerun_market::seizure_cap::SeizureCapacity;
use qerun_market::state::{self, Claim, State};
use qerun_market::ContractError;
use qerun_math::{debt_shares_ceil, SupplyShares};
use qerun_messages::market::{Config, OpenBatch, Params};
use qerun_messages::reserve;
use serde::Deserialize;

use super::*;
use crate::market::HEALTHY;
use crate::number;

#[derive(Deserialize)]
struct Plan {
    market: Params,
    reserve: reserve::Params,
}

/// A position and everything its liquidation depends on. Shares in millionths.
#[derive(Clone, Debug)]
struct Trial {
    /// Millionths of a stablecoin.
    debt: u128,
    /// Value of the QER per debt.
    covered: u64,
    qer: u64,
    eth: u64,
    stable: u64,
    /// Of the debt.
    claim_eth: u64,
    claim_stable: u64,
    claim_pending: u64,
    /// What the cap leaves, of the debt.
    capacity: Option<u64>,
    /// Of the debt; none: all.
    sent: Option<u64>,
    bonuses: (u64, u64),
    threshold: u64,
    full_below: u64,
    target: u64,
}

fn trial() -> impl Strategy<Value = Trial> {
    let part = |to: u64| prop_oneof![2 => Just(0u64), 5 => 1..to];
    let debt =
        prop_oneof![3 => 40_000_000u128..200_000_000, 3 => 200_000_000u128..2_000_000_000_000];
    (
        (
            debt,
            0u64..1_900_000,
            1_000u64..9_000_000,
            20_000_000u64..5_000_000_000,
        ),
        (
            900_000u64..1_200_000,
            part(900_000),
            part(600_000),
            part(300_000),
        ),
        prop::option::weighted(0.6, 0u64..1_500_000),
        prop::option::weighted(0.5, 1u64..1_200_000),
        (10_000u64..100_000, 0u64..50_000),
        (
            550_000u64..700_000,
            800_000u64..1_000_000,
            1_020_000u64..1_500_000,
        ),
    )
        .prop_map(
            |(
                (debt, covered, qer, eth),
                (stable, claim_eth, claim_stable, claim_pending),
                capacity,
                sent,
                bonuses,
                rule,
            )| Trial {
                debt,
                covered,
                qer,
                eth,
                stable,
                claim_eth,
                claim_stable,
                claim_pending,
                capacity,
                sent,
                bonuses: (bonuses.0, bonuses.0 + bonuses.1),
                threshold: rule.0,
                full_below: rule.1,
                target: rule.2,
            },
        )
}

fn decimal(millionths: u64) -> Decimal {
    Decimal::from_ratio(millionths, 1_000_000u64)
}

fn params(trial: &Trial) -> (Params, Rules) {
    let mut plan: Plan = toml::from_str(include_str!("../../../../deploy/localnet.toml")).unwrap();
    let params = &mut plan.market;
    params.liquidation.min_bonus = decimal(trial.bonuses.0);
    params.max_liquidation_bonus = decimal(trial.bonuses.1);
    params.liquidation_threshold = decimal(trial.threshold);
    params.liquidation.full_below = decimal(trial.full_below);
    params.liquidation.target_health = decimal(trial.target);
    let rules = Rules::new(params, &plan.reserve.storefront, 6).unwrap();
    (plan.market, rules)
}

fn config() -> Config<Addr> {
    let at = Addr::unchecked;
    Config {
        token: at("token"),
        oracle: at("oracle"),
        reserve: at("reserve"),
        guardian: None,
        perk: None,
        stable_denom: "usdc".into(),
        stable_decimals: 6,
        stable_asset: "usdc".into(),
        collateral_decimals: 6,
        collateral_asset: "qer".into(),
        eth_decimals: 18,
        eth_asset: "eth".into(),
    }
}

/// Both plans, with amounts of the contract's in whole tokens.
fn both(
    trial: &Trial,
) -> (
    Result<contract::LiquidationPlan, ContractError>,
    Option<super::Plan>,
    f64,
) {
    let (params, rules) = params(trial);
    let index = Decimal::percent(137);
    let stable = decimal(trial.stable).max(Decimal::one());
    let (qer, eth) = (decimal(trial.qer), decimal(trial.eth));
    let of_debt = |millionths: u64| trial.debt as f64 * millionths as f64 / 1e6;
    let units = |value: f64, price: Decimal, decimals: i32| {
        Uint128::new((value * number(stable) / number(price) * 10f64.powi(decimals - 6)) as u128)
    };
    let shares = debt_shares_ceil(Uint128::new(trial.debt), index).unwrap();
    let position = state::Position {
        collateral: units(of_debt(trial.covered), qer, 6),
        debt_shares: shares,
        claim: Claim {
            eth: units(of_debt(trial.claim_eth), eth, 18),
            stable: units(of_debt(trial.claim_stable), stable, 6),
            batches: vec![(0, units(of_debt(trial.claim_pending), stable, 6))],
        },
        ..state::Position::default()
    };
    let capacity = trial.capacity.map(|part| {
        let value = Uint128::new(of_debt(part) as u128);
        Decimal::from_ratio(value, 1_000_000u128)
    });
    let sent = trial
        .sent
        .map(|part| Uint128::new(of_debt(part) as u128 + 1));

    let market = AccruedMarket {
        assets: config().into(),
        params,
        state: State {
            cash: Uint128::zero(),
            debt_shares: shares,
            debt_index: index,
            scale: 0,
            accrued_at: 0,
            supply_shares: SupplyShares::new(0),
            insurance: Uint128::zero(),
            insurance_due: Uint128::zero(),
            insurance_rest: Decimal::zero(),
            deficit: Uint128::zero(),
            earmarked: false,
            unrecovered: Uint128::zero(),
            kept: Uint128::zero(),
            batch: OpenBatch {
                id: 1,
                user_in: Uint128::zero(),
                protocol_in: Uint128::zero(),
                opened_at: 0,
            },
        },
        interest: Uint128::zero(),
        now: 0,
    };
    let context = LiquidationContext {
        market: &market,
        prices: prices::LiquidationPrices {
            collateral: qer,
            depth: None,
            debt: stable,
            eth: Some(eth),
        },
        capacity: capacity.map(|value| SeizureCapacity { value, grows_at: 0 }),
    };
    let theirs = contract::plan_liquidation(&context, &position, sent);

    let whole = |amount: Uint128, decimals| crate::amount(amount, decimals);
    let debt = whole(position.debt(&market.state).unwrap(), 6);
    let ours = plan_liquidation(
        &rules,
        &LiquidationPrices {
            qer: number(qer),
            eth: number(eth),
            debt: number(stable),
        },
        capacity.map_or(f64::INFINITY, number),
        &crate::market::Position {
            id: 0,
            collateral: whole(position.collateral, 6),
            shares: debt,
            claim_eth: whole(position.claim.eth, 18),
            claim_stable: whole(position.claim.stable, 6),
            claim_pending: whole(
                position.claim.batches.iter().map(|(_, part)| *part).sum(),
                6,
            ),
            since: HEALTHY,
        },
        debt,
        sent.map_or(f64::INFINITY, |sent| whole(sent, 6)),
    );
    (theirs, ours, number(qer))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4_000, ..ProptestConfig::default() })]

    /// Amounts within a few smallest units of the contract's, and a few parts of 10^15.
    #[test]
    fn does_what_the_contract_does(trial in trial()) {
        let (theirs, ours, qer) = both(&trial);
        let theirs = match theirs {
            Ok(theirs) => theirs,
            Err(error) => {
                prop_assert!(ours.is_none(), "{error}: {ours:?}");
                return Ok(());
            }
        };
        let Some(ours) = ours else {
            return Err(TestCaseError::fail(format!("{theirs:?}")));
        };
        let near = |ours: f64, theirs: Uint128, decimals: u8, units: f64| {
            let theirs = crate::amount(theirs, decimals);
            (ours - theirs).abs() <= units * 1e-6 + theirs * 1e-12
        };
        // Three parts of the claim are rounded in the bonus and again as they are paid. A unit of QER that is rounded off is
        // worth some units of the stablecoin.
        let units = 7.0 + 1.2 * qer;
        let (q, e) = (1.0 + units / qer, units / number(decimal(trial.eth)));
        prop_assert!(near(ours.repaid, theirs.repaid, 6, units), "{ours:?} {theirs:?}");
        prop_assert!(near(ours.paid.qer, theirs.paid.collateral, 6, q), "{ours:?} {theirs:?}");
        prop_assert!(near(ours.paid.eth, theirs.paid.claim.eth, 18, e), "{ours:?} {theirs:?}");
        prop_assert!(near(ours.paid.stable, theirs.paid.claim.stable, 6, units), "{ours:?} {theirs:?}");
        let pending = theirs.paid.claim.pending.iter().map(|(_, part)| *part).sum();
        prop_assert!(near(ours.paid.pending, pending, 6, units), "{ours:?} {theirs:?}");
        prop_assert!(near(ours.unrecoverable, theirs.unrecoverable, 6, units), "{ours:?} {theirs:?}");
        prop_assert_eq!(ours.closed, theirs.shares_after.is_zero(), "{:?} {:?}", ours, theirs);
    }
}
