//! What the genesis gives: the airdrop, rewards, vesting.

use anyhow::Result;
use cosmwasm_std::{Addr, Decimal};
use qerun_deployment::plan::{LIQUIDITY_STREAM, LOCK_STREAM};
use qerun_messages::emissions::ExecuteMsg as M;
use qerun_messages::{airdrop, voting};
use serde_json::json;

use super::super::request::Request;
use super::super::sender::Wallet;
use super::super::sign::MODES;
use super::{offer, NOT_OWNER};
use crate::net::{Net, Person};
use crate::ops::List;

/// Messages of the official contracts that a holder sends. Their schemas are not ours to keep.
pub const OFFICIAL: [(&str, &[&str]); 2] =
    [("distributor", &["claim"]), ("vesting", &["distribute"])];

/// Two who are listed, with fees.
pub fn claimers(net: &Net) -> Result<[Person; 2]> {
    let people = [List::person(&net.plan, 0)?, List::person(&net.plan, 1)?];
    net.pay_each(&people, &[])?;
    Ok(people)
}

/// Dave and erin have stake, and the first member's cliff is over.
pub fn run<'a>(w: &mut Wallet<'a>, claimers: &'a [Person; 2]) -> Result<()> {
    let net = w.net;
    let (dave, erin) = (net.people.get("dave")?, net.people.get("erin")?);
    let list = List::of(&net.plan)?;
    let [first, second] = claimers;
    let claims = [
        Request::new(first, &list.claim(first)?)?,
        Request::new(second, &list.claim(second)?)?,
    ];
    w.pair("airdrop", claims)?;
    let release = M::Release {
        stream: LOCK_STREAM.to_owned(),
    };
    let distribute = json!({"distribute": {"amount": null}});
    for nth in 0..MODES.len() {
        // In one second there would be nothing left for the second one.
        net.home.new_second()?;
        w.one("emissions", nth, &Request::new(dave, &release)?)?;
        w.one("vesting", nth, &Request::new(erin, &distribute)?)?;
    }
    let claim = json!({"claim": {"id": net.distribution(LOCK_STREAM)?}});
    w.pair(
        "distributor",
        [Request::new(dave, &claim)?, Request::new(erin, &claim)?],
    )?;
    refused(w)
}

fn refused(w: &mut Wallet<'_>) -> Result<()> {
    let carol = w.net.people.get("carol")?;
    let early = "until then nothing is returned";
    w.refuse("airdrop", carol, &airdrop::ExecuteMsg::ReturnRest {}, early)?;
    let power = M::Release {
        stream: LIQUIDITY_STREAM.to_owned(),
    };
    w.refuse("emissions", carol, &power, "is too little for stream")?;
    let hook = M::StakeChangeHook(voting::StakeChangedHookMsg::Stake {
        addr: Addr::unchecked(carol.at_home()),
        amount: 1u128.into(),
    });
    w.refuse(
        "emissions",
        carol,
        &hook,
        "only the hook caller of a stream",
    )?;
    let stream = LOCK_STREAM.to_owned();
    let rate = M::SetRate {
        stream: stream.clone(),
        rate: Decimal::percent(50),
    };
    w.refuse("emissions", carol, &rate, NOT_OWNER)?;
    w.refuse("emissions", carol, &M::ReturnWithheld { stream }, early)?;
    let offer = M::UpdateOwnership(offer(carol.at_home()));
    w.refuse("emissions", carol, &offer, NOT_OWNER)?;
    w.refuse(
        "distributor",
        carol,
        &json!({"withdraw": {"id": 1}}),
        NOT_OWNER,
    )?;
    w.refuse("vesting", carol, &json!({"cancel": {}}), NOT_OWNER)
}
