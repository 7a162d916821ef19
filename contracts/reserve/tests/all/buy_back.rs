//! Surplus ETH is sold for QER, which is burned.

use crate::common::*;
use cosmwasm_std::{coin, coins, to_json_binary, CosmosMsg, ReplyOn, WasmMsg};
use cw20::{Cw20ExecuteMsg, Cw20ReceiveMsg};
use cw_utils::PaymentError;
use qerun_messages::oracle::{PriceError, Status};
use qerun_messages::reserve::{ExecuteMsg, Offer, ReceiveMsg};
use qerun_mocks::{eth, qer};
use qerun_reserve::ContractError;

/// 0.85 ETH of the protocol's own: 0.25 kept, and 0.6 for sale from now on.
fn on_sale() -> TestReserve {
    let mut reserve = TestReserve::with_own_eth(OWN);
    switch_on(&mut reserve);
    reserve
}

const OWN: u128 = 850_000_000_000_000_000;

fn switch_on(reserve: &mut TestReserve) {
    let above = micro_eth(250_000).into();
    reserve
        .update_params(|p| p.buyback_above = Some(above))
        .unwrap();
}

fn offer(eth: u128, price: &str, cost: u128) -> Option<Offer> {
    Some(Offer {
        eth: eth.into(),
        price: dec(price),
        cost: cost.into(),
    })
}

/// Half-way from 2,010 x 1.04 to 1,990 x 0.91 a whole ETH costs 1,950.65 USD; QER counts for its bid, 1.21.
#[test]
fn a_sale_by_hand() {
    let mut reserve = on_sale();
    reserve.wait(5_400);
    // 200 x 1.21 / 1,950.65, down.
    let eth_out = 124_061_210_365_775_510;
    let response = reserve.buy_back(qer(200), Some(eth_out)).unwrap();

    let seller = reserve.anyone.to_string();
    assert_eq!(reserve.paid, [(seller.clone(), coin(eth_out, eth_denom()))]);
    assert_eq!((reserve.burned, reserve.qer), (qer(200), 0));
    assert_eq!(reserve.qer_refunded, []);
    assert_eq!(reserve.backing().unencumbered.u128(), OWN - eth_out);
    assert_eq!(reserve.backing().encumbered.u128(), OWN);
    assert_eq!(reserve.to_market, []);
    reserve.ensure_invariants();

    // A token that does not let the reserve burn undoes the sale.
    let first = &response.messages[0];
    assert_eq!(first.reply_on, ReplyOn::Never);
    let burn = Cw20ExecuteMsg::Burn {
        amount: qer(200).into(),
    };
    assert_eq!(
        first.msg,
        CosmosMsg::Wasm(WasmMsg::Execute {
            contract_addr: addr("qer").into(),
            msg: to_json_binary(&burn).unwrap(),
            funds: vec![],
        })
    );
    assert_eq!(kinds(&response.events), ["buy_back"]);
    let event = &response.events[0];
    for (key, value) in [
        ("sender", seller),
        ("eth", eth_out.to_string()),
        ("burned", "200000000".into()),
        ("refunded", "0".into()),
        ("price", "1950.65".into()),
        ("left", (micro_eth(600_000) - eth_out).to_string()),
        ("unencumbered", (OWN - eth_out).to_string()),
    ] {
        assert_eq!(attribute(event, key), value, "{key}");
    }
}

/// 0.6 ETH at 2,090.40 USD, in QER of 1.21: 1,036.561983.., up.
#[test]
fn what_exceeds_what_is_for_sale_comes_back() {
    let mut reserve = on_sale();
    let cost = 1_036_561_984;
    let quoted = offer(micro_eth(600_000), "2090.4", cost);
    assert_eq!(reserve.storefront().buyback, quoted);
    reserve.buy_back(qer(1_100), None).unwrap();
    let seller = reserve.anyone.to_string();
    assert_eq!(reserve.qer_refunded, [(seller, qer(1_100) - cost)]);
    assert_eq!(reserve.burned, cost);
    let kept = micro_eth(250_000);
    assert_eq!(reserve.backing().unencumbered.u128(), kept);
    assert_eq!(reserve.storefront().buyback, None);
    let refused = reserve.buy_back(qer(1), None).unwrap_err();
    assert_eq!(refused, ContractError::NothingForSale {});
    reserve.ensure_invariants();
}

