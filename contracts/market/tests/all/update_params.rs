//! Updates of the parameters: one step, once a day, and the ramp of the liquidation threshold.

use crate::common::*;
use cosmwasm_std::{Decimal, Uint128};
use qerun_controls::{Figure, ParameterError};
use qerun_market::state::{State, COMPACT_CONFIG, RULES, UPDATED_AT};
use qerun_market::ContractError as E;
use qerun_math::{accrue_index_ceil, mul_decimal_floor_with_rest};
use qerun_messages::market::{ExecuteMsg, Params, QueryMsg, COOL_DOWN, RAMP};

const DAY: u64 = 86_400;

/// Away from the bounds, so that a step both ways is open for nearly all.
fn base(p: &mut Params) {
    p.max_ltv = dec("0.4");
    p.max_liquidation_bonus = dec("0.1");
    p.debt_cap = dec("0.1");
    p.rates.base = dec("0.1");
    p.liquidation.target_health = dec("1.3");
    p.liquidation.full_below = dec("0.9");
}

/// Name, the parameter, the least and the most that one step from [`base`] reaches.
type Row = (
    &'static str,
    fn(&mut Params) -> &mut Decimal,
    &'static str,
    &'static str,
);

#[rustfmt::skip]
const STEPS: [Row; 25] = [
    ("max_ltv", |p| &mut p.max_ltv, "0.36", "0.44"),
    ("liquidation_threshold", |p| &mut p.liquidation_threshold, "0.54", "0.66"),
    ("max_liquidation_bonus", |p| &mut p.max_liquidation_bonus, "0.09", "0.11"),
    ("liquidation.min_bonus", |p| &mut p.liquidation.min_bonus, "0.045", "0.055"),
    ("liquidation.claim_bonus", |p| &mut p.liquidation.claim_bonus, "0.027", "0.033"),
    ("liquidation.target_health", |p| &mut p.liquidation.target_health, "1.17", "1.43"),
    ("liquidation.full_below", |p| &mut p.liquidation.full_below, "0.81", "0.99"),
    ("liquidation.seizure_cap", |p| &mut p.liquidation.seizure_cap, "0.045", "0.055"),
    ("liquidation.claim_fee", |p| &mut p.liquidation.claim_fee, "0.027", "0.033"),
    ("cash_share", |p| &mut p.cash_share, "0.45", "0.55"),
    ("contribution_share", |p| &mut p.contribution_share, "0.045", "0.055"),
    ("perk_contribution_share", |p| &mut p.perk_contribution_share, "0.018", "0.022"),
    ("insurance_share", |p| &mut p.insurance_share, "0.18", "0.22"),
    // The least step counts: 1 % of 1,000 USD.
    ("min_debt", |p| &mut p.min_debt, "40", "60"),
    ("debt_cap", |p| &mut p.debt_cap, "0.09", "0.11"),
    ("account_cap", |p| &mut p.account_cap, "0.045", "0.055"),
    // The least step: 1 % of 1.
    ("min_insurance", |p| &mut p.min_insurance, "0.06", "0.08"),
    ("rates.base", |p| &mut p.rates.base, "0.09", "0.11"),
    // The least step: 1 % of 1.
    ("rates.slope_low", |p| &mut p.rates.slope_low, "0.07", "0.09"),
    ("rates.slope_high", |p| &mut p.rates.slope_high, "0.9", "1.1"),
    ("rates.kink", |p| &mut p.rates.kink, "0.72", "0.88"),
    ("stress.collateral_fall", |p| &mut p.stress.collateral_fall, "0.72", "0.88"),
    ("stress.eth_fall", |p| &mut p.stress.eth_fall, "0.54", "0.66"),
    ("stress.own_discount", |p| &mut p.stress.own_discount, "0.09", "0.11"),
    ("stress.encumbered_discount", |p| &mut p.stress.encumbered_discount, "0.1125", "0.1375"),
];

fn based() -> Market {
    let mut market = Market::new();
    market.force_params(base);
    market
}

/// The error of a value outside the range of its next step.
fn step_error<T: Into<Figure>>(name: &'static str, value: T, (min, max): (T, T)) -> E {
    let (value, min, max) = (value.into(), min.into(), max.into());
    E::Parameter(ParameterError::Step {
        name,
        value,
        min,
        max,
    })
}

