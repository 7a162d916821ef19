//! The timelock. In the first stage the steward, here the keeper, queues operations alone.

use anyhow::{ensure, Context, Result};
use cosmwasm_std::{Binary, CosmosMsg, Uint128};
use cw20::Cw20ReceiveMsg;
use qerun_chain::Sent;
use qerun_messages::timelock::{
    Asset, BondState, Class, ClassRule, ExecuteMsg as M, Phase, ReceiveMsg, Stage, Status,
};
use qerun_messages::{market, voting};

use super::super::request::{Request, TEXT};
use super::super::sender::Wallet;
use super::voting::send;
use crate::net::{attribute, within};
use crate::ops::wasm;

/// The perk that the wallet's texts are read back from.
pub const PERK: &str = "wallet";

/// A routine message: sets a perk whose text needs every kind of escape.
pub fn perk(w: &Wallet<'_>) -> Result<CosmosMsg> {
    let perk = voting::Perk {
        id: PERK.to_owned(),
        min_power: 1u128.into(),
        min_reputation: 0u128.into(),
        text: TEXT.to_owned(),
    };
    wasm(&w.net.at.voting, &voting::ExecuteMsg::SetPerk { perk })
}

/// The ids of two operations.
fn ids(sent: &[Sent; 2]) -> Result<[u64; 2]> {
    let id = |sent| -> Result<u64> {
        let id = attribute(sent, "wasm-qerun-timelock/queue", "id")?;
        id.parse().context("an id")
    };
    let [a, b] = sent;
    Ok([id(a)?, id(b)?])
}

/// One message for each of two operations.
fn pair<'a>(
    w: &mut Wallet<'a>,
    who: &str,
    ids: [u64; 2],
    msg: impl Fn(u64) -> M,
) -> Result<[Sent; 2]> {
    let who = w.net.people.get(who)?;
    let [a, b] = ids;
    w.pair(
        "timelock",
        [Request::new(who, &msg(a))?, Request::new(who, &msg(b))?],
    )
}

fn queue(w: &mut Wallet<'_>, message: CosmosMsg) -> Result<[u64; 2]> {
    let keeper = w.net.people.get("keeper")?;
    let msg = M::Queue {
        messages: vec![message],
        text: TEXT.to_owned(),
        not_after: w.net.in_a_day()?,
    };
    ids(&w.both("timelock", keeper, &msg, &[])?)
}

pub fn run(w: &mut Wallet<'_>) -> Result<()> {
    let net = w.net;
    let alice = net.people.get("alice")?;
    let routine = perk(w)?;
    // Of the class `sensitive`, which requests for a bond.
    let gate = market::ExecuteMsg::SetPerk { perk: None };
    let sensitive = wasm(&net.at.market, &gate)?;

    let forgotten = queue(w, sensitive.clone())?;
    let executed = queue(w, routine.clone())?;
    let text = net.operation(executed[0])?.operation.text;
    ensure!(text == TEXT, "the operation's text came back as {text:?}");
    let cancelled = queue(w, routine)?;
    pair(w, "keeper", cancelled, |id| M::Cancel { id })?;
    // Their bonds are kept until a veto could no longer forfeit them.
    let withdrawn = queue(w, sensitive.clone())?;
    post_bonds(w, withdrawn)?;
    pair(w, "keeper", withdrawn, |id| M::Cancel { id })?;
    bonds_are(w, withdrawn, BondState::Held)?;
    let vetoed = queue(w, sensitive)?;
    post_bonds(w, vetoed)?;
    w.both("timelock", alice, &M::AssertBonds {}, &[])?;
    pair(w, "guardian", vetoed, |id| M::Veto { id, forfeit: false })?;
    for id in executed {
        within(60, "the operation is ready", || {
            Ok(net.operation(id)?.status == Status::Ready)
        })?;
    }
    pair(w, "alice", executed, |id| M::Execute { id })?;
    for id in forgotten {
        let longest = net.plan.timelock.params.bond_window + 30;
        within(longest, "the operation is forgotten", || {
            Ok(net.operation(id)?.status == Status::Expired)
        })?;
    }
    pair(w, "alice", forgotten, |id| M::Close { id })?;
    pair(w, "alice", withdrawn, |id| M::Close { id })?;
    bonds_are(w, withdrawn, BondState::Returned)?;
    for (ids, phase) in [
        (forgotten, Phase::Closed),
        (executed, Phase::Executed),
        (cancelled, Phase::Cancelled),
        (withdrawn, Phase::Cancelled),
        (vetoed, Phase::Vetoed),
    ] {
        for id in ids {
            let found = net.operation(id)?.operation.phase;
            ensure!(found == phase, "operation {id} is {found:?}, not {phase:?}");
        }
    }
    refused(w)
}

