//! A hostile proposal has passed: it wants the money.

use cosmwasm_std::{coins, to_json_binary, BankMsg, CosmosMsg, IbcMsg, IbcTimeout, WasmMsg};
use qerun_messages::timelock::Class::{Critical, Sensitive};
use qerun_messages::{market, reserve, token};
use qerun_testing::suite::{call, qer, usd, HOME_CHANNEL};
use serde_json::json;

use super::attack::{run, Changes, Fails, Row, Scene};

fn token(scene: &Scene, msg: &token::ExecuteMsg) -> CosmosMsg {
    call(&scene.world.at.token, msg).unwrap()
}

#[test]
fn of_the_reserve() {
    let rows: [Row; 4] = [
        (
            "spend the protocol's ETH",
            Sensitive,
            |scene| {
                let spend = reserve::ExecuteMsg::Spend {
                    recipient: scene.world.eve.to_string(),
                    amount: scene.world.backing().unwrap().unencumbered,
                };
                vec![call(&scene.world.at.reserve, &spend).unwrap()]
            },
            Changes(&["coins of eve", "coins of reserve", "reserve"]),
        ),
        (
            "spend the borrowers' ETH",
            Sensitive,
            |scene| {
                let backing = scene.world.backing().unwrap();
                let spend = reserve::ExecuteMsg::Spend {
                    recipient: scene.world.eve.to_string(),
                    amount: backing.unencumbered + backing.encumbered,
                };
                vec![call(&scene.world.at.reserve, &spend).unwrap()]
            },
            Fails("is more than the protocol's own"),
        ),
        (
            "pay out claims in the market's stead",
            Critical,
            |scene| {
                let pay = reserve::ExecuteMsg::PayOut {
                    recipient: scene.world.eve.to_string(),
                    amount: scene.world.backing().unwrap().encumbered,
                };
                vec![call(&scene.world.at.reserve, &pay).unwrap()]
            },
            Fails("market"),
        ),
        (
            "send purchases to an outpost of eve's",
            Sensitive,
            |scene| {
                let route = reserve::Route {
                    channel: HOME_CHANNEL.to_owned(),
                    outpost: scene.world.net.dex.addr("eve").to_string(),
                    timeout: 1_200,
                    transport: reserve::Transport::default(),
                };
                let update = reserve::ExecuteMsg::UpdateRoute { route };
                vec![call(&scene.world.at.reserve, &update).unwrap()]
            },
            Changes(&["reserve"]),
        ),
    ];
    run(&rows);
}

#[test]
fn of_the_treasury_in_coins() {
    let rows: [Row; 5] = [
        (
            "send all dollars",
            Critical,
            |scene| vec![scene.world.pay(&scene.world.eve, usd("50000"))],
            Changes(&["coins of eve", "coins of timelock"]),
        ),
        (
            "send them in parts",
            Critical,
            |scene| {
                (0..10)
                    .map(|_| scene.world.pay(&scene.world.eve, usd("5000")))
                    .collect()
            },
            Changes(&["coins of eve", "coins of timelock"]),
        ),
        (
            "burn them",
            Critical,
            |scene| {
                let amount = coins(usd("50000").u128(), &scene.world.stable);
                vec![BankMsg::Burn { amount }.into()]
            },
            Changes(&["coins of timelock"]),
        ),
        (
            "give them away as funds of a routine message",
            Critical,
            |scene| {
                vec![WasmMsg::Execute {
                    contract_addr: scene.world.at.market.to_string(),
                    msg: to_json_binary(&market::ExecuteMsg::FundInsurance {}).unwrap(),
                    funds: coins(usd("50000").u128(), &scene.world.stable),
                }
                .into()]
            },
            Changes(&["coins of market", "coins of timelock", "market"]),
        ),
        (
            "send them over IBC",
            Critical,
            |scene| {
                let home = &scene.world.net.home.app;
                let at = home.block_info().time.plus_days(30);
                vec![IbcMsg::Transfer {
                    channel_id: HOME_CHANNEL.to_owned(),
                    to_address: scene.world.net.dex.addr("eve").to_string(),
                    amount: cosmwasm_std::coin(usd("50000").u128(), &scene.world.stable),
                    timeout: IbcTimeout::with_timestamp(at),
                    memo: None,
                }
                .into()]
            },
            Changes(&["coins of timelock"]),
        ),
    ];
    run(&rows);
}

#[test]
fn of_the_treasury_in_qer() {
    let rows: [Row; 5] = [
        (
            "transfer all QER",
            Critical,
            |scene| vec![scene.world.pay_qer(&scene.world.eve, "1000000")],
            Changes(&["token"]),
        ),
        (
            "transfer it in parts",
            Critical,
            |scene| {
                (0..10)
                    .map(|_| scene.world.pay_qer(&scene.world.eve, "10001"))
                    .collect()
            },
            Changes(&["token"]),
        ),
        (
            "send it as collateral of eve's: a hook message to the market",
            Critical,
            |scene| {
                let deposit = market::ReceiveMsg::DepositCollateral {
                    on_behalf_of: Some(scene.world.eve.to_string()),
                };
                let send = token::ExecuteMsg::Send {
                    contract: scene.world.at.market.to_string(),
                    amount: qer("1"),
                    msg: to_json_binary(&deposit).unwrap(),
                };
                vec![token(scene, &send)]
            },
            Changes(&["market", "token"]),
        ),
        (
            "stake it, to vote with the treasury",
            Critical,
            |scene| {
                let send = token::ExecuteMsg::Send {
                    contract: scene.world.dao.voting.to_string(),
                    amount: qer("1000000"),
                    msg: to_json_binary(&json!({"stake": {"tier": 3}})).unwrap(),
                };
                vec![token(scene, &send)]
            },
            Changes(&["token", "voting"]),
        ),
        (
            "become a burner and burn it",
            Critical,
            |scene| {
                let address = scene.world.timelock.to_string();
                let add = token::ExecuteMsg::AddBurner { address };
                let burn = token::ExecuteMsg::Burn {
                    amount: qer("1000000"),
                };
                vec![token(scene, &add), token(scene, &burn)]
            },
            Changes(&["token"]),
        ),
    ];
    run(&rows);
}
