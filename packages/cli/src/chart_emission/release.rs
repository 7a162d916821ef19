//! What is out when: each part of a plan by month.

use cosmwasm_std::{Decimal, Uint128};
use qerun_deployment::plan::{Holder, Part as Share, PlanFile, StreamPlan};
use qerun_display::whole;
use qerun_math::scheduled_floor;

/// A month: a twelfth of a year of 365 days, seconds.
pub const MONTH: u64 = 2_628_000;
/// Least months that are shown.
const LEAST: u32 = 12;

/// What is out of each part, month by month.
#[derive(Clone, Debug, PartialEq)]
pub struct Release {
    /// Of the token.
    pub symbol: String,
    /// Of the token.
    pub decimals: u8,
    /// The whole supply in whole tokens.
    pub supply: f64,
    /// The whole supply, smallest units.
    pub total: Uint128,
    /// The last month that is shown, from which on everything is out.
    pub months: u32,
    /// The parts, those of the community first.
    pub parts: Vec<Part>,
}

/// A part of the supply that comes out together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// For people.
    pub name: String,
    /// Seconds after the deployment, and what is out in all by then, smallest units; straight lines between.
    pub points: Vec<(u64, Uint128)>,
}

impl Part {
    /// What is out so many seconds after the deployment, smallest units, rounded down.
    #[must_use]
    pub fn out(&self, after: u64) -> Uint128 {
        // The points of a plan are in order and do not fall.
        scheduled_floor(self.points.iter().copied(), after).unwrap_or_default()
    }

    /// All that ever comes out.
    #[must_use]
    pub fn total(&self) -> Uint128 {
        self.points.last().map(|(_, out)| *out).unwrap_or_default()
    }

    /// At once: from `after` on.
    fn at_once(name: impl Into<String>, after: u64, amount: Uint128) -> Self {
        let before = after.checked_sub(1).map(|second| (second, Uint128::zero()));
        let points = before.into_iter().chain([(after, amount)]);
        Part {
            name: name.into(),
            points: points.collect(),
        }
    }

    fn stream(name: &str, plan: &StreamPlan) -> Self {
        let start = (plan.start_after, Uint128::zero());
        let points = plan.points.iter();
        let points = points.map(|point| {
            let after = plan.start_after.saturating_add(point.after);
            (after, point.released)
        });
        Part {
            name: name.to_owned(),
            points: [start].into_iter().chain(points).collect(),
        }
    }
}

impl Release {
    /// As a plan says. What nobody has claimed of the airdrop, and what governance withholds of a stream, comes out all the
    /// same: to the treasury, later.
    #[must_use]
    pub fn of(plan: &PlanFile) -> Self {
        let mut parts = Vec::new();
        if let Some(airdrop) = &plan.airdrop {
            parts.push(Part::at_once("airdrop", airdrop.start_after, airdrop.total));
        }
        let accounts = plan.supply.iter();
        let accounts = accounts.filter(|row| matches!(row.holder(), Holder::Account(_)));
        let accounts: Uint128 = accounts.map(|row| row.amount).sum();
        parts.push(Part::at_once("accounts", 0, accounts));
        if let Some(emissions) = &plan.emissions {
            parts.push(Part::stream("lock rewards", &emissions.lock));
            if let Some(liquidity) = &emissions.liquidity {
                parts.push(Part::stream("liquidity rewards", liquidity));
            }
        }
        parts.push(team(plan));
        for share in [Share::Community, Share::Liquidity, Share::Treasury] {
            let rows = plan.supply.iter();
            let rows = rows.filter(|row| row.part == share && row.holder() == Holder::Treasury);
            let amount: Uint128 = rows.map(|row| row.amount).sum();
            let name = match share {
                Share::Treasury => "treasury".to_owned(),
                other => format!("treasury, for {other}"),
            };
            parts.push(Part::at_once(name, 0, amount));
        }
        parts.retain(|part| !part.total().is_zero());
        let ends = parts.iter().filter_map(|part| part.points.last());
        let end = ends.map(|(after, _)| after.div_ceil(MONTH)).max();
        let end = u32::try_from(end.unwrap_or_default()).unwrap_or(u32::MAX);
        let decimals = plan.token.decimals;
        Release {
            symbol: plan.token.symbol.clone(),
            decimals,
            supply: tokens(plan.token.supply, decimals),
            total: plan.token.supply,
            months: end.max(LEAST),
            parts,
        }
    }

    /// What is out in all, smallest units.
    #[must_use]
    pub fn out(&self, after: u64) -> Uint128 {
        self.parts.iter().map(|part| part.out(after)).sum()
    }

    /// A part of the supply that is out.
    #[must_use]
    pub fn share(&self, out: Uint128) -> Decimal {
        Decimal::checked_from_ratio(out, self.total).unwrap_or_default()
    }

    /// The upper edge of each part's area, from the lowest up: months and whole tokens.
    #[must_use]
    pub fn stacked(&self) -> Vec<Vec<(f64, f64)>> {
        let times = self.times();
        let mut below = vec![Uint128::zero(); times.len()];
        let mut areas = Vec::new();
        for part in &self.parts {
            for (edge, after) in below.iter_mut().zip(&times) {
                *edge = edge.saturating_add(part.out(*after));
            }
            let edge = below.iter().zip(&times);
            let edge = edge
                .map(|(out, after)| (*after as f64 / MONTH as f64, tokens(*out, self.decimals)));
            areas.push(edge.collect());
        }
        areas
    }

    /// Every time at which a line of the picture may bend, in order, and the end.
    fn times(&self) -> Vec<u64> {
        let end = u64::from(self.months) * MONTH;
        let bends = self.parts.iter().flat_map(|part| &part.points);
        let mut times: Vec<u64> = bends.map(|(after, _)| *after).chain([0, end]).collect();
        times.sort_unstable();
        times.dedup();
        times
    }
}

fn tokens(amount: Uint128, decimals: u8) -> f64 {
    let whole = whole(amount, decimals.into()).to_string();
    whole.parse().unwrap_or_default()
}

/// All members together. Between the ends of their lines the sum is a straight line, too.
fn team(plan: &PlanFile) -> Part {
    let members: Vec<Part> = plan
        .team
        .iter()
        .map(|member| Part {
            name: member.name.clone(),
            points: member.schedule(),
        })
        .collect();
    let mut times: Vec<u64> = members
        .iter()
        .flat_map(|member| &member.points)
        .map(|(after, _)| *after)
        .collect();
    times.sort_unstable();
    times.dedup();
    let points = times.into_iter().map(|after| {
        let out = members.iter().map(|member| member.out(after));
        (after, out.sum())
    });
    Part {
        name: "team".to_owned(),
        points: points.collect(),
    }
}
