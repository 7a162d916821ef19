//! How purchases reach the DEX: our outpost with its neighbours, or Skip's contracts.

use qerun_messages::outpost;
use qerun_messages::reserve::{SkipRoute, Transport};

use crate::verify::{Audit, Facts, OutpostFacts};
use qerun_deployment::plan::PlanFile;
use qerun_deployment::Contract;

pub fn check(audit: &mut Audit, facts: &Facts, plan: &PlanFile) {
    if let Some(outpost) = &facts.outpost {
        ours(audit, facts, outpost, plan);
    }
    if let Transport::Skip(route) = &facts.reserve.config.route.transport {
        skip(audit, facts, route, plan);
    }
}

fn ours(audit: &mut Audit, facts: &Facts, outpost: &OutpostFacts, plan: &PlanFile) {
    let (route, outpost) = (&facts.reserve.config.route, &outpost.config);
    for (of, found, role) in [
        (
            Contract::Reserve,
            route.receiver.as_str(),
            Contract::Outpost,
        ),
        (
            Contract::Outpost,
            outpost.reserve.as_str(),
            Contract::Reserve,
        ),
    ] {
        let wanted = facts.at(role);
        audit.must(found == wanted, "link", || {
            format!("{of} knows {found} as its {role}, which is {wanted}")
        });
    }
    let same = matches!(
        (&route.transport, &outpost.transport),
        (Transport::Callbacks {}, outpost::Transport::Callbacks {})
            | (Transport::IbcHooks {}, outpost::Transport::IbcHooks {})
    );
    audit.must(same, "transport", || {
        let (sends, expects) = (&route.transport, &outpost.transport);
        format!("the reserve sends by {sends:?}, the outpost expects {expects:?}")
    });
    let (chain, owner) = (&facts.dex.chain_id, &plan.outpost.owner);
    audit.note(
        "outpost",
        format!("on {chain}, where the timelock cannot act, its owner is {owner}"),
    );
}

/// What only the DEX chain knows of a route: whether it sells and buys the right coins. The contracts
/// there are other people's.
fn skip(audit: &mut Audit, facts: &Facts, route: &SkipRoute, plan: &PlanFile) {
    let (first, last) = (route.operations.first(), route.operations.last());
    for (what, found, wanted) in [
        ("sells", first.map(|s| &s.denom_in), plan.stable_dex()),
        ("buys", last.map(|s| &s.denom_out), plan.eth_dex()),
    ] {
        audit.must(found == Some(&wanted), "transport", || {
            let found = found.map_or("nothing", String::as_str);
            format!("the route by Skip {what} {found}, not {wanted}")
        });
    }
    let (chain, entry) = (&facts.dex.chain_id, &facts.reserve.config.route.receiver);
    let (adapter, recover) = (&route.adapter, &route.recover_address);
    audit.note(
        "transport",
        format!(
            "purchases go by Skip, whose contracts on {chain} are not looked at: entry point {entry}, adapter \
             {adapter}; ETH that cannot return goes to {recover}. An earlier outpost is not looked at"
        ),
    );
}