#[test]
fn the_offer_is_what_the_verb_does() {
    for waited in [0, 1, 3_333, 10_799, 10_800, 200_000] {
        for less in [0, 1] {
            let mut reserve = on_sale();
            reserve.wait(waited);
            let offer = reserve.storefront().buyback.unwrap();
            let cost = offer.cost.u128() - less;
            let bought = reserve.buy_back(cost, None).unwrap();
            let eth_out = attribute(&bought.events[0], "eth").to_owned();
            assert_eq!(eth_out == offer.eth.to_string(), less == 0, "{waited}");
            assert_eq!(
                attribute(&bought.events[0], "price"),
                offer.price.to_string()
            );
            assert_eq!((reserve.burned, reserve.qer), (cost, 0));
        }
    }
}

/// A third is sold at 5,400 seconds: the rest goes on from 3,600, at 2,090.4 - 279.5 / 3.
#[test]
fn a_sale_moves_the_clock_back_by_its_part() {
    let mut reserve = on_sale();
    reserve.wait(5_400);
    // 0.2 x 1,950.65 / 1.21, up.
    let cost = 322_421_488;
    reserve.buy_back(cost, Some(micro_eth(200_000))).unwrap();
    let price = || dec("1997.233333333333333334");
    let rest = reserve.storefront().buyback.unwrap();
    assert_eq!(rest.price, price());
    assert!((micro_eth(400_000) - 400_000_000..=micro_eth(400_000)).contains(&rest.eth.u128()));
    // It falls on from there.
    reserve.wait(1_800);
    assert_eq!(reserve.storefront().buyback.unwrap().price, dec("1950.65"));
    // Time beyond the duration does not count: half is sold at the end, the rest is half-way.
    reserve.wait(1_000_000);
    assert_eq!(reserve.storefront().buyback.unwrap().price, dec("1810.9"));
    let half = reserve.storefront().buyback.unwrap().cost.u128() / 2;
    reserve.buy_back(half, None).unwrap();
    let after = reserve.storefront().buyback.unwrap().price;
    assert!(
        (dec("1950.624")..=dec("1950.65")).contains(&after),
        "{after}"
    );
    reserve.ensure_invariants();
}

/// Otherwise anyone could keep the price up for some dust a block.
#[test]
fn dust_pushes_no_price() {
    let mut reserve = on_sale();
    reserve.wait(5_400);
    for _ in 0..50 {
        reserve.buy_back(1_000, None).unwrap();
        assert_eq!(reserve.storefront().buyback.unwrap().price, dec("1950.65"));
    }
}

#[test]
fn only_the_token_may_call() {
    let mut reserve = on_sale();
    let before = (reserve.dump(), reserve.qer, reserve.eth);
    let msg = || {
        buy_back_msg(
            &addr("anyone"),
            qer(1),
            &ReceiveMsg::BuyBack { min_eth: None },
        )
    };
    for stranger in ["anyone", "owner", "market", "another token"] {
        let stranger = addr(stranger);
        let refused = reserve.execute(&stranger, &[], msg()).unwrap_err();
        assert_eq!(refused, unauthorized(&stranger, "token"));
    }
    let token = addr("qer");
    let refused = reserve
        .execute(&token, &coins(1, STABLE), msg())
        .unwrap_err();
    assert_eq!(refused, PaymentError::NonPayable {}.into());
    for payload in [
        "",
        "{}",
        r#"{"deposit_collateral":{}}"#,
        r#"{"buy_back":{"min":"1"}}"#,
    ] {
        let msg = ExecuteMsg::Receive(Cw20ReceiveMsg {
            sender: addr("anyone").into(),
            amount: qer(1).into(),
            msg: payload.as_bytes().into(),
        });
        let refused = reserve.execute(&token, &[], msg).unwrap_err();
        assert!(matches!(refused, ContractError::Std(_)), "{refused}");
    }
    assert_eq!((reserve.dump(), reserve.qer, reserve.eth), before);
}

#[test]
fn what_buys_nothing_is_refused() {
    let mut reserve = on_sale();
    let before = reserve.dump();
    let refused = reserve.buy_back(0, None).unwrap_err();
    assert_eq!(refused, ContractError::ZeroAmount {});
    // 10 x 1.21 / 2,090.4, down.
    let eth_out = 5_788_365_862_992_728u128;
    let refused = reserve.buy_back(qer(10), Some(eth_out + 1)).unwrap_err();
    let below = |eth: u128, minimum: u128| ContractError::BelowMinimumEth {
        eth: eth.into(),
        minimum: minimum.into(),
    };
    assert_eq!(refused, below(eth_out, eth_out + 1));
    let all = micro_eth(600_000);
    let refused = reserve.buy_back(qer(9_000), Some(all + 1)).unwrap_err();
    assert_eq!(refused, below(all, all + 1));
    reserve.change_price("qer", |record| record.bid = dec("0"));
    let refused = reserve.buy_back(qer(1), None).unwrap_err();
    assert_eq!(refused, ContractError::ZeroAmount {});
    assert_eq!(reserve.dump(), before);
}