/// The error of an update that must leave no trace.
#[track_caller]
fn refused(market: &mut Market, change: impl FnOnce(&mut Params)) -> E {
    let mut params: Params = market.query(QueryMsg::Params {});
    change(&mut params);
    market.refused("owner", &[], ExecuteMsg::UpdateParams { params })
}

#[test]
fn each_figure_moves_by_one_step_and_no_digit_more() {
    let digit = Decimal::raw(1);
    for (name, of, min, max) in STEPS {
        let (min, max) = (dec(min), dec(max));
        for value in [min, max] {
            let mut market = based();
            market.set_params(|p| *of(p) = value).unwrap();
            let mut stored: Params = market.query(QueryMsg::Params {});
            assert_eq!(*of(&mut stored), value, "{name}");
        }
        for value in [min - digit, max + digit] {
            let error = refused(&mut based(), |p| *of(p) = value);
            let expected = step_error(name, value, (min, max));
            assert_eq!(error, expected);
        }
    }
}

#[test]
fn a_figure_can_leave_zero_by_the_least_step() {
    let zero = |p: &mut Params| p.perk_contribution_share = dec("0");
    let mut market = Market::new();
    market.force_params(zero);
    let value = dec("0.001000000000000001");
    let error = refused(&mut market, |p| p.perk_contribution_share = value);
    let expected = step_error("perk_contribution_share", value, (dec("0"), dec("0.001")));
    assert_eq!(error, expected);
    market
        .set_params(|p| p.perk_contribution_share = dec("0.001"))
        .unwrap();
}

#[test]
fn the_ceiling_moves_by_a_tenth_or_a_thousand_stablecoins() {
    // Ceiling, least and most after a step.
    for (ceiling, min, max) in [
        (0, 0, 1_000 * ONE),
        (500 * ONE, 0, 1_500 * ONE),
        (10_000 * ONE, 9_000 * ONE, 11_000 * ONE),
        (1_000_009, 0, 1_001_000_009),
        (1_000_000 * ONE + 9, 900_000 * ONE + 9, 1_100_000 * ONE + 9),
        (u128::MAX, u128::MAX - u128::MAX / 10, u128::MAX),
    ] {
        let market = || {
            let mut market = Market::new();
            market.force_params(|p| p.debt_ceiling = int(ceiling));
            market
        };
        for value in [min, max] {
            let mut market = market();
            market.set_params(|p| p.debt_ceiling = int(value)).unwrap();
            let stored: Params = market.query(QueryMsg::Params {});
            assert_eq!(stored.debt_ceiling, int(value));
        }
        for value in [min.checked_sub(1), max.checked_add(1)]
            .into_iter()
            .flatten()
        {
            let error = refused(&mut market(), |p| p.debt_ceiling = int(value));
            let expected = step_error("debt_ceiling", int(value), (int(min), int(max)));
            assert_eq!(error, expected);
        }
    }
}

#[test]
fn the_least_step_of_the_ceiling_follows_the_decimals() {
    let mut config = config();
    (config.stable_decimals, config.collateral_decimals) = (18, 18);
    let mut params = params();
    params.debt_ceiling = int(0);
    let mut market = Market::try_new(config, params).unwrap();
    let thousand = 1_000 * ETHER;
    let error = refused(&mut market, |p| p.debt_ceiling = int(thousand + 1));
    let expected = step_error("debt_ceiling", int(thousand + 1), (int(0), int(thousand)));
    assert_eq!(error, expected);
    market
        .set_params(|p| p.debt_ceiling = int(thousand))
        .unwrap();
}

#[test]
fn size_and_age_of_a_due_batch_may_double_or_halve() {
    for (value, fits) in [(500, true), (2_000, true), (499, false), (2_001, false)] {
        let value = int(value * ONE);
        let result = Market::new().set_params(|p| p.batch.min_size = value);
        match result {
            Ok(_) => assert!(fits, "{value}"),
            Err(error) => {
                let (min, max) = (int(500 * ONE), int(2_000 * ONE));
                let name = "batch.min_size";
                assert_eq!(error, step_error(name, value, (min, max)));
                assert!(!fits, "{value}");
            }
        }
    }
    for (value, fits) in [(1_800, true), (7_200, true), (1_799, false), (7_201, false)] {
        let result = Market::new().set_params(|p| p.batch.max_age = value);
        match result {
            Ok(_) => assert!(fits, "{value}"),
            Err(error) => {
                let (name, min, max) = ("batch.max_age", 1_800u64, 7_200u64);
                assert_eq!(error, step_error(name, value, (min, max)));
                assert!(!fits, "{value}");
            }
        }
    }
}

