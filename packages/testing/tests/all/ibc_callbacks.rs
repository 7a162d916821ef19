//! Callbacks, refunds, duplicates, order, closed channels.

use crate::probe::{
    deploy, network, probe, seen, without_callbacks, Behaviour, Exec, Seen, DEX, HOME,
};
use cosmwasm_std::{coin, Addr, Uint128};
use qerun_testing::ibc::{voucher_denom, Callback, Receipt, Settlement};
use qerun_testing::relayer::LogEntry;
use qerun_testing::{Network, PacketId, Side, Stage, Wrapper};

fn u(amount: u128) -> Uint128 {
    Uint128::new(amount)
}

/// A probe on each side; home's has 1,000 uusdc.
struct Probes {
    net: Network,
    home: Addr,
    dex: Addr,
}

impl Probes {
    fn new() -> Self {
        Self::with(probe(), probe())
    }

    fn with(home: Wrapper, dex: Wrapper) -> Self {
        let mut net = network();
        let home = deploy(&mut net.home, home, "uusdc");
        let dex = deploy(&mut net.dex, dex, &voucher_denom(DEX, "uusdc"));
        net.home.mint(&home, 1_000, "uusdc").unwrap();
        Probes { net, home, dex }
    }

    fn behave(&mut self, side: Side, change: impl FnOnce(&mut Behaviour)) {
        let (probe, denom) = match side {
            Side::Home => (self.home.clone(), "uusdc".to_owned()),
            Side::Dex => (self.dex.clone(), voucher_denom(DEX, "uusdc")),
        };
        let mut behaviour = Behaviour {
            denom,
            ..Behaviour::default()
        };
        change(&mut behaviour);
        let chain = self.net.chain_mut(side);
        let anyone = chain.addr("anyone");
        chain
            .execute(&anyone, &probe, &Exec::Behave(behaviour), &[])
            .unwrap();
    }

    /// Sends with both callbacks.
    fn send(&mut self, amount: u128) -> PacketId {
        let memo = format!(
            r#"{{"src_callback":{{"address":"{}","gas_limit":"500000"}},"dest_callback":{{"address":"{}"}},"order":7}}"#,
            self.home, self.dex
        );
        self.send_with(amount, memo)
    }

    fn send_with(&mut self, amount: u128, memo: String) -> PacketId {
        let anyone = self.net.home.addr("anyone");
        let msg = Exec::Transfer {
            channel: HOME.to_owned(),
            to: self.dex.to_string(),
            coin: coin(amount, "uusdc"),
            timeout: 60,
            memo,
            then_fail: false,
        };
        self.net
            .home
            .execute(&anyone, &self.home, &msg, &[])
            .unwrap();
        self.net.pending().unwrap().last().unwrap().id.clone()
    }

    /// Notes without those of reply.
    fn seen(&self, side: Side) -> Vec<Seen> {
        let probe = match side {
            Side::Home => &self.home,
            Side::Dex => &self.dex,
        };
        let mut seen = seen(self.net.chain(side), probe);
        seen.retain(|note| !note.0.contains("MsgTransferResponse"));
        seen
    }

    fn balance(&self) -> Uint128 {
        self.net.home.balance(&self.home, "uusdc").unwrap()
    }
}

