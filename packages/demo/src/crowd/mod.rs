//! A seeded plan of what a small crowd intends to do on each day, made before anything runs.
//!
//! Sizes are in US dollars of the first day, so that any token can stand in for QER. The plan does not depend on a chain:
//! it says "borrow up to 70 % of capacity", and the engine asks the market how much that is.

mod params;

use cosmwasm_std::{Decimal, Uint128};
use rand::seq::SliceRandom;
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha20Rng;

pub use self::params::CrowdParams;

use super::person::{Action, Borrower, RiskProfile, Supplier};
use crate::prices::PricePath;

/// The stream of the seed's generator that the plan draws from; the price path has its own.
const STREAM: u64 = 2;

/// Base units of one stablecoin and of one QER: both have 6 decimals.
const UNIT: u128 = 1_000_000;

const SUPPLIERS: [&str; 6] = ["Ada", "Ben", "Cleo", "Dan", "Edda", "Finn"];
const BORROWERS: [&str; 16] = [
    "Gail", "Hugo", "Ines", "Jon", "Kira", "Leo", "Mona", "Nils", "Olga", "Pia", "Quinn", "Rosa",
    "Sven", "Tara", "Uwe", "Vera",
];

/// The person who acts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Actor {
    /// Index into [`CrowdPlan::suppliers`].
    Supplier(usize),
    /// Index into [`CrowdPlan::borrowers`].
    Borrower(usize),
}

/// What one person intends at one hour.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// Hour of the day, 0 ..= 23, after the day's close.
    pub hour: u32,
    /// Who attempts it.
    pub actor: Actor,
    /// What is attempted; limits and pauses may stop it.
    pub action: Action,
}

/// The crowd and its intentions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CrowdPlan {
    /// In the order of the report.
    pub suppliers: Vec<Supplier>,
    /// In the order of the report, after the suppliers.
    pub borrowers: Vec<Borrower>,
    /// One list a day of the price path, each in the order of the hours.
    pub days: Vec<Vec<Step>>,
}

impl CrowdPlan {
    /// Makes the plan. The same parameters, prices and seed give the same plan.
    #[must_use]
    pub fn new(params: &CrowdParams, prices: &PricePath, seed: u64) -> Self {
        let mut rng = ChaCha20Rng::seed_from_u64(seed);
        rng.set_stream(STREAM);
        let qer_price = prices.days.first().map_or(Decimal::one(), |day| day.qer);
        let mut plan = Self {
            suppliers: Vec::new(),
            borrowers: Vec::new(),
            days: vec![Vec::new(); prices.days.len()],
        };
        for index in 0..params.suppliers {
            plan.add_supplier(params, index, &mut rng);
        }
        for index in 0..params.borrowers {
            plan.add_borrower(params, index, qer_price, &mut rng);
        }
        for day in &mut plan.days {
            // A stable sort keeps the order of one person's actions within an hour.
            day.sort_by_key(|step| step.hour);
        }
        plan
    }

    /// Value of the whole crowd's QER on the first day, whole USD. The engine sizes the QER pool by it, because caps
    /// are parts of the pool's depth.
    #[must_use]
    pub fn collateral_usd(&self, first_price: Decimal) -> Uint128 {
        let units: u128 = self.borrowers.iter().map(|one| one.qer.u128()).sum();
        Uint128::new(units / UNIT).mul_floor(first_price)
    }

    fn add_supplier(&mut self, params: &CrowdParams, index: usize, rng: &mut ChaCha20Rng) {
        let funds = usd(between(rng, params.supply_usd));
        let actor = Actor::Supplier(index);
        let days = self.days.len();
        // Three quarters on the first day, so that there is something to borrow; the rest by mid-way.
        let first = part(funds, 75);
        self.push(0, 0, actor, Action::Supply { amount: first });
        let later = rng.gen_range(0..days.div_ceil(2).max(1));
        let amount = funds - first;
        self.push(later, hour(rng).max(1), actor, Action::Supply { amount });
        for day in days / 3..days {
            if rng.gen_ratio(params.withdraw_percent.min(100), 100) {
                let fraction = Decimal::percent(rng.gen_range(10..=40));
                self.push(day, hour(rng), actor, Action::Withdraw { fraction });
            }
        }
        self.suppliers.push(Supplier {
            name: name(&SUPPLIERS, "supplier", index),
            funds,
            standby: funds.mul_floor(Decimal::percent(params.standby_percent)),
        });
    }

