//! Escrow, vouchers, sequences, refusals.

use crate::probe::{deploy, network, probe, seen, Exec, Seen, DEX, HOME};
use cosmwasm_std::{coin, BankMsg, IbcMsg, IbcTimeout, IbcTimeoutBlock, Uint128};
use qerun_testing::ibc::{self, local_denom, voucher_denom, Receipt, Settlement};
use qerun_testing::{PacketId, Side, Stage};

fn u(amount: u128) -> Uint128 {
    Uint128::new(amount)
}

#[test]
fn goes_out_as_voucher_and_comes_home() {
    let mut net = network();
    let (alice, bob) = (net.home.addr("alice"), net.dex.addr("bob"));
    let voucher = voucher_denom(DEX, "uusdc");
    let escrow = net.home.escrow(HOME).unwrap();

    let sequence = net
        .home
        .transfer(&alice, HOME, bob.as_str(), coin(600, "uusdc"), 60, "")
        .unwrap();
    assert_eq!(sequence, 1);
    assert_eq!(net.home.balance(&alice, "uusdc").unwrap(), u(400));
    assert_eq!(net.home.balance(&escrow, "uusdc").unwrap(), u(600));
    assert_eq!(net.dex.supply(&voucher).unwrap(), u(0));
    let pending = net.pending().unwrap();
    assert_eq!(pending.len(), 1);
    assert_eq!(
        String::from_utf8(pending[0].packet.data.to_vec()).unwrap(),
        format!(r#"{{"amount":"600","denom":"uusdc","receiver":"{bob}","sender":"{alice}"}}"#)
    );
    net.ensure_conservation().unwrap();

    net.relay_all().unwrap();
    assert_eq!(net.dex.balance(&bob, &voucher).unwrap(), u(600));
    net.ensure_conservation().unwrap();

    // part of it comes home: burned there, out of escrow here, as the true denom
    net.dex
        .transfer(&bob, DEX, alice.as_str(), coin(250, &voucher), 60, "")
        .unwrap();
    assert_eq!(net.dex.supply(&voucher).unwrap(), u(350));
    let data = net.pending().unwrap()[0].data().unwrap();
    assert_eq!(data.denom, "transfer/channel-750/uusdc");
    net.ensure_conservation().unwrap();
    net.relay_all().unwrap();
    assert_eq!(net.home.balance(&alice, "uusdc").unwrap(), u(650));
    assert_eq!(net.home.balance(&escrow, "uusdc").unwrap(), u(350));
    assert_eq!(net.home.supply("uusdc").unwrap(), u(1_000));
    assert_eq!(
        net.circulating(Side::Home, "uusdc", HOME).unwrap(),
        u(1_000)
    );
    assert!(net.pending().unwrap().is_empty());
    net.ensure_conservation().unwrap();
}

#[test]
fn two_hops_unwind_in_order() {
    let mut net = network();
    net.open_channel("channel-8", "channel-9").unwrap();
    let (alice, bob) = (net.home.addr("alice"), net.dex.addr("bob"));
    let one = voucher_denom(DEX, "uusdc");
    let two_path = format!("transfer/channel-8/transfer/{DEX}/uusdc");
    let two = local_denom(&two_path);

    net.home
        .transfer(&alice, HOME, bob.as_str(), coin(100, "uusdc"), 60, "")
        .unwrap();
    net.relay_all().unwrap();
    // over another channel it is not a return: escrowed on dex, second hop added
    net.dex
        .transfer(&bob, "channel-9", alice.as_str(), coin(100, &one), 60, "")
        .unwrap();
    net.relay_all().unwrap();
    assert_eq!(net.home.balance(&alice, &two).unwrap(), u(100));
    assert_eq!(net.home.balance(&alice, "uusdc").unwrap(), u(900));
    let escrow = net.dex.escrow("channel-9").unwrap();
    assert_eq!(net.dex.balance(&escrow, &one).unwrap(), u(100));
    net.ensure_conservation().unwrap();

    // back the same way
    net.home
        .transfer(&alice, "channel-8", bob.as_str(), coin(100, &two), 60, "")
        .unwrap();
    net.relay_all().unwrap();
    assert_eq!(net.home.supply(&two).unwrap(), u(0));
    assert_eq!(net.dex.balance(&bob, &one).unwrap(), u(100));
    net.dex
        .transfer(&bob, DEX, alice.as_str(), coin(100, &one), 60, "")
        .unwrap();
    net.relay_all().unwrap();
    assert_eq!(net.home.balance(&alice, "uusdc").unwrap(), u(1_000));
    assert_eq!(net.dex.supply(&one).unwrap(), u(0));
    net.ensure_conservation().unwrap();
}

#[test]
fn counts_sequences_per_channel() {
    let mut net = network();
    net.open_channel("channel-8", "channel-9").unwrap();
    let (alice, bob) = (net.home.addr("alice"), net.dex.addr("bob"));
    let mut send = |channel| {
        net.home
            .transfer(&alice, channel, bob.as_str(), coin(1, "uusdc"), 60, "")
            .unwrap()
    };
    assert_eq!(send(HOME), 1);
    assert_eq!(send("channel-8"), 1);
    assert_eq!(send(HOME), 2);
    assert_eq!(send("channel-8"), 2);
    // closing and reopening goes on counting
    net.close_channel(HOME, DEX).unwrap();
    net.open_channel(HOME, DEX).unwrap();
    let third = net
        .home
        .transfer(&alice, HOME, bob.as_str(), coin(1, "uusdc"), 60, "")
        .unwrap();
    assert_eq!(third, 3);
}

#[test]
fn tells_the_sequence_to_reply_as_wasmd_does() {
    let mut net = network();
    let probe = deploy(&mut net.home, probe(), "uusdc");
    let alice = net.home.addr("alice");
    net.home
        .send_msg(
            &alice,
            BankMsg::Send {
                to_address: probe.to_string(),
                amount: vec![coin(500, "uusdc")],
            },
        )
        .unwrap();
    let to = net.dex.addr("bob").to_string();
    let transfer = |amount, then_fail| Exec::Transfer {
        channel: HOME.to_owned(),
        to: to.clone(),
        coin: coin(amount, "uusdc"),
        timeout: 60,
        memo: String::new(),
        then_fail,
    };
    net.home
        .execute(&alice, &probe, &transfer(100, false), &[])
        .unwrap();
    let response = "/ibc.applications.transfer.v1.MsgTransferResponse 0801";
    assert_eq!(seen(&net.home, &probe), [Seen(response.to_owned(), u(400))]);

    // a transaction that fails later takes packet, sequence and escrow back
    net.home
        .execute(&alice, &probe, &transfer(100, true), &[])
        .unwrap_err();
    assert_eq!(net.pending().unwrap().len(), 1);
    assert_eq!(net.home.balance(&probe, "uusdc").unwrap(), u(400));
    net.ensure_conservation().unwrap();

    // a refused transfer reaches reply as an error
    net.home
        .execute(&alice, &probe, &transfer(401, false), &[])
        .unwrap();
    assert_eq!(
        seen(&net.home, &probe).pop().unwrap(),
        Seen("refused".to_owned(), u(400))
    );
    net.home
        .execute(&alice, &probe, &transfer(1, false), &[])
        .unwrap();
    assert_eq!(
        seen(&net.home, &probe).pop().unwrap().0,
        "/ibc.applications.transfer.v1.MsgTransferResponse 0802"
    );
}

#[test]
fn refuses_what_ibc_go_refuses() {
    let mut net = network();
    net.open_channel("channel-8", "channel-9").unwrap();
    net.close_channel("channel-8", "channel-9").unwrap();
    let (alice, bob) = (net.home.addr("alice"), net.dex.addr("bob"));
    let now = net.home.app.block_info().time;
    let good = IbcTimeout::with_timestamp(now.plus_seconds(60));
    let height = |height| {
        IbcTimeout::with_block(IbcTimeoutBlock {
            revision: 1,
            height,
        })
    };
    let far = net.dex.view().height;
    let long = "m".repeat(ibc::MAX_MEMO + 1);
    let foreign = format!(r#"{{"src_callback":{{"address":"{bob}"}}}}"#);
    let broken = r#"{"src_callback":{"address":7}}"#.to_owned();
    type Case<'a> = (&'a str, &'a str, u128, &'a str, IbcTimeout, &'a str);
    let cases: Vec<Case> = vec![
        (
            "channel-77",
            "uusdc",
            1,
            "",
            good.clone(),
            "channel not found",
        ),
        ("channel-8", "uusdc", 1, "", good.clone(), "STATE_CLOSED"),
        (
            HOME,
            "uusdc",
            1,
            "",
            IbcTimeout::with_timestamp(now),
            "timeout elapsed",
        ),
        (HOME, "uusdc", 1, "", height(far), "timeout elapsed"),
        (HOME, "uusdc", 1_001, "", good.clone(), "Cannot Sub"),
        (HOME, "uosmo", 1, "", good.clone(), "Cannot Sub"),
        (HOME, "uusdc", 0, "", good.clone(), "must be positive"),
        (HOME, "ibc/00", 1, "", good.clone(), "trace not found"),
        (
            HOME,
            "uusdc",
            1,
            &long,
            good.clone(),
            "memo must not exceed",
        ),
        (
            HOME,
            "uusdc",
            1,
            &foreign,
            good.clone(),
            "is not the packet's sender",
        ),
        (
            HOME,
            "uusdc",
            1,
            &broken,
            good.clone(),
            "src_callback: address",
        ),
    ];
    for (channel, denom, amount, memo, timeout, message) in cases {
        let error = net
            .home
            .send_msg(
                &alice,
                IbcMsg::Transfer {
                    channel_id: channel.to_owned(),
                    to_address: bob.to_string(),
                    amount: coin(amount, denom),
                    timeout,
                    memo: Some(memo.to_owned()),
                },
            )
            .unwrap_err();
        let text = format!("{error:#}");
        assert!(text.contains(message), "{message}: {text}");
    }
    assert!(net.pending().unwrap().is_empty());
    assert_eq!(net.home.balance(&alice, "uusdc").unwrap(), u(1_000));
    // the longest memo and the next height are fine
    let memo = "m".repeat(ibc::MAX_MEMO);
    net.home
        .transfer(&alice, HOME, bob.as_str(), coin(1, "uusdc"), 60, &memo)
        .unwrap();
    net.home
        .send_msg(
            &alice,
            IbcMsg::Transfer {
                channel_id: HOME.to_owned(),
                to_address: bob.to_string(),
                amount: coin(1, "uusdc"),
                timeout: height(far + 1),
                memo: None,
            },
        )
        .unwrap();
}

#[test]
fn times_out_only_after_expiry() {
    let mut net = network();
    let (alice, bob) = (net.home.addr("alice"), net.dex.addr("bob"));
    net.home
        .transfer(&alice, HOME, bob.as_str(), coin(10, "uusdc"), 60, "")
        .unwrap();
    let id = PacketId::new(Side::Home, HOME, 1);
    net.advance(59);
    assert_eq!(net.pending().unwrap()[0].stage, Stage::Sent);
    assert!(net.timeout(&id).is_err());
    assert!(net.acknowledge(&id).is_err());
    // only the destination's clock counts
    net.home.advance(100);
    assert!(net.timeout(&id).is_err());
    net.dex.advance(1);
    assert_eq!(net.pending().unwrap()[0].stage, Stage::Expired);
    assert!(net.deliver(&id).is_err());
    assert_eq!(net.dex.supply(&voucher_denom(DEX, "uusdc")).unwrap(), u(0));
    let settled = net.timeout(&id).unwrap();
    assert!(matches!(settled.outcome, Settlement::Refunded(_)));
    assert_eq!(net.home.balance(&alice, "uusdc").unwrap(), u(1_000));
    // twice does nothing
    assert_eq!(net.timeout(&id).unwrap().outcome, Settlement::Duplicate);
    assert!(net.deliver(&id).is_err());
    assert_eq!(net.home.balance(&alice, "uusdc").unwrap(), u(1_000));
    net.ensure_conservation().unwrap();
}

#[test]
fn received_packets_never_time_out() {
    let mut net = network();
    let (alice, bob) = (net.home.addr("alice"), net.dex.addr("bob"));
    net.home
        .transfer(&alice, HOME, bob.as_str(), coin(10, "uusdc"), 60, "")
        .unwrap();
    let id = PacketId::new(Side::Home, HOME, 1);
    net.deliver(&id).unwrap();
    net.advance(3_600);
    assert!(net.timeout(&id).is_err());
    let settled = net.acknowledge(&id).unwrap();
    assert!(matches!(settled.outcome, Settlement::Delivered(_)));
    assert_eq!(net.deliver(&id).unwrap().outcome, Receipt::Duplicate);
    net.ensure_conservation().unwrap();
}

#[test]
fn height_timeouts_count_destination_blocks() {
    let mut net = network();
    let (alice, bob) = (net.home.addr("alice"), net.dex.addr("bob"));
    let height = net.dex.view().height + 2;
    net.home
        .send_msg(
            &alice,
            IbcMsg::Transfer {
                channel_id: HOME.to_owned(),
                to_address: bob.to_string(),
                amount: coin(5, "uusdc"),
                timeout: IbcTimeout::with_block(IbcTimeoutBlock {
                    revision: 1,
                    height,
                }),
                memo: None,
            },
        )
        .unwrap();
    let id = PacketId::new(Side::Home, HOME, 1);
    net.dex.advance(1);
    assert!(net.timeout(&id).is_err());
    net.dex.advance(1);
    assert!(net.deliver(&id).is_err());
    net.timeout(&id).unwrap();
    assert_eq!(net.home.balance(&alice, "uusdc").unwrap(), u(1_000));
}
