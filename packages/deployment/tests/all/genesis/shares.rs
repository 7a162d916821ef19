//! The parts of the supply, and the balances that they become.

use super::{dec, deployment, refused, sent, DEPLOYER};
use crate::plan::{file, lines};
use cosmwasm_std::{from_json, Decimal, Uint128, WasmMsg};
use qerun_deployment::plan::Part;
use qerun_deployment::{Contract, Step};
use qerun_messages::token;

#[test]
fn shares() {
    refused(&[
        (
            |p| p.shares.team = dec("0.16"),
            "shares: the shares add up to 1.01, not to 1",
        ),
        (
            |p| p.shares.team = dec("0.16"),
            "shares.team: its members add up to 16666666650000, not to its share of the supply, 17777777760000",
        ),
        (
            |p| p.shares.team = Decimal::MAX,
            "shares: the shares add up to more than 1, not to 1",
        ),
        (
            |p| p.shares.team = Decimal::MAX,
            "shares.team: 340282366920938463463.374607431768211455 of the supply",
        ),
        (
            |p| (p.shares.community, p.shares.treasury) = (dec("0.5"), dec("0.2")),
            "shares.community: 0.5 is not more than 0.5: the community has the majority",
        ),
        (
            |p| (p.shares.treasury, p.shares.liquidity) = (dec("0.1500000000000001"), dec("0.1499999999999999")),
            "shares.treasury: 0.1500000000000001 of the supply, 111111111000000, is no whole amount",
        ),
        (
            |p| p.supply[1].amount += Uint128::one(),
            "shares.community: its rows of supply add up to 61111111050001, not to its share of the supply, 61111111050000",
        ),
        (
            |p| p.supply[6].part = Part::Liquidity,
            "shares.treasury: its rows of supply add up to 0, not to its share",
        ),
        (
            |p| p.supply[1].amount = Uint128::MAX,
            "shares.community: its rows of supply add up to more than can be counted",
        ),
        (
            |p| p.supply[6].part = Part::Team,
            "supply[6].part: is team, which has no rows of its own: what a member gets is in [[team]]",
        ),
        // The same holder in two parts is none that is there twice, in one part it is.
        (
            |p| p.supply[6].part = Part::Community,
            "supply[6].to: `timelock` is there twice",
        ),
    ]);
    // A bare majority is one.
    let mut plan = file();
    plan.shares.community = dec("0.500000000000000001");
    let found = lines(plan).join("\n");
    assert!(!found.contains("is not more than"), "{found}");
}

/// Balances by holder: one row each, whatever the number of parts, and the team's with the deployer.
#[test]
fn a_genesis_gives_each_holder_once() {
    let plan = file();
    let contract = Contract::Token;
    let WasmMsg::Instantiate2 { msg, .. } = sent(&plan, Step::Instantiate { contract }) else {
        panic!();
    };
    let genesis: token::InstantiateMsg = from_json(msg).unwrap();
    let rows: Vec<(&str, u128)> = genesis
        .initial_balances
        .iter()
        .map(|row| (row.address.as_str(), row.amount.u128()))
        .collect();
    let (deployment, at) = (deployment(&plan), |i: usize| plan.supply[i].to.as_str());
    assert_eq!(
        rows,
        [
            (
                deployment.predicted(Contract::Timelock),
                28_888_888_850_000 + 16_666_666_650_000
            ),
            (at(1), 4_000_000_000_000),
            (at(2), 2_000_000_000_000),
            (at(3), 2_000_000_000_000),
            (at(4), 1_000_000_000_000),
            (at(5), 1_000_000_000_000),
            (
                deployment.predicted(Contract::Emissions),
                22_222_222_200_000 + 16_666_666_650_000
            ),
            (DEPLOYER, 16_666_666_650_000),
        ]
    );
    let sum: u128 = rows.iter().map(|(_, amount)| amount).sum();
    assert_eq!(sum, plan.token.supply.u128());
}