    fn add_borrower(
        &mut self,
        params: &CrowdParams,
        index: usize,
        qer_price: Decimal,
        rng: &mut ChaCha20Rng,
    ) {
        let worth = usd(between(rng, params.collateral_usd));
        let qer = worth.checked_div_floor(qer_price).unwrap_or_default();
        let profiles = [
            RiskProfile::Conservative,
            RiskProfile::Moderate,
            RiskProfile::Aggressive,
            RiskProfile::Passive,
        ];
        let risk = profiles
            .choose(rng)
            .copied()
            .unwrap_or(RiskProfile::Moderate);
        let actor = Actor::Borrower(index);
        self.plan_borrower(params, actor, qer, risk, rng);
        self.borrowers.push(Borrower {
            name: name(&BORROWERS, "borrower", index),
            qer,
            savings: part(worth, params.savings_percent),
            risk,
        });
    }

    /// Plans a borrower: arrival, ordinary days, and for some closing the position.
    fn plan_borrower(
        &mut self,
        params: &CrowdParams,
        actor: Actor,
        qer: Uint128,
        risk: RiskProfile,
        rng: &mut ChaCha20Rng,
    ) {
        let days = self.days.len();
        let index = match actor {
            Actor::Borrower(index) | Actor::Supplier(index) => index,
        };
        let latest = (days as u64 * params.arrival_percent / 100).max(1);
        let arrival = usize::try_from(rng.gen_range(0..latest)).unwrap_or(0);
        // The first day's suppliers come at hour 0, so nobody borrows from an empty market.
        let at = rng.gen_range(1..20);
        let first = part(qer, params.first_deposit_percent);
        self.push(arrival, at, actor, Action::Deposit { amount: first });
        self.push(arrival, at + 1, actor, borrow(risk, rng));
        let mut kept_back = qer - first;

        // Those who close do so in the last third, but never on the day they came.
        let closes = index % 4 < params.closers_of_four;
        let last_third = (days * 2 / 3).max(arrival + 1);
        let end = if closes && last_third < days {
            rng.gen_range(last_third..days)
        } else {
            days
        };
        for day in arrival + 1..end {
            if rng.gen_ratio(params.borrow_again_percent.min(100), 100) {
                let action = borrow(risk, rng);
                self.push(day, hour(rng), actor, action);
            }
            if rng.gen_ratio(params.repay_percent.min(100), 100) {
                let fraction = Decimal::percent(rng.gen_range(10..=50));
                let at = rng.gen_range(0..20);
                self.push(day, at, actor, Action::Repay { fraction });
                self.push(day, at + 3, actor, Action::Collect);
            }
            if !kept_back.is_zero() && rng.gen_ratio(params.top_up_percent.min(100), 100) {
                let amount = part(kept_back, 50);
                kept_back -= amount;
                self.push(day, hour(rng), actor, Action::Deposit { amount });
            }
        }
        if end < days {
            let at = rng.gen_range(0..20);
            self.push(end, at, actor, Action::Close);
            self.push(end, at + 3, actor, Action::Collect);
        }
        // By the last evening the last purchases in flight may have settled.
        self.push(days.saturating_sub(1), 23, actor, Action::Collect);
    }

    fn push(&mut self, day: usize, hour: u32, actor: Actor, action: Action) {
        if let Some(steps) = self.days.get_mut(day) {
            steps.push(Step {
                hour,
                actor,
                action,
            });
        }
    }
}

fn borrow(risk: RiskProfile, rng: &mut ChaCha20Rng) -> Action {
    let (from, to) = risk.target_percent();
    Action::BorrowTo {
        share: Decimal::percent(rng.gen_range(from..=to)),
    }
}

fn hour(rng: &mut ChaCha20Rng) -> u32 {
    rng.gen_range(0..24)
}

fn between(rng: &mut ChaCha20Rng, (from, to): (u64, u64)) -> u64 {
    rng.gen_range(from..=to.max(from))
}

fn usd(whole: u64) -> Uint128 {
    Uint128::new(u128::from(whole) * UNIT)
}

fn part(amount: Uint128, percent: u64) -> Uint128 {
    amount.mul_floor(Decimal::percent(percent.min(100)))
}

fn name(names: &[&str], role: &str, index: usize) -> String {
    names.get(index).map_or_else(
        || format!("{role}-{}", index + 1),
        |name| (*name).to_owned(),
    )
}
