//! Earmarked ETH is sold for stablecoins, all of which go to the market.

use crate::common::*;
use cosmwasm_std::{coin, coins, to_json_binary, CosmosMsg, ReplyOn, WasmMsg};
use cw_utils::PaymentError;
use qerun_messages::market;
use qerun_messages::oracle::{PriceError, Status};
use qerun_messages::reserve::{ExecuteMsg, Offer};
use qerun_mocks::eth;
use qerun_reserve::ContractError;

/// 1 ETH of the protocol's own, 0.6 of it earmarked now.
fn earmarked() -> TestReserve {
    let reserve = TestReserve::with_own_eth(eth(1));
    reserve.earmark_now(micro_eth(600_000));
    reserve
}

fn offer(eth: u128, price: &str, cost: u128) -> Option<Offer> {
    Some(Offer {
        eth: eth.into(),
        price: dec(price),
        cost: cost.into(),
    })
}

/// Half-way from 2,010 x 1.04 to 1,990 x 0.91 a whole ETH costs 1,950.65 USD; a stablecoin counts for its bid, 0.999.
#[test]
fn a_sale_by_hand() {
    let mut reserve = earmarked();
    reserve.wait(5_400);
    // 500 x 0.999 / 1,950.65, down.
    let eth_out = 256_068_489_990_515_981;
    let response = reserve.buy_eth(usd(500), Some(eth_out)).unwrap();

    let buyer = reserve.anyone.to_string();
    assert_eq!(reserve.paid, [(buyer.clone(), coin(eth_out, eth_denom()))]);
    assert_eq!(reserve.refunded, []);
    let settle = market::ExecuteMsg::SettleDeficit {
        eth: eth_out.into(),
    };
    assert_eq!(
        reserve.to_market,
        [(settle.clone(), coin(usd(500), STABLE))]
    );
    assert_eq!(reserve.backing().unencumbered.u128(), eth(1) - eth_out);
    assert_eq!(reserve.backing().encumbered.u128(), eth(1));
    assert_eq!(reserve.earmark().eth.u128(), micro_eth(600_000) - eth_out);
    assert_eq!(reserve.stable, 0);
    reserve.ensure_invariants();

    // The market's refusal undoes the sale: no reply catches it, and it comes before the ETH leaves.
    let first = &response.messages[0];
    assert_eq!(first.reply_on, ReplyOn::Never);
    assert_eq!(
        first.msg,
        CosmosMsg::Wasm(WasmMsg::Execute {
            contract_addr: reserve.market.to_string(),
            msg: to_json_binary(&settle).unwrap(),
            funds: coins(usd(500), STABLE),
        })
    );
    assert_eq!(kinds(&response.events), ["sell_eth"]);
    let event = &response.events[0];
    let left = (micro_eth(600_000) - eth_out).to_string();
    let unencumbered = (eth(1) - eth_out).to_string();
    for (key, value) in [
        ("sender", buyer.as_str()),
        ("eth", &eth_out.to_string()),
        ("stable", "500000000"),
        ("refunded", "0"),
        ("price", "1950.65"),
        ("left", &left),
        ("unencumbered", &unencumbered),
    ] {
        assert_eq!(attribute(event, key), value, "{key}");
    }
}

/// Whoever moves one source for a moment moves the bid: down by all that `max_deviation` allows, in the transaction that
/// buys. The average does not follow. At the end of the line 9 % are off.
#[test]
fn a_bid_pushed_down_for_a_moment_makes_no_bargain() {
    for (case, bid, average, mid, ask, price) in [
        (
            "the bid is pushed down",
            "1810",
            "2000",
            "1905",
            "2010",
            "1820",
        ),
        (
            "the clamped bid lags a rally",
            "1000",
            "1900",
            "2100",
            "2110",
            "1729",
        ),
        ("ETH has fallen", "1490", "2000", "1495", "1500", "1365"),
        ("ETH has risen", "1990", "1800", "2000", "2010", "1810.9"),
    ] {
        let mut reserve = earmarked();
        reserve.wait(10_800);
        reserve.change_price("eth", |record| {
            (record.bid, record.average) = (dec(bid), dec(average));
            (record.mid, record.ask) = (dec(mid), dec(ask));
        });
        let offer = reserve.storefront().deficit.unwrap();
        assert_eq!(offer.price, dec(price), "{case}");
    }
}

