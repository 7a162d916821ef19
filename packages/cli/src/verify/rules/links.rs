//! Every contract knows the right neighbours.

use crate::verify::{Audit, Facts, Role};
use qerun_deployment::{Contract, Module};

pub fn check(audit: &mut Audit, facts: &Facts) {
    let (market, reserve) = (&facts.market.config, &facts.reserve.config);
    for (of, what, found, role) in [
        (
            Role::from(Contract::Market),
            "token",
            market.token.as_str(),
            Contract::Token,
        ),
        (
            Contract::Market.into(),
            "oracle",
            market.oracle.as_str(),
            Contract::Oracle,
        ),
        (
            Contract::Market.into(),
            "reserve",
            market.reserve.as_str(),
            Contract::Reserve,
        ),
        (
            Contract::Reserve.into(),
            "market",
            reserve.config.market.as_str(),
            Contract::Market,
        ),
        (
            Contract::Reserve.into(),
            "oracle",
            reserve.config.oracle.as_str(),
            Contract::Oracle,
        ),
        (
            Contract::Reserve.into(),
            "token",
            reserve.config.token.as_str(),
            Contract::Token,
        ),
        (
            Contract::Timelock.into(),
            "DAO",
            facts.timelock.config.dao.as_str(),
            Contract::Dao,
        ),
        (
            Contract::Timelock.into(),
            "token",
            facts.timelock.config.token.as_str(),
            Contract::Token,
        ),
        (
            Module::Voting.into(),
            "DAO",
            facts.voting.dao.as_str(),
            Contract::Dao,
        ),
        (
            Module::Voting.into(),
            "token",
            facts.voting.token.as_str(),
            Contract::Token,
        ),
        (
            Module::Proposals.into(),
            "DAO",
            facts.dao.rules.dao.as_str(),
            Contract::Dao,
        ),
    ] {
        let wanted = facts.at(role);
        audit.must(found == wanted, "link", || {
            format!("{of} knows {found} as its {what}, which is {wanted}")
        });
    }
    if let Some(gate) = &market.perk {
        let (found, wanted) = (gate.voting.as_str(), facts.at(Module::Voting));
        audit.must(found == wanted, "link", || {
            format!("market asks {found} for perks, voting is {wanted}")
        });
    }
}