#[test]
fn one_update_a_day() {
    let mut market = Market::new();
    assert_eq!(market.threshold().params_ready_at, 0);
    let updated = market.now();
    market.set_params(|p| p.min_debt = dec("60")).unwrap();
    let ready_at = updated + COOL_DOWN;
    assert_eq!(market.threshold().params_ready_at, ready_at);
    for wait in [0, 1, COOL_DOWN - 2] {
        market.wait(wait);
        // Whatever it asks for, even nothing.
        let error = refused(&mut market, |_| ());
        assert_eq!(error, E::Parameter(ParameterError::CoolDown { ready_at }));
    }
    market.wait(1);
    assert_eq!(market.now(), ready_at);
    // One that is refused costs no day.
    let error = refused(&mut market, |p| p.min_debt = dec("71"));
    assert!(matches!(
        error,
        E::Parameter(ParameterError::Step {
            name: "min_debt",
            ..
        })
    ));
    market.set_params(|p| p.min_debt = dec("70")).unwrap();
    let stored = UPDATED_AT.load(&market.deps.storage).unwrap();
    assert_eq!(stored, ready_at);
}

type Verb = fn(&mut Market) -> Outcome;

/// Every verb that accrues, whether it reads the parameters or the copy that interest takes.
const ACCRUING: [(&str, Verb); 5] = [
    ("supply", |m| m.supply("sam", ONE)),
    ("withdraw", |m| m.withdraw("sam", Some(ONE))),
    ("repay", |m| m.repay("alice", ONE)),
    ("borrow", |m| m.borrow("alice", 50 * ONE)),
    ("update_params", |m| {
        m.set_params(|p| p.rates.base = dec("0.12"))
    }),
];

#[test]
fn interest_runs_at_the_old_rates_until_the_update_and_at_the_new_ones_after_it() {
    for (verb, run) in ACCRUING {
        let mut market = based();
        market.borrow("alice", 100 * ONE).unwrap();
        let start = market.state();
        let old: Params = market.query(QueryMsg::Params {});
        market.wait(DAY);
        market
            .set_params(|p| {
                p.rates.base = dec("0.11");
                p.insurance_share = dec("0.22");
            })
            .unwrap();
        let between = market.state();
        let grown = |state: &State, params: &Params| {
            let rate = params.rates.borrow_rate(state.utilisation().unwrap());
            let index = accrue_index_ceil(state.debt_index, rate.unwrap(), DAY).unwrap();
            let after = State {
                debt_index: index,
                ..state.clone()
            };
            let interest = after.debt().unwrap() - state.debt().unwrap();
            let (rest, share) = (state.insurance_rest, params.insurance_share);
            let (due, _) = mul_decimal_floor_with_rest(interest, share, rest).unwrap();
            (index, state.insurance + state.insurance_due + due)
        };
        let held = |state: &State| (state.debt_index, state.insurance + state.insurance_due);
        assert_eq!(held(&between), grown(&start, &old), "{verb}: before");

        let new: Params = market.query(QueryMsg::Params {});
        assert_ne!(grown(&between, &new).0, grown(&between, &old).0);
        assert_ne!(grown(&between, &new).1, grown(&between, &old).1);
        market.wait(DAY);
        run(&mut market).unwrap_or_else(|error| panic!("{verb}: {error}"));
        assert_eq!(
            held(&market.state()),
            grown(&between, &new),
            "{verb}: after"
        );
        let interest = COMPACT_CONFIG.load(&market.deps.storage).unwrap().interest;
        let set = RULES.load(&market.deps.storage).unwrap().params;
        assert_eq!(interest, set.set().into(), "{verb}: the copy");
    }
}

#[test]
fn a_refused_update_leaves_the_terms_of_interest_alone() {
    let mut market = based();
    market.set_params(|p| p.rates.base = dec("0.11")).unwrap();
    market.wait(DAY - 1);
    let error = refused(&mut market, |p| p.rates.base = dec("0.12"));
    assert!(
        matches!(error, E::Parameter(ParameterError::CoolDown { .. })),
        "{error}"
    );
    let interest = COMPACT_CONFIG.load(&market.deps.storage).unwrap().interest;
    assert_eq!(interest.rates.base, dec("0.11"));
}