#[test]
fn off_or_nothing_above_the_level() {
    let mut reserve = TestReserve::with_own_eth(eth(1));
    let refused = reserve.buy_back(qer(1), None).unwrap_err();
    assert_eq!(refused, ContractError::BuybackOff {});
    switch_on(&mut reserve);
    assert_eq!(
        reserve.storefront().buyback.unwrap().eth.u128(),
        micro_eth(750_000)
    );
    for (own, offered) in [(250_001, Some(micro_eth(1))), (250_000, None)] {
        let spent = reserve.free_eth() - micro_eth(own);
        reserve.spend(spent).unwrap();
        let offer = reserve.storefront().buyback.map(|offer| offer.eth.u128());
        assert_eq!(offer, offered);
    }
    let before = (reserve.dump(), reserve.qer);
    let refused = reserve.buy_back(qer(1), None).unwrap_err();
    assert_eq!(refused, ContractError::NothingForSale {});
    assert_eq!((reserve.dump(), reserve.qer), before);
    reserve.earmark_now(0);
    reserve.wait(86_400);
    reserve.update_params(|p| p.buyback_above = None).unwrap();
    let refused = reserve.buy_back(qer(1), None).unwrap_err();
    assert_eq!(refused, ContractError::BuybackOff {});
}

/// The suppliers come first: while ETH is earmarked for them, none is sold for QER that is burned, however much there is.
#[test]
fn it_waits_for_the_deficit() {
    let mut reserve = on_sale();
    for earmark in [1, micro_eth(150_000), OWN, eth(7)] {
        reserve.earmark_now(earmark);
        let before = (reserve.dump(), reserve.qer, reserve.eth);
        let refused = reserve.buy_back(qer(1), None).unwrap_err();
        let earmarked = earmark.min(OWN).into();
        assert_eq!(refused, ContractError::DeficitOpen { earmarked });
        assert_eq!(reserve.storefront().buyback, None);
        assert_eq!((reserve.dump(), reserve.qer, reserve.eth), before);
    }
    reserve.earmark_now(0);
    assert!(reserve.storefront().buyback.is_some());
    reserve.buy_back(qer(1), None).unwrap();
}

/// The last wei that is left of an earmark holds the buyback up for nobody who has a unit of a stablecoin; then the auction
/// begins at its first price, however low it had fallen.
#[test]
fn the_last_wei_of_a_deficit_stops_nobody() {
    let mut reserve = on_sale();
    reserve.wait(100_000);
    reserve.earmark_now(1);
    let refused = reserve.buy_back(qer(1), None).unwrap_err();
    let earmarked = 1u128.into();
    assert_eq!(refused, ContractError::DeficitOpen { earmarked });
    reserve.buy_eth(1, None).unwrap();
    assert_eq!(reserve.earmark().eth.u128(), 0);
    let begun = reserve.storefront().buyback.unwrap().price;
    assert_eq!(begun, dec("2090.4"), "2,010 x 1.04");
    reserve.buy_back(qer(1), None).unwrap();
}

#[test]
fn both_prices_must_be_live() {
    for asset in ["eth", "qer"] {
        for status in [Status::Halted, Status::Degraded] {
            let mut reserve = on_sale();
            reserve.set_status(asset, status);
            let before = reserve.dump();
            let refused = reserve.buy_back(qer(1), None).unwrap_err();
            let asset = asset.to_owned();
            assert_eq!(refused, PriceError::NotLive { asset, status }.into());
            assert_eq!(reserve.storefront().buyback, None);
            assert_eq!(reserve.dump(), before);
        }
        let mut reserve = on_sale();
        reserve.wait_until_prices_expire(60);
        let now = reserve.now();
        let expires = now - 1;
        reserve.change_price(asset, |record| record.expires = expires);
        let refused = reserve.buy_back(qer(1), None).unwrap_err();
        let name = asset.to_owned();
        let expired = PriceError::Expired {
            asset: name,
            expires,
            now,
        };
        assert_eq!(refused, expired.into());
        reserve.remove_price(asset);
        let refused = reserve.buy_back(qer(1), None).unwrap_err();
        let asset = asset.to_owned();
        assert_eq!(refused, PriceError::Missing { asset }.into());
        assert_eq!(reserve.storefront().buyback, None);
    }
}
