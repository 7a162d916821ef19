//! Roles and the DAO's rules.

use cosmwasm_std::Decimal;

use crate::plan::findings::Findings;
use crate::plan::{PlanFile, Problem};

/// Roles, the DAO's rules, and stake that outlasts what it decided.
pub fn check(f: &mut Findings, plan: &PlanFile) {
    f.address("guardian", &plan.guardian, &plan.chain.home);
    if let Some(stewardship) = &plan.timelock.stewardship {
        let at = "timelock.stewardship.steward";
        f.address(at, &stewardship.steward, &plan.chain.home);
    }
    if let Some(id) = &plan.market_perk {
        let known = plan.voting.perks.iter().any(|perk| perk.id == *id);
        f.require(known, "market_perk", || Problem::UnknownPerk {
            id: id.clone(),
        });
    }
    let dao = &plan.dao;
    let (value, min, max) = (dao.quorum, Decimal::permille(1), Decimal::one());
    f.require((min..=max).contains(&value), "dao.quorum", || {
        Problem::OutOfRange { value, min, max }
    });
    f.require(dao.voting_period > 0, "dao.voting_period", || Problem::Zero);
    f.require(
        dao.min_voting_period <= dao.voting_period,
        "dao.min_voting_period",
        || Problem::TooLong {
            seconds: dao.min_voting_period,
            most: dao.voting_period,
            why: "it is part of the voting period",
        },
    );
    // More than what it decides may take, to the second.
    let (seconds, decision) = (plan.voting.min_unbonding, plan.decision_time());
    f.require(seconds > decision.total(), "voting.min_unbonding", || {
        Problem::UnbondingTooShort { seconds, decision }
    });
}