/// 0.6 ETH at 2,090.40 USD, the start of the auction: 1,255.495495.. stablecoins of 0.999, up.
#[test]
fn what_exceeds_what_is_for_sale_comes_back() {
    let mut reserve = earmarked();
    let cost = 1_255_495_496;
    let quoted = offer(micro_eth(600_000), "2090.4", cost);
    assert_eq!(reserve.storefront().deficit, quoted);
    let response = reserve.buy_eth(usd(1_300), None).unwrap();
    let buyer = reserve.anyone.to_string();
    let bought = coin(micro_eth(600_000), eth_denom());
    assert_eq!(reserve.paid, [(buyer.clone(), bought)]);
    assert_eq!(reserve.refunded, [(buyer, coin(usd(1_300) - cost, STABLE))]);
    assert_eq!(reserve.to_market[0].1, coin(cost, STABLE));
    assert_eq!(attribute(&response.events[0], "refunded"), "44504504");
    assert_eq!(reserve.storefront().deficit, None);
    let refused = reserve.buy_eth(usd(1), None).unwrap_err();
    assert_eq!(refused, ContractError::NothingForSale {});
    reserve.ensure_invariants();
}

/// Exactly what the offer names buys all of it, and the smallest unit less does not.
#[test]
fn the_offer_is_what_the_verb_does() {
    for waited in [0, 1, 3_333, 10_799, 10_800, 200_000] {
        for less in [0, 1] {
            let mut reserve = earmarked();
            reserve.wait(waited);
            let offer = reserve.storefront().deficit.unwrap();
            let bought = reserve.buy_eth(offer.cost.u128() - less, None).unwrap();
            let eth_out = attribute(&bought.events[0], "eth").to_owned();
            assert_eq!(eth_out == offer.eth.to_string(), less == 0, "{waited}");
            assert_eq!(
                attribute(&bought.events[0], "price"),
                offer.price.to_string()
            );
            assert_eq!(
                reserve.to_market[0].1.amount.u128(),
                offer.cost.u128() - less
            );
            assert_eq!(reserve.refunded, []);
        }
    }
}

/// ETH of two decimals: 500 stablecoins buy 0.23 ETH, and what does not pay another hundredth comes back.
#[test]
fn a_payment_finer_than_eth_is_charged_its_exact_cost() {
    let mut reserve = TestReserve::with(|msg| msg.config.eth_decimals = 2);
    reserve.purchase(1, usd(500), 0).unwrap();
    reserve.credit(1, 100);
    reserve.earmark_now(60);
    reserve.buy_eth(usd(500), None).unwrap();
    // 0.23 x 2,090.4 / 0.999, up.
    let cost = 481_273_274;
    let buyer = reserve.anyone.to_string();
    assert_eq!(reserve.paid, [(buyer.clone(), coin(23, eth_denom()))]);
    assert_eq!(reserve.refunded, [(buyer, coin(usd(500) - cost, STABLE))]);
    assert_eq!(reserve.to_market[0].1, coin(cost, STABLE));
    let too_little = reserve.buy_eth(usd(20), None).unwrap_err();
    assert_eq!(too_little, ContractError::ZeroAmount {});
    reserve.ensure_invariants();
}

/// The suppliers are owed stablecoins: a low value of them brings more, and above a dollar it would bring fewer.
#[test]
fn a_stablecoin_counts_for_its_bid_and_a_dollar_at_most() {
    for (record, cost) in [
        (["0.8", "0.83", "0.86"], 1_567_800_000),
        (["0.97", "1", "1.03"], 1_293_030_928),
        (["1.04", "1.05", "1.06"], 1_254_240_000),
    ] {
        let [bid, mid, ask] = record;
        let mut reserve = earmarked();
        reserve.change_price("usdc", |record| {
            (record.bid, record.mid, record.ask) = (dec(bid), dec(mid), dec(ask));
        });
        let quoted = offer(micro_eth(600_000), "2090.4", cost);
        assert_eq!(reserve.storefront().deficit, quoted);
        reserve.buy_eth(usd(2_000), None).unwrap();
        assert_eq!(reserve.to_market[0].1.amount.u128(), cost);
    }
}

/// Booked at 1,990 x 0.9 an ETH, sold after it fell by 60 %: the market gets what there is and bears the shortfall.
#[test]
fn a_sale_far_below_the_booked_value_goes_through() {
    let mut reserve = earmarked();
    reserve.wait(10_800);
    reserve.change_price("eth", |record| {
        (record.bid, record.mid, record.ask) = (dec("796"), dec("800"), dec("804"));
        record.average = dec("790");
    });
    // 0.6 x 796 x 0.91 / 0.999, up.
    let cost = 435_051_052;
    assert_eq!(
        reserve.storefront().deficit,
        offer(micro_eth(600_000), "724.36", cost)
    );
    reserve.buy_eth(cost, Some(micro_eth(600_000))).unwrap();
    assert_eq!(reserve.to_market[0].1, coin(cost, STABLE));
    assert!(cost < 600_000 * 1_990 * 9 / 10);
    reserve.ensure_invariants();
}

