//! Deposits, bonds, spending limits, and how ETH is sold.

use super::{dec, refused, share};
use cosmwasm_std::{Decimal, Uint128};

#[test]
fn g7_money() {
    const OUTSIDE: u128 = 10_000_000_000_000;
    refused(&[
        (|p| p.timelock.max_bond = Uint128::MAX, "timelock.max_bond: 340282366920938463463374607431768211455 is more than 10000000000000: nobody has"),
        (|p| p.timelock.max_bond = (OUTSIDE + 1).into(), "timelock.max_bond: 10000000000001 is more"),
        (|p| p.timelock.params.critical.bond = (OUTSIDE + 1).into(), "timelock.params.critical.bond: 10000000000001 is more"),
        (|p| p.timelock.params.sensitive.bond = (OUTSIDE + 1).into(), "timelock.params.sensitive.bond: 10000000000001 is more"),
        (|p| p.timelock.params.routine.bond = (OUTSIDE + 1).into(), "timelock.params.routine.bond: 10000000000001 is more"),
        (|p| p.dao.deposit = Uint128::MAX, "dao.deposit: 340282366920938463463374607431768211455 is more"),
        (|p| p.dao.deposit = (OUTSIDE + 1).into(), "dao.deposit: 10000000000001 is more than 10000000000000"),
        (|p| p.dao.deposit = Uint128::zero(), "dao.deposit: must not be zero"),
        (|p| p.dao.deposit = 111_111_110u128.into(), "dao.deposit: 111111110 is less than 111111111"),
        (|p| p.timelock.params.sensitive.bond = Uint128::zero(), "timelock.params.sensitive.bond: must not be zero"),
        (|p| p.timelock.params.critical.bond = Uint128::zero(), "timelock.params.critical.bond: must not be zero"),
        (|p| p.timelock.params.critical.bond = Uint128::one(), "timelock.params.critical.bond: 1 is less than 1000000000"),
        (|p| p.timelock.params.sensitive.bond = 999_999_999u128.into(), "timelock.params.sensitive.bond: 999999999 is less than 1000000000"),
        (|p| p.timelock.spend_limits[0].routine = Uint128::MAX, "timelock.spend_limits[0].routine: 340282366920938463463374607431768211455 is more than 455555555000"),
        (|p| p.timelock.spend_limits[0].sensitive = Uint128::MAX, "timelock.spend_limits[0].sensitive: 340282366920938463463374607431768211455 is more than 4555555550000"),
        (|p| p.dao.quorum = Decimal::permille(1), "dao.quorum: 0.001 is not between 0.05 and 0.5"),
        (|p| p.dao.quorum = dec("0.049"), "dao.quorum: 0.049 is not"),
        (|p| p.dao.quorum = dec("0.51"), "dao.quorum: 0.51 is not"),
        (|p| p.token.decimals = 5, "token.decimals: 5 decimals are not between 6 and 18"),
        (|p| p.assets.stable.decimals = 5, "assets.stable.decimals: 5 decimals are not between 6 and 18"),
        (|p| p.assets.eth.decimals = 7, "assets.eth.decimals: 7 decimals are not between 8 and 18"),
        (|p| p.voting.active_threshold = share("0.009"), "voting.active_threshold: "),
        (|p| {
            p.timelock.spend_limits[0].asset = qerun_deployment::plan::AssetName::Stable;
            p.timelock.spend_limits[0].routine = 100_000_000_001u128.into();
            p.timelock.spend_limits[0].sensitive = 1_000_000_000_001u128.into();
        }, "timelock.spend_limits[0].routine: 100000000001 is more than 100000000000: so much"),
        (|p| {
            p.timelock.spend_limits[0].asset = qerun_deployment::plan::AssetName::Eth;
            p.timelock.spend_limits[0].sensitive = 500_000_000_000_000_000_001u128.into();
        }, "timelock.spend_limits[0].sensitive: 500000000000000000001 is more than 500000000000000000000"),
    ]);
}

#[test]
fn g7_liquidation() {
    refused(&[
        (
            |p| p.reserve.storefront.duration = 10_799,
            "reserve.storefront.duration: 10799 s is less than 10800 s",
        ),
        (
            |p| p.reserve.storefront.duration = 86_401,
            "reserve.storefront.duration: 86401 s is more than 86400 s",
        ),
        (
            |p| p.reserve.storefront.premium = Decimal::zero(),
            "reserve.storefront.premium: needed on a public chain: a sale that begins above",
        ),
        (
            |p| p.reserve.buyback_above = Some(Uint128::one()),
            "reserve.buyback_above: not on a public chain: governance switches it on",
        ),
        (
            |p| p.reserve.storefront.discount = dec("0.11"),
            "reserve.storefront.discount: 0.11 is above market.stress.own_discount, 0.1",
        ),
    ]);
}