#[test]
fn a_cut_of_the_threshold_ramps_over_seven_days() {
    let mut market = Market::new();
    market.force_params(|p| p.max_ltv = dec("0.4"));
    market.deposit("bob", 10_000 * ONE).unwrap();
    market.borrow("bob", 8_000 * ONE).unwrap();
    // At 1.34 USD 13,400 of collateral: health 13,400 x 0.6 / 8,000 = 1.005.
    market.price("qer", "1.34");
    market.force_params(|p| p.rates.slope_low = dec("0"));
    assert_eq!(market.describe("bob").health, Some(dec("1.005")));

    let start = market.now();
    let response = market
        .set_params(|p| p.liquidation_threshold = dec("0.54"))
        .unwrap();
    let end = start + RAMP;
    let attributes = &event(&response, "update_params").attributes;
    let told: Vec<_> = attributes
        .iter()
        .filter(|a| a.key.contains("threshold") || a.key == "ramp_end")
        .map(|a| a.value.clone())
        .collect();
    assert_eq!(
        told,
        ["0.54".to_string(), "0.6".to_string(), end.to_string()]
    );

    for (seconds, effective, health) in [
        (0, "0.6", "1.005"),
        (DAY * 7 / 6, "0.59", "0.98825"),
        (DAY * 7 / 2, "0.57", "0.95475"),
        (DAY * 7, "0.54", "0.9045"),
        (DAY * 700, "0.54", "0.9045"),
    ] {
        market.env.block.time = cosmwasm_std::Timestamp::from_seconds(start + seconds);
        let told = market.threshold();
        assert_eq!(told.set, dec("0.54"));
        assert_eq!(told.effective, dec(effective));
        assert_eq!(told.ramp_end, (seconds < RAMP).then_some(end));
        let params: Params = market.query(QueryMsg::Params {});
        assert_eq!(params.liquidation_threshold, dec("0.54"));
        assert_eq!(market.describe("bob").health, Some(dec(health)));
        // The same for one who asks beforehand, and with the claim.
        let quoted = market.quote("bob", 0).health_after;
        assert_eq!(quoted, Some(dec(health)));
        let with_claim = market.describe("bob").health_with_claim.unwrap();
        let worth = dec("13400") + dec("3800");
        assert_eq!(with_claim, worth * dec(effective) / dec("8000"));
    }
}

#[test]
fn the_stress_bound_follows_the_ramp() {
    let mut market = Market::new();
    market.force_params(|p| {
        p.max_ltv = dec("0.4");
        p.min_insurance = dec("0.01");
    });
    market.change_state(|s| s.insurance = int(10_000 * ONE));
    let limit = |market: &Market| market.max_borrow("alice").limits.unwrap().stress.u128();
    market
        .set_params(|p| p.liquidation_threshold = dec("0.54"))
        .unwrap();
    // 10,000 x p / (p - 0.2) with p = threshold x 1.15: 0.69, then 0.6555, then 0.621.
    assert_eq!(limit(&market), 14_081_632_653);
    market.wait(RAMP / 2);
    assert_eq!(limit(&market), 14_390_779_363);
    market.wait(RAMP / 2);
    assert_eq!(limit(&market), 14_750_593_824);
}

#[test]
fn a_raise_holds_at_once() {
    let mut market = based();
    let response = market
        .set_params(|p| p.liquidation_threshold = dec("0.66"))
        .unwrap();
    let attributes = &event(&response, "update_params").attributes;
    assert_eq!(attributes.last().unwrap().value, "0.66");
    let told = market.threshold();
    assert_eq!((told.set, told.effective), (dec("0.66"), dec("0.66")));
    assert_eq!(told.ramp_end, None);
}

/// In force at 0.6, 0.54 set, a day into the ramp.
fn on_the_way_down() -> Market {
    let mut market = based();
    market
        .set_params(|p| p.liquidation_threshold = dec("0.54"))
        .unwrap();
    market.wait(DAY);
    // 0.6 - 0.06 / 7, rounded up
    let effective = dec("0.591428571428571429");
    assert_eq!(market.threshold().effective, effective);
    market
}

#[test]
fn another_cut_starts_from_what_is_in_force_and_is_a_step_from_there() {
    let mut market = on_the_way_down();
    let effective = market.threshold().effective;
    // A tenth less than what is in force, not than what is set.
    let (min, max) = (dec("0.532285714285714287"), dec("0.594"));
    let value = min - Decimal::raw(1);
    let name = "liquidation_threshold";
    let error = refused(&mut market, |p| p.liquidation_threshold = value);
    assert_eq!(error, step_error(name, value, (min, max)));
    let end = market.now() + RAMP;
    market
        .set_params(|p| p.liquidation_threshold = min)
        .unwrap();
    let told = market.threshold();
    assert_eq!((told.set, told.effective), (min, effective));
    assert_eq!(told.ramp_end, Some(end));
    market.wait(RAMP);
    assert_eq!(market.threshold().effective, min);
}