#[test]
fn wrong_funds_are_refused() {
    let mut reserve = earmarked();
    let before = (reserve.dump(), reserve.stable, reserve.eth);
    let buyer = reserve.anyone.clone();
    let missing = || PaymentError::MissingDenom(STABLE.into());
    for (funds, expected) in [
        (vec![], PaymentError::NoFunds {}),
        (coins(0, STABLE), PaymentError::NoFunds {}),
        (coins(5, eth_denom()), missing()),
        (coins(5, "uother"), missing()),
        (
            vec![coin(5, STABLE), coin(5, "uother")],
            PaymentError::MultipleDenoms {},
        ),
    ] {
        let msg = ExecuteMsg::BuyEth { min_eth: None };
        let refused = reserve.execute(&buyer, &funds, msg).unwrap_err();
        assert_eq!(refused, expected.into());
        assert_eq!((reserve.dump(), reserve.stable, reserve.eth), before);
    }
}

#[test]
fn a_minimum_is_kept() {
    let mut reserve = earmarked();
    let before = reserve.dump();
    let below = |eth: u128, minimum: u128| ContractError::BelowMinimumEth {
        eth: eth.into(),
        minimum: minimum.into(),
    };
    // All there is, but less than asked for.
    let all = micro_eth(600_000);
    let refused = reserve.buy_eth(usd(5_000), Some(all + 1)).unwrap_err();
    assert_eq!(refused, below(all, all + 1));
    // 10 x 0.999 / 2,090.4, down.
    let bought = 4_778_989_667_049_368;
    let refused = reserve.buy_eth(usd(10), Some(bought + 1)).unwrap_err();
    assert_eq!(refused, below(bought, bought + 1));
    assert_eq!(reserve.dump(), before);
    reserve.buy_eth(usd(10), Some(bought)).unwrap();
    reserve.ensure_invariants();
}

/// A stablecoin worth nothing buys nothing, and ETH worth nothing has no price.
#[test]
fn worthless_money_buys_nothing() {
    let mut reserve = earmarked();
    let before = reserve.dump();
    reserve.change_price("usdc", |record| record.bid = dec("0"));
    let refused = reserve.buy_eth(usd(10), None).unwrap_err();
    assert_eq!(refused, ContractError::ZeroAmount {});
    reserve.change_price("usdc", |record| record.bid = dec("0.999"));
    reserve.wait(10_800);
    reserve.change_price("eth", |record| {
        (record.bid, record.average) = (dec("0"), dec("0"));
    });
    let refused = reserve.buy_eth(usd(10), None).unwrap_err();
    assert!(matches!(refused, ContractError::Math(_)), "{refused}");
    assert_eq!(reserve.dump(), before);
}

#[test]
fn both_prices_must_be_live() {
    for asset in ["eth", "usdc"] {
        let ensure = |change: &dyn Fn(&mut TestReserve) -> PriceError| {
            let mut reserve = earmarked();
            let expected = change(&mut reserve);
            let before = (reserve.dump(), reserve.stable, reserve.eth);
            let refused = reserve.buy_eth(usd(10), None).unwrap_err();
            assert_eq!(refused, expected.into());
            assert_eq!(reserve.storefront().deficit, None);
            assert_eq!((reserve.dump(), reserve.stable, reserve.eth), before);
        };
        let asset = asset.to_owned();
        ensure(&|reserve| {
            reserve.remove_price(&asset);
            let asset = asset.clone();
            PriceError::Missing { asset }
        });
        ensure(&|reserve| {
            reserve.wait_until_prices_expire(60);
            let now = reserve.now();
            reserve.change_price(&asset, |record| record.expires = now - 1);
            let (asset, expires) = (asset.clone(), now - 1);
            PriceError::Expired {
                asset,
                expires,
                now,
            }
        });
        for status in [Status::Halted, Status::Degraded] {
            ensure(&|reserve| {
                reserve.change_price(&asset, |record| record.status = status);
                let asset = asset.clone();
                PriceError::NotLive { asset, status }
            });
        }
    }
}

#[test]
fn a_pause_of_purchases_stops_no_sale() {
    let mut reserve = earmarked();
    let guardian = reserve.guardian.clone();
    reserve
        .execute(&guardian, &[], ExecuteMsg::Pause { duration: 1_000 })
        .unwrap();
    reserve.buy_eth(usd(10), None).unwrap();
    reserve.ensure_invariants();
}