fn post_bonds(w: &mut Wallet<'_>, ids: [u64; 2]) -> Result<()> {
    let net = w.net;
    let alice = net.people.get("alice")?;
    let [a, b] = ids.map(|id| {
        let bond = net.operation(id)?.operation.bond;
        ensure!(bond > Uint128::zero(), "the operation requests for no bond");
        let payload = ReceiveMsg::PostBond { id };
        Request::new(alice, &send(&net.at.timelock, bond.u128(), &payload)?)
    });
    w.pair("token", [a?, b?])?;
    Ok(())
}

fn bonds_are(w: &Wallet<'_>, ids: [u64; 2], state: BondState) -> Result<()> {
    for id in ids {
        let found = w.net.operation(id)?.operation.bond_state;
        ensure!(
            found == state,
            "the bond of operation {id} is {found:?}, not {state:?}"
        );
    }
    Ok(())
}

/// The guardian's pauses come last, because they last a week.
pub fn pauses(w: &mut Wallet<'_>) -> Result<()> {
    let (guardian, carol) = (w.net.people.get("guardian")?, w.net.people.get("carol")?);
    let pause = |id: &str| Request::new(guardian, &M::Pause { id: id.to_owned() });
    w.pair("timelock", [pause("staking")?, pause("price-usdc")?])?;
    let end = M::EndPause {
        id: "price-usdc".to_owned(),
    };
    w.refuse("timelock", carol, &end, "pause price-usdc runs until")?;
    w.send_refusals()
}

/// The steward approves what the DAO queued.
pub fn co_sign(w: &mut Wallet<'_>, ids: [u64; 2]) -> Result<()> {
    pair(w, "keeper", ids, |id| M::CoSign { id })?;
    for id in ids {
        let approved = w.net.operation(id)?.operation.steward_approved;
        ensure!(approved, "operation {id} is not approved");
    }
    Ok(())
}

fn refused(w: &mut Wallet<'_>) -> Result<()> {
    let net = w.net;
    let carol = net.people.get("carol")?;
    let me = carol.at_home().to_owned();
    let direct = M::Receive(Cw20ReceiveMsg {
        sender: me.clone(),
        amount: 1u128.into(),
        msg: Binary::from(br#"{"post_bond":{"id":1}}"#.as_slice()),
    });
    w.refuse("timelock", carol, &direct, "bonds are posted in")?;
    let itself = "only the timelock itself";
    let rules = vec![ClassRule {
        contract: net.at.token.clone(),
        key: "mint".to_owned(),
        class: Class::Routine,
    }];
    w.refuse("timelock", carol, &M::SetClasses { rules }, itself)?;
    let limit = M::SetSpendLimit {
        asset: Asset::Native {
            denom: net.plan.stable_home(),
        },
        limit: None,
    };
    w.refuse("timelock", carol, &limit, itself)?;
    let pause = M::SetPause {
        id: "staking".to_owned(),
        rule: None,
    };
    w.refuse("timelock", carol, &pause, itself)?;
    let params = net.plan.timelock.params;
    w.refuse("timelock", carol, &M::UpdateParams { params }, itself)?;
    w.refuse("timelock", carol, &M::SetDao { dao: me.clone() }, itself)?;
    w.refuse(
        "timelock",
        carol,
        &M::SetGuardian { guardian: None },
        itself,
    )?;
    w.refuse("timelock", carol, &M::SetSteward { steward: me }, itself)?;
    let stage = Stage::Community;
    w.refuse("timelock", carol, &M::AdvanceStage { stage }, itself)
}
