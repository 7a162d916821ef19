//! Random updates at random times: no step is longer than the rule allows, no set is out of bounds,
//! the liquidation threshold in force never falls faster than a step in seven days, and nobody
//! becomes unhealthy by an update itself.

use std::cell::Cell;

use crate::common::*;
use cosmwasm_std::{Decimal, Uint512};
use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use qerun_controls::ParameterError;
use qerun_market::ContractError as E;
use qerun_math::price_impact_holds;
use qerun_messages::market::{ExecuteMsg, Params, QueryMsg, COOL_DOWN, RAMP};

type Figure = (&'static str, fn(&mut Params) -> &mut Decimal, u64);

/// Each figure and its upper bound in thousandths.
#[rustfmt::skip]
const FIGURES: [Figure; 25] = [
    ("liquidation_threshold", |p| &mut p.liquidation_threshold, 700),
    ("max_ltv", |p| &mut p.max_ltv, 500),
    ("max_liquidation_bonus", |p| &mut p.max_liquidation_bonus, 150),
    ("liquidation.min_bonus", |p| &mut p.liquidation.min_bonus, 100),
    ("liquidation.claim_bonus", |p| &mut p.liquidation.claim_bonus, 50),
    ("liquidation.target_health", |p| &mut p.liquidation.target_health, 1_500),
    ("liquidation.full_below", |p| &mut p.liquidation.full_below, 1_000),
    ("liquidation.seizure_cap", |p| &mut p.liquidation.seizure_cap, 200),
    ("liquidation.claim_fee", |p| &mut p.liquidation.claim_fee, 50),
    ("cash_share", |p| &mut p.cash_share, 750),
    ("contribution_share", |p| &mut p.contribution_share, 100),
    ("perk_contribution_share", |p| &mut p.perk_contribution_share, 100),
    ("insurance_share", |p| &mut p.insurance_share, 500),
    ("min_debt", |p| &mut p.min_debt, 1_000_000),
    ("debt_cap", |p| &mut p.debt_cap, 250),
    ("account_cap", |p| &mut p.account_cap, 100),
    ("min_insurance", |p| &mut p.min_insurance, 1_000),
    ("rates.base", |p| &mut p.rates.base, 500),
    ("rates.slope_low", |p| &mut p.rates.slope_low, 1_000),
    ("rates.slope_high", |p| &mut p.rates.slope_high, 4_000),
    ("rates.kink", |p| &mut p.rates.kink, 1_000),
    ("stress.collateral_fall", |p| &mut p.stress.collateral_fall, 990),
    ("stress.eth_fall", |p| &mut p.stress.eth_fall, 990),
    ("stress.own_discount", |p| &mut p.stress.own_discount, 500),
    ("stress.encumbered_discount", |p| &mut p.stress.encumbered_discount, 500),
];

/// One update: how long it waits, which figures it moves by how many thousandths of a step.
#[derive(Debug, Clone)]
struct Update {
    wait: u64,
    threshold: i64,
    moves: Vec<(usize, i64)>,
    /// Ceiling, size and age by that many thousandths of themselves.
    sizes: [u64; 3],
}

/// Often exactly a step, seldom more.
fn part() -> impl Strategy<Value = i64> {
    prop_oneof![4 => Just(-1_000i64), 1 => Just(1_000i64), 4 => -1_000..=1_000i64, 1 => -1_100..=1_100i64]
}

fn updates() -> impl Strategy<Value = Vec<Update>> {
    let wait = prop_oneof![
        6 => Just(COOL_DOWN),
        1 => 0..COOL_DOWN,
        3 => COOL_DOWN..9 * COOL_DOWN,
    ];
    let sizes = prop_oneof![
        4 => Just([1_000, 1_000, 1_000]),
        1 => (899..=1_101u64, 499..=2_001u64, 499..=2_001u64).prop_map(|(a, b, c)| [a, b, c]),
    ];
    let moves = prop::collection::vec((1..FIGURES.len(), part()), 0..3);
    let update = (wait, part(), moves, sizes).prop_map(|(wait, threshold, moves, sizes)| Update {
        wait,
        threshold,
        moves,
        sizes,
    });
    prop::collection::vec(update, 1..40)
}

/// A tenth of the old value, or a hundredth of the upper bound: the more.
fn step(old: Decimal, upper: u64) -> Decimal {
    let tenth = Decimal::raw(old.atomics().u128() / 10);
    tenth.max(Decimal::permille(upper) * dec("0.01"))
}

fn moved(old: Decimal, upper: u64, part: i64) -> Decimal {
    let by = step(old, upper) * Decimal::permille(part.unsigned_abs());
    if part < 0 {
        old.saturating_sub(by)
    } else {
        old + by
    }
}

/// The threshold in force, by time.
type Seen = Vec<(u64, Decimal)>;

/// Over every span: at most a step of the highest value that was in force since the ramp in course at
/// its start may have begun, in seven days, in proportion; and a digit of rounding.
fn ensure_speed(seen: &Seen) {
    for (i, (t1, before)) in seen.iter().enumerate() {
        let since = t1.saturating_sub(RAMP);
        for (j, (t2, after)) in seen.iter().enumerate().skip(i + 1) {
            let highest = seen[..=j]
                .iter()
                .filter(|(t, _)| *t >= since)
                .map(|(_, value)| *value)
                .max()
                .unwrap();
            let fell = before.saturating_sub(*after).atomics().u128();
            let fell = Uint512::from(fell.saturating_sub(1)) * Uint512::from(RAMP);
            let most = step(highest, 700).atomics().u128();
            let most = Uint512::from(most) * Uint512::from(t2 - t1);
            assert!(fell <= most, "from {before} at {t1} to {after} at {t2}");
        }
    }
}

struct Sim {
    market: Market,
    updated: Option<u64>,
    seen: Seen,
    accepted: usize,
    /// Ramps that took the place of one that still ran.
    replaced: usize,
}

impl Sim {
    fn params(&self) -> Params {
        self.market.query(QueryMsg::Params {})
    }

    fn look(&mut self) {
        let told = self.market.threshold();
        let p = self.params();
        assert!(told.set <= told.effective);
        assert_eq!(told.set, p.liquidation_threshold);
        // A ramp that still runs may be less than a digit away from its end.
        assert!(told.ramp_end.is_some() || told.set == told.effective);
        let impact = price_impact_holds(
            p.max_ltv,
            told.effective,
            p.max_liquidation_bonus,
            p.debt_cap,
        );
        assert_eq!(impact, Ok(true), "at {} in force", told.effective);
        self.seen.push((self.market.now(), told.effective));
    }

    fn wait(&mut self, seconds: u64) {
        // Look on the way too.
        self.market.wait(seconds / 3);
        self.look();
        self.market.wait(seconds - seconds / 3);
        self.look();
    }

    fn update(&mut self, update: &Update) {
        let old = self.params();
        let mut new = old.clone();
        let (in_force, running) = {
            let told = self.market.threshold();
            (told.effective, told.ramp_end)
        };
        // Down from what is in force, up from what is set.
        new.liquidation_threshold = if update.threshold < 0 {
            moved(in_force, 700, update.threshold)
        } else {
            moved(old.liquidation_threshold, 700, update.threshold)
        };
        for (at, part) in &update.moves {
            let (_, of, upper) = FIGURES[*at];
            *of(&mut new) = moved(*of(&mut new), upper, *part);
        }
        let [ceiling, size, age] = update.sizes;
        new.debt_ceiling = new.debt_ceiling.multiply_ratio(ceiling, 1_000u64);
        new.batch.min_size = new.batch.min_size.multiply_ratio(size, 1_000u64);
        new.batch.max_age = new.batch.max_age * age / 1_000;

        let health = |sim: &Self| sim.market.describe("alice").health.unwrap();
        let (now, before) = (self.market.now(), health(self));
        let msg = ExecuteMsg::UpdateParams {
            params: new.clone(),
        };
        match self.market.run("owner", &[], msg) {
            Ok(_) => {
                self.accepted += 1;
                assert!(
                    self.updated.is_none_or(|at| now >= at + COOL_DOWN),
                    "too early"
                );
                self.updated = Some(now);
                assert_eq!(self.params(), new);
                ensure_steps(&old, &new);
                ensure_bounds(&new);
                let told = self.market.threshold();
                if new.liquidation_threshold < in_force {
                    assert_eq!(told.effective, in_force, "a jump");
                    if running.is_some() && told.ramp_end != running {
                        self.replaced += 1;
                    }
                    assert_eq!(health(self), before);
                } else {
                    assert_eq!(told.effective, new.liquidation_threshold);
                    assert!(health(self) >= before);
                }
            }
            Err(error) => {
                assert_eq!(self.params(), old);
                if let E::Parameter(ParameterError::CoolDown { ready_at }) = error {
                    assert_eq!(self.updated.unwrap() + COOL_DOWN, ready_at);
                    assert!(now < ready_at);
                }
            }
        }
        self.look();
    }
}

fn ensure_steps(old: &Params, new: &Params) {
    let (mut old, mut new) = (old.clone(), new.clone());
    for (name, of, upper) in FIGURES {
        let (was, is) = (*of(&mut old), *of(&mut new));
        // The threshold's way down is measured from what is in force: see `ensure_speed`.
        if name != "liquidation_threshold" || is > was {
            assert!(
                was.abs_diff(is) <= step(was, upper),
                "{name}: {was} to {is}"
            );
        }
    }
    let (was, is) = (old.debt_ceiling.u128(), new.debt_ceiling.u128());
    assert!(
        was.abs_diff(is) <= (was / 10).max(1_000 * ONE),
        "ceiling: {was} to {is}"
    );
    let (was, is) = (old.batch.min_size.u128(), new.batch.min_size.u128());
    assert!(is <= 2 * was && was <= 2 * is, "size: {was} to {is}");
    let (was, is) = (old.batch.max_age, new.batch.max_age);
    assert!(is <= 2 * was && was <= 2 * is, "age: {was} to {is}");
}

/// A market can be instantiated with what is stored.
fn ensure_bounds(params: &Params) {
    Market::try_new(config(), params.clone()).unwrap();
    let mut copy = params.clone();
    for (name, of, upper) in FIGURES {
        assert!(*of(&mut copy) <= Decimal::permille(upper), "{name}");
    }
    assert!(params.liquidation_threshold >= params.max_ltv + dec("0.05"));
    assert!(params.perk_contribution_share <= params.contribution_share);
    assert!(params.liquidation.min_bonus <= params.max_liquidation_bonus);
}

#[test]
fn updates_never_outrun_the_rule() {
    let config = ProptestConfig {
        cases: 64,
        failure_persistence: None,
        ..Default::default()
    };
    let (tried, accepted, replaced) = (Cell::new(0), Cell::new(0), Cell::new(0));
    let run = |updates: Vec<Update>| {
        let mut market = Market::new();
        market.force_params(|p| {
            p.max_ltv = dec("0.2");
            p.max_liquidation_bonus = dec("0.1");
            p.debt_cap = dec("0.1");
            p.liquidation.target_health = dec("1.3");
            p.liquidation.full_below = dec("0.9");
        });
        market.borrow("alice", 2_000 * ONE).unwrap();
        let mut sim = Sim {
            market,
            updated: None,
            seen: vec![],
            accepted: 0,
            replaced: 0,
        };
        sim.look();
        for update in &updates {
            sim.wait(update.wait);
            sim.update(update);
        }
        sim.wait(RAMP);
        let told = sim.market.threshold();
        assert_eq!((told.effective, told.ramp_end), (told.set, None));
        ensure_speed(&sim.seen);
        tried.set(tried.get() + updates.len());
        accepted.set(accepted.get() + sim.accepted);
        replaced.set(replaced.get() + sim.replaced);
        Ok(())
    };
    TestRunner::new(config).run(&updates(), run).unwrap();
    // A run that mostly fails, or that never replaces a ramp, proves nothing.
    let (tried, accepted, replaced) = (tried.get(), accepted.get(), replaced.get());
    assert!(accepted * 3 > tried, "{accepted} of {tried}");
    assert!(replaced * 10 > tried, "{replaced} of {tried}");
}

/// The strongest attack on the ramp: a full cut every day. The threshold in force falls by less than
/// a step in each week all the same.
#[test]
fn a_cut_every_day_is_no_faster_than_one_a_week() {
    let mut market = Market::new();
    market.force_params(|p| p.max_ltv = dec("0.01"));
    let mut weeks = vec![dec("0.6")];
    for day in 1..=35 {
        let in_force = market.threshold().effective;
        let cut = in_force - step(in_force, 700);
        market
            .set_params(|p| p.liquidation_threshold = cut)
            .unwrap();
        market.wait(COOL_DOWN);
        if day % 7 == 0 {
            weeks.push(market.threshold().effective);
        }
    }
    for week in weeks.windows(2) {
        let [before, after] = week else { panic!("two") };
        assert!(*after > *before * dec("0.9"), "{before} to {after}");
        // (1 - 1/70)^7
        assert!(*after < *before * dec("0.905"), "{before} to {after}");
    }
}
