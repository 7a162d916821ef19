//! A packet that is served: swap, minimum, and exactly what was bought goes back.

use crate::common::*;
use cosmwasm_std::testing::MockApi;
use cosmwasm_std::{coin, coins, CosmosMsg, IbcMsg, ReplyOn, SubMsg, WasmMsg};
use qerun_messages::ibc::timeout_at;
use qerun_messages::outpost::Venue;
use qerun_outpost::state::SWAP;
use qerun_outpost::ContractError;

fn swap_message(sub: &SubMsg) -> (String, String) {
    assert_eq!(sub.reply_on, ReplyOn::Success);
    match &sub.msg {
        CosmosMsg::Wasm(WasmMsg::Execute {
            contract_addr,
            msg,
            funds,
        }) => {
            assert_eq!(*funds, coins(500, STABLE));
            (
                contract_addr.clone(),
                String::from_utf8(msg.to_vec()).unwrap(),
            )
        }
        other => panic!("unexpected {other:?}"),
    }
}

#[test]
fn a_pair_is_asked_in_astroports_words() {
    let mut outpost = TestOutpost::new();
    let packet = outpost.order_packet(1, 500, 90);
    let response = outpost.receive(packet).unwrap();
    assert_eq!(kinds(&response.events), ["order"]);
    let (contract, msg) = swap_message(&response.messages[0]);
    assert_eq!(contract, MockApi::default().addr_make("pair").to_string());
    let expected = concat!(
        r#"{"swap":{"offer_asset":{"info":{"native_token":{"denom":"uusdc"}},"amount":"500"},"#,
        r#""belief_price":null,"max_spread":"0.5","to":null}}"#
    );
    assert_eq!(msg, expected);
}

#[test]
fn a_router_is_asked_for_every_hop() {
    let router = MockApi::default().addr_make("router").to_string();
    let mut outpost = TestOutpost::with(|config| {
        config.venue = Venue::AstroportRouter {
            router: router.clone(),
            via: vec!["untrn".into()],
        };
    });
    let packet = outpost.order_packet(1, 500, 90);
    let response = outpost.receive(packet).unwrap();
    let (contract, msg) = swap_message(&response.messages[0]);
    assert_eq!(contract, router);
    let hop = |offer: &str, ask: &str| {
        format!(
            concat!(
                r#"{{"astro_swap":{{"offer_asset_info":{{"native_token":{{"denom":"{}"}}}},"#,
                r#""ask_asset_info":{{"native_token":{{"denom":"{}"}}}}}}}}"#
            ),
            offer, ask
        )
    };
    let expected = format!(
        concat!(
            r#"{{"execute_swap_operations":{{"operations":[{},{}],"#,
            r#""minimum_receive":"90","to":null,"max_spread":"0.5"}}}}"#
        ),
        hop(STABLE, "untrn"),
        hop("untrn", &eth_denom())
    );
    assert_eq!(msg, expected);
}

#[test]
fn what_was_bought_goes_back_in_the_same_transaction() {
    let mut outpost = TestOutpost::new();
    let packet = outpost.order_packet(7, 500, 90);
    let response = outpost.serve(packet, 100).unwrap();
    assert_eq!(kinds(&response.events), ["swapped"]);
    assert_eq!(response.messages.len(), 1);
    let CosmosMsg::Ibc(IbcMsg::Transfer {
        channel_id,
        to_address,
        amount,
        timeout,
        memo,
    }) = &response.messages[0].msg
    else {
        panic!("not a transfer")
    };
    assert_eq!(
        (channel_id.as_str(), to_address.as_str()),
        (CHANNEL, RESERVE)
    );
    assert_eq!(*amount, coin(100, eth_denom()));
    assert_eq!(*timeout, timeout_at(outpost.now() + 1_200));
    let expected = format!(
        concat!(
            r#"{{"src_callback":{{"address":"{}"}},"dest_callback":{{"address":"qerun1reserve"}},"#,
            r#""qerun":{{"order_id":"7"}}}}"#
        ),
        outpost.this()
    );
    assert_eq!(*memo.as_ref().unwrap(), expected);

    let purchase = outpost.purchase(7);
    assert_eq!(
        (purchase.stable_in.u128(), purchase.eth_out.u128()),
        (500, 100)
    );
    assert_eq!(
        (purchase.recipient.as_str(), purchase.channel.as_str()),
        (RESERVE, CHANNEL)
    );
    assert_eq!(purchase.eth_denom, eth_denom());
    assert_eq!(purchase.status, in_transit(1));
    assert!(SWAP.may_load(&outpost.deps.storage).unwrap().is_none());
    assert_eq!((outpost.stable, outpost.eth), (0, 0));
}