#[test]
fn an_update_that_leaves_the_threshold_alone_leaves_its_ramp_alone() {
    let mut market = on_the_way_down();
    let before = market.threshold();
    market.set_params(|p| p.min_debt = dec("60")).unwrap();
    let after = market.threshold();
    assert_eq!(after.ramp_end, before.ramp_end);
    assert_eq!(after.effective, before.effective);
    market.wait(6 * DAY);
    assert_eq!(market.threshold().effective, dec("0.54"));
    // And once it is over, the next update forgets it.
    let size = |market: &Market| {
        let record = market.dump().into_iter().find(|(key, _)| key == b"p");
        record.unwrap().1.len()
    };
    let with_ramp = size(&market);
    market.set_params(|_| ()).unwrap();
    assert!(size(&market) < with_ramp - 50);
    assert_eq!(market.threshold().effective, dec("0.54"));
}

#[test]
fn a_ramp_can_be_called_off_and_shortened_in_depth() {
    // Up to more than what is in force: at once.
    let mut market = on_the_way_down();
    market
        .set_params(|p| p.liquidation_threshold = dec("0.594"))
        .unwrap();
    let told = market.threshold();
    assert_eq!((told.effective, told.ramp_end), (dec("0.594"), None));
    // To exactly what is in force: that is where it stays.
    let mut market = on_the_way_down();
    let effective = market.threshold().effective;
    market
        .set_params(|p| p.liquidation_threshold = effective)
        .unwrap();
    let told = market.threshold();
    assert_eq!((told.effective, told.ramp_end), (effective, None));
    // To less than that, more than was set: seven days from now.
    let mut market = on_the_way_down();
    let end = market.now() + RAMP;
    market
        .set_params(|p| p.liquidation_threshold = dec("0.58"))
        .unwrap();
    let told = market.threshold();
    assert_eq!((told.effective, told.ramp_end), (effective, Some(end)));
}

#[test]
fn price_impact_is_judged_by_the_threshold_that_still_holds() {
    // sqrt(0.4 / 0.7) x cap <= (1 / (0.7 x 1.15) - 1) / 2 = 0.1211..., so cap <= 0.16024...;
    // at 0.66 sqrt(0.4 / 0.66) x cap <= 0.15876..., so cap <= 0.2039...
    let mut market = Market::new();
    market.force_params(|p| {
        p.max_ltv = dec("0.4");
        p.liquidation_threshold = dec("0.7");
        p.debt_cap = dec("0.15");
    });
    let both = |p: &mut Params| {
        p.liquidation_threshold = dec("0.66");
        p.debt_cap = dec("0.163");
    };
    let debt_cap = dec("0.163");
    assert_eq!(refused(&mut market, both), E::PriceImpact { debt_cap });
    market
        .set_params(|p| p.liquidation_threshold = dec("0.66"))
        .unwrap();
    market.wait(DAY);
    // 0.6943 is in force; the bound is 0.1665 there.
    market.set_params(both).unwrap();
}

#[test]
fn a_borrow_reads_no_more_for_a_ramp() {
    // The ramp is part of the parameters' record, and of nothing else.
    let mut market = on_the_way_down();
    let keys: Vec<_> = market.dump().into_iter().map(|(key, _)| key).collect();
    assert_eq!(
        keys.iter().filter(|key| key.len() == 1).count(),
        6,
        "c, i, p, s, u, z"
    );
    let stored = RULES.load(&market.deps.storage).unwrap();
    let start = market.now() - DAY;
    assert_eq!(stored.params.threshold_ceil(start).unwrap(), dec("0.6"));
    market.borrow("alice", 1_000 * ONE).unwrap();
    assert_eq!(RULES.load(&market.deps.storage).unwrap(), stored);
}

#[test]
fn amounts_at_the_end_of_their_type() {
    let mut market = Market::new();
    market.force_params(|p| {
        p.debt_ceiling = Uint128::MAX;
        p.batch.min_size = Uint128::MAX;
    });
    market.set_params(|_| ()).unwrap();
    market.wait(DAY);
    let half = Uint128::new(1 << 127);
    market.set_params(|p| p.batch.min_size = half).unwrap();
}
