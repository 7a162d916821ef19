//! A decision through DAO DAO's contracts: proposed, voted, queued, bonded and executed. Each step that comes too early
//! is refused.

use anyhow::Result;
use cosmwasm_std::Decimal;
use qerun_messages::market::{self, Params};
use qerun_messages::timelock::{BondState, Class, ExecuteMsg, Status};

use super::balances::ensure_equal;
use super::ONE;
use crate::net::{within, Net};
use crate::ops::{wasm, yes};

pub fn run(net: &Net) -> Result<String> {
    let (alice, bob) = (net.people.get("alice")?, net.people.get("bob")?);
    let frank = net.people.get("frank")?;
    let had = net.qer(alice.at_home())?.u128();
    let old = params(net)?;
    let new = Params {
        insurance_share: Decimal::percent(22),
        ..old.clone()
    };
    let update = market::ExecuteMsg::UpdateParams {
        params: new.clone(),
    };
    let title = "Give more of the interest to the insurance";
    let message = wasm(&net.at.market, &update)?;
    let id = net.decide(&yes(&[alice]), title, vec![message])?;
    // The deposit came back with the execution of the proposal.
    ensure_equal("alice's QER", net.qer(alice.at_home())?.u128(), had)?;

    let queued = net.operation(id)?;
    ensure_equal("its class", queued.operation.class, Class::Sensitive)?;
    ensure_equal("its status", queued.status, Status::AwaitingBond)?;
    let execute = ExecuteMsg::Execute { id };
    let early = |words: &str| {
        net.home
            .refuses(&frank.home, &net.at.timelock, &execute, &[], words)
    };
    early("is AwaitingBond")?;

    let terms = net.plan.timelock.params.sensitive;
    let bond = terms.bond.u128();
    let (sponsor, treasury) = (net.qer(bob.at_home())?, net.qer(&net.at.timelock)?);
    net.post_bond(bob, id)?;
    ensure_equal(
        "the sponsor's QER",
        net.qer(bob.at_home())?.u128(),
        sponsor.u128() - bond,
    )?;
    ensure_equal(
        "the timelock's QER",
        net.qer(&net.at.timelock)?.u128(),
        treasury.u128() + bond,
    )?;
    early("is not ready before")?;
    ensure_equal("the parameters meanwhile", params(net)?, old)?;

    within(terms.delay + 60, "the operation is ready", || {
        Ok(net.operation(id)?.status == Status::Ready)
    })?;
    net.on_timelock(frank, &execute)?;
    ensure_equal("the parameters", params(net)?, new)?;
    let done = net.operation(id)?;
    ensure_equal("its status", done.status, Status::Executed)?;
    ensure_equal("its bond", done.operation.bond_state, BondState::Returned)?;
    ensure_equal("the sponsor's QER", net.qer(bob.at_home())?, sponsor)?;
    ensure_equal("the timelock's QER", net.qer(&net.at.timelock)?, treasury)?;
    early("is Executed")?;
    Ok(format!(
        "operation {id}: refused without its bond of {} QER, refused in its delay of {} s, then executed",
        bond / ONE,
        terms.delay
    ))
}

fn params(net: &Net) -> Result<Params> {
    net.home.ask(&net.at.market, &market::QueryMsg::Params {})
}
