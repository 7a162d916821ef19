//! Every contract knows the right neighbours.

use crate::verify::{Audit, Facts, Role};

pub fn check(audit: &mut Audit, facts: &Facts) {
    let (market, reserve) = (&facts.market.config, &facts.reserve.config);
    for (of, what, found, role) in [
        (Role::Market, "token", market.token.as_str(), Role::Token),
        (Role::Market, "oracle", market.oracle.as_str(), Role::Oracle),
        (
            Role::Market,
            "reserve",
            market.reserve.as_str(),
            Role::Reserve,
        ),
        (
            Role::Reserve,
            "market",
            reserve.config.market.as_str(),
            Role::Market,
        ),
        (
            Role::Reserve,
            "oracle",
            reserve.config.oracle.as_str(),
            Role::Oracle,
        ),
        (
            Role::Reserve,
            "token",
            reserve.config.token.as_str(),
            Role::Token,
        ),
        (
            Role::Timelock,
            "DAO",
            facts.timelock.config.dao.as_str(),
            Role::Dao,
        ),
        (
            Role::Timelock,
            "token",
            facts.timelock.config.token.as_str(),
            Role::Token,
        ),
        (Role::Voting, "DAO", facts.voting.dao.as_str(), Role::Dao),
        (
            Role::Voting,
            "token",
            facts.voting.token.as_str(),
            Role::Token,
        ),
        (
            Role::Proposals,
            "DAO",
            facts.dao.rules.dao.as_str(),
            Role::Dao,
        ),
    ] {
        let wanted = facts.at(role);
        audit.must(found == wanted, "link", || {
            format!("{of} knows {found} as its {what}, which is {wanted}")
        });
    }
    if let Some(gate) = &market.perk {
        let (found, wanted) = (gate.voting.as_str(), facts.at(Role::Voting));
        audit.must(found == wanted, "link", || {
            format!("market asks {found} for perks, voting is {wanted}")
        });
    }
}
