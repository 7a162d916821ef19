//! Packets that nobody of the protocol sent, or that it would never send.

use cosmwasm_std::{coin, Addr, Event};
use qerun_testing::ibc::{Receipt, Settlement};
use qerun_testing::suite::{eth, DEX_CHANNEL};
use qerun_testing::{PacketId, Side};
use serde_json::{json, Value};

use super::steps::FIRST;
use super::{Scenario, FIRST_RETURN};

/// The home and DEX ends of a channel between the chains that is not Qerun's.
pub const OTHER: (&str, &str) = ("channel-9", "channel-11");

/// A transfer as a test forges it.
#[derive(Clone, Debug)]
pub struct Forged {
    pub from: Side,
    pub sender: Addr,
    pub channel: String,
    pub receiver: Addr,
    pub amount: u128,
    pub denom: String,
    pub memo: String,
}

/// A memo that calls back sender and destination, with `qerun` as Qerun's part.
pub fn memo(sender: &Addr, destination: &Addr, qerun: Value) -> String {
    json!({
        "src_callback": {"address": sender},
        "dest_callback": {"address": destination},
        "qerun": qerun,
    })
    .to_string()
}

/// Why a callback changed nothing, from its event.
pub fn reason(events: &[Event], kind: &str) -> String {
    let kind = format!("wasm-{kind}");
    let event = events.iter().find(|event| event.ty == kind);
    let event = event.unwrap_or_else(|| panic!("no {kind} in {events:?}"));
    let reason = event.attributes.iter().find(|a| a.key == "reason");
    reason.expect("a reason").value.clone()
}

impl Scenario {
    /// Sends it and says under which id.
    pub fn forge(&mut self, f: &Forged) -> PacketId {
        let coin = coin(f.amount, &f.denom);
        let chain = self.net.chain_mut(f.from);
        let sequence = chain
            .transfer(
                &f.sender,
                &f.channel,
                f.receiver.as_str(),
                coin,
                600,
                &f.memo,
            )
            .unwrap();
        PacketId::new(f.from, &f.channel, sequence)
    }

    /// Sends and delivers it, and relays its acknowledgement.
    pub fn forge_and_relay(&mut self, f: &Forged) -> (Receipt, Vec<Event>, Settlement) {
        let id = self.forge(f);
        let received = self.net.deliver(&id).unwrap();
        let settled = self.net.acknowledge(&id).unwrap();
        let events = received.events.into_iter().chain(settled.events).collect();
        (received.outcome, events, settled.outcome)
    }
}

/// Order 1 is swapped and its ETH under way; the attacker holds real ETH on the DEX chain,
/// and so does the outpost's account, as if it had been given some.
pub fn with_a_swapped_order() -> (Scenario, u128) {
    let mut t = Scenario::new();
    let bob = t.bob.clone();
    t.borrow_and_buy(&bob, FIRST);
    let bought = t.swap(FIRST, FIRST_RETURN);
    let (attacker, outpost, denom) = (
        t.net.dex.addr("attacker"),
        t.at.outpost.clone(),
        t.dex_eth(),
    );
    for account in [attacker, outpost] {
        t.net.dex.mint(&account, eth("100").u128(), &denom).unwrap();
    }
    t.net.open_channel(OTHER.0, OTHER.1).unwrap();
    t.set_baseline();
    (t, bought)
}

/// Seven ETH, more than order 1 is expected to bring, from the DEX chain to the reserve.
pub fn to_reserve(t: &Scenario, sender: &Addr, qerun: Value) -> Forged {
    let reserve = t.at.reserve.clone();
    Forged {
        from: Side::Dex,
        sender: sender.clone(),
        channel: DEX_CHANNEL.to_owned(),
        memo: memo(sender, &reserve, qerun),
        receiver: reserve,
        amount: eth("7").u128(),
        denom: t.dex_eth(),
    }
}
