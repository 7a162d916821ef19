//! Who may do what: nobody holds two roles that check each other, or decides alone from the start.

use crate::plan::findings::Findings;
use crate::plan::{active_floor, PlanFile, Problem};

/// Least gas of a hook: what the official rewards distributor takes with a few distributions. With less, staking
/// stops where a distributor is told of it.
const HOOK_GAS: u64 = 600_000;

pub fn check(f: &mut Findings, plan: &PlanFile) {
    if let Some(stewardship) = &plan.timelock.stewardship {
        let same = stewardship.steward.eq_ignore_ascii_case(&plan.guardian);
        f.require(!same, "timelock.stewardship.steward", || Problem::Same {
            other: "guardian",
            why: "who queues must not be who vetoes",
        });
    }
    let floor = active_floor(plan.token.supply);
    for (i, member) in plan.team.iter().enumerate() {
        let guardian = member.address.eq_ignore_ascii_case(&plan.guardian);
        let (amount, most) = (member.amount, floor);
        f.require(
            !guardian || amount < floor,
            format!("team[{i}].amount"),
            || {
                let why = "the guardian, who may veto, must not be able to decide";
                Problem::TooMuch { amount, most, why }
            },
        );
    }
    for (i, perk) in plan.voting.perks.iter().enumerate() {
        let none = perk.min_power.is_zero() && perk.min_reputation.is_zero();
        f.require(!none, format!("voting.perks[{i}]"), || {
            let why = "a perk of some power or reputation; everybody would have this one";
            Problem::NeededPublic { why }
        });
    }
    let amount = plan.voting.params.hook_gas;
    f.require(amount >= HOOK_GAS, "voting.params.hook_gas", || {
        Problem::TooLittle {
            amount: amount.into(),
            least: HOOK_GAS.into(),
            why: "a rewards distributor takes that much, and staking stops where it fails",
        }
    });
}