#[test]
fn both_callbacks_run() {
    let mut p = Probes::new();
    let id = p.send(400);
    let received = p.net.deliver(&id).unwrap();
    assert_eq!(received.outcome, Receipt::Success);
    let note = Seen(r#"got 400 {"result":"AQ=="}"#.to_owned(), u(400));
    assert_eq!(p.seen(Side::Dex), [note]);
    let settled = p.net.acknowledge(&id).unwrap();
    assert_eq!(settled.outcome, Settlement::Delivered(Callback::Ran));
    assert!(settled
        .events
        .iter()
        .any(|event| event.ty == "wasm" && event.attributes[1].value == "source"));
    let note = Seen(r#"ack 1 {"result":"AQ=="}"#.to_owned(), u(600));
    assert_eq!(p.seen(Side::Home), [note]);
    p.net.ensure_conservation().unwrap();
}

#[test]
fn a_callback_can_send_back_in_the_same_transaction() {
    let mut p = Probes::new();
    let voucher = voucher_denom(DEX, "uusdc");
    p.behave(Side::Dex, |b| b.bounce = Some((DEX.to_owned(), voucher)));
    let id = p.send(400);
    p.net.deliver(&id).unwrap();
    let back = PacketId::new(Side::Dex, DEX, 1);
    // the returned packet may overtake the acknowledgement
    p.net.deliver(&back).unwrap();
    assert_eq!(p.balance(), u(1_000));
    p.net.acknowledge(&id).unwrap();
    p.net.acknowledge(&back).unwrap();
    assert!(p.net.pending().unwrap().is_empty());
    p.net.ensure_conservation().unwrap();

    // a return over a channel that is not there undoes the whole receive
    p.behave(Side::Dex, |b| {
        b.bounce = Some((DEX.to_owned(), "ibc/00".to_owned()));
    });
    // probe notes the refusal in reply, so the receive itself succeeds
    let id = p.send(10);
    assert_eq!(p.net.deliver(&id).unwrap().outcome, Receipt::Success);
}

#[test]
fn a_failing_destination_callback_bounces_everything() {
    let mut p = Probes::new();
    p.behave(Side::Dex, |b| b.destination_fails = true);
    let id = p.send(400);
    assert_eq!(p.balance(), u(600));
    let received = p.net.deliver(&id).unwrap();
    assert!(matches!(received.outcome, Receipt::Failed(text) if text.contains("told to fail")));
    // nothing is left on the destination: no voucher, no note
    let voucher = voucher_denom(DEX, "uusdc");
    assert_eq!(p.net.dex.supply(&voucher).unwrap(), u(0));
    assert!(p.seen(Side::Dex).is_empty());
    p.net.ensure_conservation().unwrap();
    let Stage::Received(ack) = p.net.pending().unwrap()[0].stage.clone() else {
        panic!("no acknowledgement");
    };
    assert!(ack.starts_with(br#"{"error":"ABCI code: "#));

    let settled = p.net.acknowledge(&id).unwrap();
    assert_eq!(settled.outcome, Settlement::Refunded(Callback::Ran));
    // the refund was there before the callback
    let seen = p.seen(Side::Home);
    assert!(seen[0].0.starts_with(r#"ack 1 {"error":"#));
    assert_eq!(seen[0].1, u(1_000));
    assert_eq!(p.balance(), u(1_000));
    p.net.ensure_conservation().unwrap();
}

#[test]
fn timeout_refunds_before_the_callback() {
    let mut p = Probes::new();
    let id = p.send(400);
    p.net.advance(60);
    let settled = p.net.timeout(&id).unwrap();
    assert_eq!(settled.outcome, Settlement::Refunded(Callback::Ran));
    assert_eq!(p.seen(Side::Home), [Seen("timeout 1".to_owned(), u(1_000))]);
}

#[test]
fn a_failing_source_callback_is_swallowed_for_ever() {
    let mut p = Probes::new();
    p.behave(Side::Home, |b| b.source_fails = true);
    let id = p.send(400);
    p.net.advance(60);
    let settled = p.net.timeout(&id).unwrap();
    assert!(
        matches!(settled.outcome, Settlement::Refunded(Callback::Failed(text)) if text.contains("told to fail"))
    );
    // refunded and completed, the callback's own writes undone
    assert_eq!(p.balance(), u(1_000));
    assert!(p.seen(Side::Home).is_empty());
    assert!(p.net.pending().unwrap().is_empty());
    p.behave(Side::Home, |b| b.source_fails = false);
    assert_eq!(p.net.timeout(&id).unwrap().outcome, Settlement::Duplicate);
    assert!(p.seen(Side::Home).is_empty());
}

#[test]
fn a_failing_message_of_a_source_callback_undoes_the_callback() {
    let mut p = Probes::new();
    p.behave(Side::Home, |b| b.source_message_fails = true);
    let id = p.send(400);
    p.net.deliver(&id).unwrap();
    let settled = p.net.acknowledge(&id).unwrap();
    assert!(matches!(
        settled.outcome,
        Settlement::Delivered(Callback::Failed(_))
    ));
    assert!(settled.events.is_empty());
    assert!(p.seen(Side::Home).is_empty());
    assert!(p.net.pending().unwrap().is_empty());
}

#[test]
fn contracts_without_entry_points() {
    // source: the chain goes on without it
    let mut p = Probes::with(without_callbacks(), probe());
    let id = p.send(400);
    p.net.deliver(&id).unwrap();
    let settled = p.net.acknowledge(&id).unwrap();
    assert!(matches!(
        settled.outcome,
        Settlement::Delivered(Callback::Failed(_))
    ));
    // destination: error acknowledgement
    let mut p = Probes::with(probe(), without_callbacks());
    let id = p.send(400);
    assert!(matches!(
        p.net.deliver(&id).unwrap().outcome,
        Receipt::Failed(_)
    ));
    p.net.relay_all().unwrap();
    assert_eq!(p.balance(), u(1_000));
    // no contract at all, and a malformed request
    let nobody = p.net.dex.addr("nobody");
    for memo in [
        format!(r#"{{"dest_callback":{{"address":"{nobody}"}}}}"#),
        r#"{"dest_callback":{"address":"invalid_call"}}"#.to_owned(),
        r#"{"dest_callback":{}}"#.to_owned(),
        r#"{"dest_callback":{"address":"x","gas_limit":5}}"#.to_owned(),
    ] {
        let id = p.send_with(10, memo);
        let receipt = p.net.deliver(&id).unwrap().outcome;
        assert!(matches!(receipt, Receipt::Failed(_)));
    }
    // no callback asked for: text, or JSON about something else
    for memo in ["dest_callback", r#"{"wasm":{}}"#, ""] {
        let id = p.send_with(10, memo.to_owned());
        assert_eq!(p.net.deliver(&id).unwrap().outcome, Receipt::Success);
        let settled = p.net.acknowledge(&id).unwrap();
        assert_eq!(settled.outcome, Settlement::Delivered(Callback::None));
    }
    p.net.ensure_conservation().unwrap();
}

#[test]
fn an_invalid_receiver_is_refunded() {
    let mut net = network();
    let alice = net.home.addr("alice");
    // a home address is none on dex
    net.home
        .transfer(&alice, HOME, alice.as_str(), coin(10, "uusdc"), 60, "")
        .unwrap();
    net.relay_all().unwrap();
    assert_eq!(net.home.balance(&alice, "uusdc").unwrap(), u(1_000));
    assert!(matches!(
        net.log().next().unwrap(),
        LogEntry::Deliver(_, Ok(Receipt::Failed(_)))
    ));
}

#[test]
fn duplicates_do_nothing() {
    let mut p = Probes::new();
    let id = p.send(400);
    p.net.deliver(&id).unwrap();
    assert_eq!(p.net.deliver(&id).unwrap().outcome, Receipt::Duplicate);
    p.net.acknowledge(&id).unwrap();
    assert_eq!(
        p.net.acknowledge(&id).unwrap().outcome,
        Settlement::Duplicate
    );
    assert_eq!(p.net.deliver(&id).unwrap().outcome, Receipt::Duplicate);
    assert_eq!(p.seen(Side::Dex).len(), 1);
    assert_eq!(p.seen(Side::Home).len(), 1);
    p.net.ensure_conservation().unwrap();
    p.net.drop_attempt(&id);
    assert_eq!(p.net.log().last(), Some(&LogEntry::Drop(id)));
    assert!(p.net.deliver(&PacketId::new(Side::Home, HOME, 9)).is_err());
}

#[test]
fn any_order_works() {
    let mut p = Probes::new();
    let ids = [p.send(1), p.send(2), p.send(3)];
    for id in [&ids[2], &ids[0], &ids[1]] {
        p.net.deliver(id).unwrap();
    }
    let got: Vec<_> = p.seen(Side::Dex).into_iter().map(|note| note.1).collect();
    assert_eq!(got, [u(3), u(4), u(6)]);
    for id in [&ids[1], &ids[2], &ids[0]] {
        p.net.acknowledge(id).unwrap();
    }
    let acks: Vec<_> = p
        .seen(Side::Home)
        .into_iter()
        .map(|note| note.0[..5].to_owned())
        .collect();
    assert_eq!(acks, ["ack 2", "ack 3", "ack 1"]);
}

#[test]
fn a_closed_channel_strands_until_reopened() {
    let mut p = Probes::new();
    let first = p.send(100);
    let second = p.send(200);
    let third = p.send(300);
    p.net.deliver(&first).unwrap();
    p.net.close_channel(HOME, DEX).unwrap();
    assert!(p.net.acknowledge(&first).is_err());
    assert!(p.net.deliver(&second).is_err());
    assert_eq!(p.net.relay_all().unwrap(), 0);
    let anyone = p.net.home.addr("alice");
    assert!(p
        .net
        .home
        .transfer(&anyone, HOME, p.dex.as_str(), coin(1, "uusdc"), 60, "")
        .is_err());
    // timeouts go on
    p.net.advance(60);
    p.net.timeout(&second).unwrap();
    assert_eq!(p.balance(), u(600));
    p.net.open_channel(HOME, DEX).unwrap();
    assert!(p.net.deliver(&third).is_err());
    p.net.relay_all().unwrap();
    assert!(p.net.pending().unwrap().is_empty());
    assert_eq!(p.balance(), u(900));
    p.net.ensure_conservation().unwrap();
}

#[test]
fn only_the_relayer_relays() {
    let mut p = Probes::new();
    let id = p.send(100);
    let alice = p.net.home.addr("alice");
    let forged = cosmwasm_std::AnyMsg {
        type_url: "/qerun.testing.v1.Relay".to_owned(),
        value: cosmwasm_std::Binary::default(),
    };
    let msg = cosmwasm_std::CosmosMsg::Any(forged);
    assert!(p.net.home.send_msg(&alice, msg).is_err());
    p.net.deliver(&id).unwrap();
}

#[test]
fn is_fast_enough_for_long_simulations() {
    let mut p = Probes::new();
    let rounds = 200;
    let start = std::time::Instant::now();
    for _ in 0..rounds {
        p.send_with(1, String::new());
        p.net.relay_all().unwrap();
        p.net.advance(5);
    }
    let each = start.elapsed() / rounds;
    println!("{each:?} a transfer, delivery and acknowledgement");
    assert!(each.as_millis() < 100);
    assert_eq!(p.balance(), u(800));
}
