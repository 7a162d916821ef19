//! What a deployment must be. Pure: facts in, findings out.

mod accounting;
mod airdrop;
mod beginning;
mod chains;
mod channel;
mod codes;
mod coins;
mod compare;
mod control;
mod dao;
mod dates;
mod deployer;
mod drift;
mod emissions;
mod limits;
mod links;
mod liquidity;
mod losses;
mod milestones;
mod oracle;
mod pauses;
mod qer_pair;
mod registry;
mod roles;
mod shares;
mod stake;
mod supply;
mod terms;
mod token;
mod transport;
mod venue;
mod vesting;

use qerun_messages::outpost::Venue;

use super::{Audit, Facts};
use crate::deploy::Artifacts;
use qerun_deployment::plan::PlanFile;
use qerun_deployment::{Addresses, Contract, InstantiateMsgs, Module};

/// Applies every rule to a deployment.
#[must_use]
pub fn audit(facts: &Facts, plan: &PlanFile, artifacts: &Artifacts) -> Audit {
    let mut audit = Audit::default();
    let at = addresses(facts, plan);
    // What the deployment was to send, with the addresses that are there: nothing of the plan is read twice.
    let messages = InstantiateMsgs { plan, at: &at };
    chains::check(&mut audit, facts, plan);
    codes::check(&mut audit, facts, artifacts);
    control::check(&mut audit, facts, plan);
    roles::check(&mut audit, facts, plan);
    deployer::check(&mut audit, facts);
    links::check(&mut audit, facts);
    coins::check(&mut audit, facts, &messages);
    token::check(&mut audit, facts, &messages);
    dao::check(&mut audit, facts, &messages);
    beginning::check(&mut audit, facts, plan);
    stake::check(&mut audit, facts, &messages);
    registry::check(&mut audit, facts);
    pauses::check(&mut audit, facts, &messages);
    limits::check(&mut audit, facts, &messages);
    oracle::check(&mut audit, facts, &messages);
    transport::check(&mut audit, facts, plan);
    venue::check(&mut audit, facts, plan);
    terms::check(&mut audit, facts, plan);
    drift::check(&mut audit, facts, &messages);
    channel::check(&mut audit, facts);
    supply::check(&mut audit, facts, &messages);
    shares::check(&mut audit, facts, plan);
    vesting::check(&mut audit, facts, &messages);
    emissions::check(&mut audit, facts, &messages);
    liquidity::check(&mut audit, facts, &messages);
    qer_pair::check(&mut audit, facts, &messages, artifacts);
    airdrop::check(&mut audit, facts, &messages);
    accounting::check(&mut audit, facts);
    losses::check(&mut audit, facts);
    milestones::check(&mut audit, facts);
    for list in &facts.incomplete {
        audit.must(false, "list", || {
            format!("the list of {list} does not end: what it says is not all")
        });
    }
    audit
}

/// Where everything is.
fn addresses(facts: &Facts, plan: &PlanFile) -> Addresses {
    let at = |contract: Contract| facts.at(contract).to_owned();
    let pair = facts.outpost.as_ref().map(|o| &o.config.venue);
    let liquidity = facts.liquidity.as_ref();
    let pair_of_qer = liquidity.and_then(|found| found.pair.as_ref());
    let members = plan.team.iter().map(|member| {
        let found = vesting::of_member(facts, member);
        found.map_or_else(String::new, |found| facts.at(found.role).to_owned())
    });
    Addresses {
        token: at(Contract::Token),
        dao: at(Contract::Dao),
        voting: facts.at(Module::Voting).to_owned(),
        timelock: at(Contract::Timelock),
        oracle: at(Contract::Oracle),
        market: at(Contract::Market),
        reserve: at(Contract::Reserve),
        outpost: at(Contract::Outpost),
        airdrop: at(Contract::Airdrop),
        // A test pool's pair has no address that the plan could name: see `venue`.
        pair: match pair {
            Some(Venue::AstroportPair { pair }) => pair.to_string(),
            _ => String::new(),
        },
        distributor: at(Contract::Distributor),
        emissions: at(Contract::Emissions),
        liquidity_voting: at(Contract::LiquidityVoting),
        qer_factory: pair_of_qer.map_or_else(String::new, |pair| pair.info.creator.clone()),
        qer_pair: pair_of_qer.map_or_else(String::new, |pair| pair.address.clone()),
        lp_token: liquidity.map_or_else(String::new, |found| found.voting.token.clone()),
        vesting: members.collect(),
        deployer: facts.deployer().to_owned(),
    }
}
