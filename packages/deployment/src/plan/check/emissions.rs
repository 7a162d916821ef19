//! The streams of rewards: each gets what it releases in all. Lengths and slopes are bounded by the contract, and further by
//! `public`.

use crate::plan::findings::Findings;
use crate::plan::{Holder, PlanFile, Problem, StreamPlan, LIQUIDITY_REWARDS, LOCK_REWARDS};

/// Streams whose totals are given, and the pair that one of them is for.
pub fn check(f: &mut Findings, plan: &PlanFile) {
    let emissions = plan.emissions.as_ref();
    for (field, holder, to, section, stream) in [
        (
            "emissions.lock",
            Holder::LockRewards,
            LOCK_REWARDS,
            "an [emissions.lock]",
            emissions.map(|emissions| &emissions.lock),
        ),
        (
            "emissions.liquidity",
            Holder::LiquidityRewards,
            LIQUIDITY_REWARDS,
            "an [emissions.liquidity]",
            emissions.and_then(|emissions| emissions.liquidity.as_ref()),
        ),
    ] {
        match stream {
            Some(stream) => given(f, plan, field, (holder, to), stream),
            None => described(f, plan, holder, "a stream", section),
        }
    }
}

fn given(
    f: &mut Findings,
    plan: &PlanFile,
    at: &str,
    (holder, to): (Holder, &'static str),
    stream: &StreamPlan,
) {
    let (total, given) = (stream.total(), plan.given(holder));
    f.require(total == given, format!("{at}.points"), || {
        Problem::NotGiven { total, to, given }
    });
}

/// No row gives to what the plan does not describe.
pub fn described(
    f: &mut Findings,
    plan: &PlanFile,
    holder: Holder,
    what: &'static str,
    section: &'static str,
) {
    for (i, _) in plan
        .supply
        .iter()
        .enumerate()
        .filter(|(_, row)| row.holder() == holder)
    {
        let problem = Problem::Undescribed { what, section };
        f.add(format!("supply[{i}].to"), problem);
    }
}
