//! Sales under random prices and rules: a price stays in its range and falls with time, and no division of a purchase
//! gains anything.

use crate::common::*;
use cosmwasm_std::{Decimal, Uint128};
use proptest::prelude::*;
use qerun_messages::reserve::{Offer, StorefrontRule};
use qerun_mocks::eth;

#[derive(Debug, Clone)]
struct Market {
    rule: StorefrontRule,
    /// ETH's bid and ask, millionths of a USD.
    eth: (u64, u64),
    /// ETH's average, thousandths of its ask.
    average: u64,
    /// The bid of what is paid, millionths of a USD.
    paid: u64,
}

fn market() -> impl Strategy<Value = Market> {
    let rule =
        (0u64..=200, 0u64..=100, 3_600u64..=604_800).prop_map(|(premium, discount, duration)| {
            StorefrontRule {
                premium: Decimal::permille(premium),
                discount: Decimal::permille(discount),
                duration,
            }
        });
    let eth = (1_000_000u64..20_000_000_000, 0u64..1_000_000_000)
        .prop_map(|(bid, spread)| (bid, bid + spread));
    (rule, eth, 400u64..1_300, 1_000u64..2_000_000).prop_map(|(rule, eth, average, paid)| Market {
        rule,
        eth,
        average,
        paid,
    })
}

fn millionths(number: u64) -> Decimal {
    Decimal::from_ratio(number, 1_000_000u64)
}

/// 3 ETH for sale, `waited` seconds ago: in the one auction now, in the other once the deficit is settled.
fn reserve(market: &Market, waited: u64) -> TestReserve {
    let mut reserve = TestReserve::with(|msg| {
        msg.params.storefront = market.rule;
        msg.params.buyback_above = Some(eth(3).into());
    });
    reserve.purchase(1, usd(500), 0).unwrap();
    reserve.credit(1, eth(6));
    reserve.earmark_now(eth(3));
    let (bid, ask) = (millionths(market.eth.0), millionths(market.eth.1));
    reserve.change_price("eth", |record| {
        (record.bid, record.mid, record.ask) = (bid, bid, ask);
        record.average = ask * Decimal::permille(market.average);
    });
    for asset in ["usdc", "qer"] {
        reserve.change_price(asset, |record| record.bid = millionths(market.paid));
    }
    reserve.wait(waited);
    reserve
}

fn offers(reserve: &TestReserve) -> [Offer; 2] {
    let answer = reserve.storefront();
    let settled = reserve.storefront_without_deficit();
    [answer.deficit.unwrap(), settled.buyback.unwrap()]
}

/// Buys with all of these in one block, by one verb or the other; what was bought and what it cost.
fn buy(reserve: &mut TestReserve, buyback: bool, pieces: &[u128]) -> (u128, u128) {
    if buyback {
        reserve.earmark_now(0);
    }
    for paid in pieces {
        // Dust that buys nothing is refused.
        let _ = if buyback {
            reserve.buy_back(*paid, None)
        } else {
            reserve.buy_eth(*paid, None)
        };
        reserve.ensure_invariants();
    }
    let (sold, cost) = if buyback {
        reserve.bought_back
    } else {
        reserve.sold
    };
    (sold, cost)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, ..Default::default() })]

    #[test]
    fn a_price_keeps_its_range_and_falls(market in market(), waited in 0u64..700_000, more in 0u64..700_000) {
        let mut reserve = reserve(&market, waited);
        let first = offers(&reserve);
        reserve.wait(more);
        let later = offers(&reserve);
        let (bid, ask) = (millionths(market.eth.0), millionths(market.eth.1));
        let most = ask * (Decimal::one() + market.rule.premium);
        let average = ask * Decimal::permille(market.average);
        let kept = Decimal::one() - market.rule.discount;
        let (least, end) = (bid * kept, average.clamp(bid, ask) * kept);
        for (first, later) in first.iter().zip(&later) {
            prop_assert!(later.price <= first.price && later.cost <= first.cost);
            prop_assert!(first.price <= most && later.price >= least);
            if waited >= market.rule.duration {
                // Rounded up at the 18th digit, the product here down.
                prop_assert!(first.price >= end && first.price - end <= Decimal::raw(1));
            }
        }
        if waited == 0 {
            prop_assert_eq!(first[0].price, most);
        }
    }

    /// The cost of dividing: a smallest unit of ETH for each piece at the storefront, and the higher price of what is left
    /// in a buyback.
    #[test]
    fn dividing_a_purchase_gains_nothing(
        market in market(), waited in 0u64..700_000, buyback: bool,
        parts in prop::collection::vec(1u32..1_000_000, 1..12), share in 1u32..1_200_000,
    ) {
        let cost = offers(&reserve(&market, waited))[usize::from(buyback)].cost.u128();
        let sum: u128 = parts.iter().map(|part| u128::from(*part)).sum();
        let all = cost * u128::from(share) / 1_000_000;
        let pieces: Vec<u128> = parts.iter().map(|part| all * u128::from(*part) / sum).collect();
        let whole: u128 = pieces.iter().sum();
        prop_assume!(whole > 0);

        let (eth_whole, cost_whole) = buy(&mut reserve(&market, waited), buyback, &[whole]);
        let (eth_parts, cost_parts) = buy(&mut reserve(&market, waited), buyback, &pieces);
        prop_assert!(eth_parts <= eth_whole);
        // No cheaper either: cost_parts / eth_parts >= cost_whole / eth_whole, but for the unit by which the whole is
        // rounded up.
        let per = |cost: u128, eth: u128| Uint128::new(cost).full_mul(eth);
        prop_assert!(per(cost_parts + 1, eth_whole) >= per(cost_whole, eth_parts));
        if !buyback && eth_whole < eth(3) {
            prop_assert!(eth_whole <= eth_parts + pieces.len() as u128);
        }
    }
}