#[test]
fn an_order_is_good_until_its_deadline() {
    let mut outpost = TestOutpost::new();
    let packet = outpost.order_packet(1, 500, 90);
    outpost.wait(900);
    outpost.serve(packet, 90).unwrap();
}

#[test]
fn below_the_minimum_everything_is_undone() {
    let mut outpost = TestOutpost::new();
    let before = outpost.dump();
    let packet = outpost.order_packet(1, 500, 90);
    let refused = outpost.serve(packet, 89).unwrap_err();
    let (received, min_out) = (89u128.into(), 90u128.into());
    assert_eq!(refused, ContractError::BelowMinimum { received, min_out });
    assert_eq!(outpost.dump(), before);
    // The same order may come again in another packet, as nothing was bought for it.
    let packet = outpost.order_packet(1, 500, 90);
    outpost.serve(packet, 90).unwrap();
}

#[test]
fn a_venue_that_gives_nothing_is_refused_even_without_a_minimum() {
    let mut outpost = TestOutpost::new();
    let packet = outpost.order_packet(1, 500, 0);
    let refused = outpost.serve(packet, 0).unwrap_err();
    let (received, min_out) = (0u128.into(), 0u128.into());
    assert_eq!(refused, ContractError::BelowMinimum { received, min_out });
}

#[test]
fn donated_and_held_eth_stays_out_of_a_swap() {
    let mut outpost = TestOutpost::new();
    outpost.eth = 1_000;
    outpost.stable = 77;
    outpost.update_bank();
    let packet = outpost.order_packet(1, 500, 90);
    outpost.serve(packet, 95).unwrap();
    assert_eq!(outpost.purchase(1).eth_out.u128(), 95);
    assert_eq!((outpost.stable, outpost.eth), (77, 1_000));

    // A donation does not help a bad swap over its minimum.
    let packet = outpost.order_packet(2, 500, 90);
    outpost.serve(packet, 10).unwrap_err();

    // Nor does ETH that is held for another order.
    outpost.fail_return(0, false);
    let packet = outpost.order_packet(3, 500, 90);
    outpost.serve(packet, 91).unwrap();
    assert_eq!(outpost.purchase(3).eth_out.u128(), 91);
    assert_eq!(outpost.eth, 1_095);
}

#[test]
fn a_voucher_is_known_by_its_path() {
    // A stablecoin that is native on the home chain is a voucher here.
    let voucher = qerun_messages::ibc::denom_of_path(&format!("transfer/{CHANNEL}/uusdc"));
    let mut outpost = TestOutpost::with(|config| config.stable_denom = voucher.clone());
    let packet = outpost.packet(1, 500, 90, |data| data.denom = "uusdc".into());
    let response = outpost.receive(packet).unwrap();
    let CosmosMsg::Wasm(WasmMsg::Execute { msg, funds, .. }) = &response.messages[0].msg else {
        panic!("not a swap")
    };
    assert_eq!(*funds, coins(500, &voucher));
    let msg = String::from_utf8(msg.to_vec()).unwrap();
    assert!(msg.contains(&voucher), "{msg}");
}

#[test]
fn replies_that_fit_nothing_are_refused() {
    use qerun_outpost::contract;
    let mut outpost = TestOutpost::new();
    let env = outpost.env.clone();
    let refused = contract::reply(outpost.deps.as_mut(), env.clone(), swap_reply()).unwrap_err();
    assert_eq!(refused, ContractError::NoSwap {});
    let refused =
        contract::reply(outpost.deps.as_mut(), env.clone(), sent_reply(3, 1)).unwrap_err();
    assert_eq!(refused, ContractError::UnknownOrder { order_id: 3 });
    let refused =
        contract::reply(outpost.deps.as_mut(), env.clone(), sent_reply(3, 0)).unwrap_err();
    assert_eq!(refused, ContractError::NoSequence { order_id: 3 });
    let mut other = swap_reply();
    other.id = 9;
    let refused = contract::reply(outpost.deps.as_mut(), env, other).unwrap_err();
    assert_eq!(refused, ContractError::UnknownReply { id: 9 });
}
