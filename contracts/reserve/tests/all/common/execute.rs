//! Messages to the reserve, and what the chain does with those that it sends.

use cosmwasm_std::{from_json, Addr, BankMsg, Coin, CosmosMsg, Event, MessageInfo, Response};
use cosmwasm_std::{SubMsg, WasmMsg};
use cw20::Cw20ExecuteMsg;
use qerun_messages::market;
use qerun_messages::reserve::ExecuteMsg;
use qerun_mocks::ibc::packet_of_transfer;
use qerun_reserve::contract;
use qerun_reserve::ContractError;

use super::*;

impl TestReserve {
    /// Executes without running the messages of the response.
    pub fn execute_only(
        &mut self,
        sender: &Addr,
        funds: &[Coin],
        msg: ExecuteMsg,
    ) -> Result<Response, ContractError> {
        let info = MessageInfo {
            sender: sender.clone(),
            funds: funds.to_vec(),
        };
        contract::execute(self.deps.as_mut(), self.env.clone(), info, msg)
    }

    /// Executes as the chain would: funds arrive first, then the messages run; an error leaves
    /// everything as it was.
    pub fn execute(
        &mut self,
        sender: &Addr,
        funds: &[Coin],
        msg: ExecuteMsg,
    ) -> Result<Response, ContractError> {
        let before = (self.dump(), self.stable, self.eth, self.qer);
        for coin in funds {
            if coin.denom == STABLE {
                self.stable += coin.amount.u128();
            } else if coin.denom == eth_denom() {
                self.eth += coin.amount.u128();
            }
        }
        if let ExecuteMsg::Receive(hook) = &msg {
            self.qer += hook.amount.u128();
        }
        self.update_bank();
        match self.execute_only(sender, funds, msg) {
            Ok(response) => {
                self.run(&response.messages);
                self.record_events(&response.events);
                Ok(response)
            }
            Err(error) => {
                qerun_mocks::restore(&mut self.deps.storage, before.0);
                (self.stable, self.eth, self.qer) = (before.1, before.2, before.3);
                self.update_bank();
                Err(error)
            }
        }
    }

    /// Keeps the amounts that only events tell.
    pub fn record_events(&mut self, events: &[Event]) {
        for event in events {
            let amount = |key| attribute(event, key).parse::<u128>().unwrap();
            match event.ty.as_str() {
                "qerun-reserve/sell_eth" => {
                    self.sold.0 += amount("eth");
                    self.sold.1 += amount("stable");
                }
                "qerun-reserve/buy_back" => {
                    self.bought_back.0 += amount("eth");
                    self.bought_back.1 += amount("burned");
                }
                "qerun-reserve/late_eth" => {
                    self.late_eth += attribute(event, "eth").parse::<u128>().unwrap();
                }
                "qerun-reserve/lost" => {
                    self.made_good += attribute(event, "made_good").parse::<u128>().unwrap();
                }
                _ => {}
            }
        }
    }

    /// Runs the messages of a response.
    pub fn run(&mut self, messages: &[SubMsg]) {
        for sub in messages {
            match &sub.msg {
                CosmosMsg::Ibc(_) => self.send_packet(sub),
                CosmosMsg::Bank(BankMsg::Send { to_address, amount }) => {
                    assert!(amount.is_sorted_by(|a, b| a.denom < b.denom));
                    for coin in amount {
                        self.pay(to_address, coin);
                    }
                }
                CosmosMsg::Wasm(WasmMsg::Execute {
                    contract_addr,
                    msg,
                    funds,
                }) if contract_addr == addr("qer").as_str() => {
                    assert!(funds.is_empty());
                    self.run_token(from_json(msg).unwrap());
                }
                CosmosMsg::Wasm(WasmMsg::Execute {
                    contract_addr,
                    msg,
                    funds,
                }) => {
                    assert_eq!(contract_addr, self.market.as_str());
                    assert_eq!(funds.len(), 1);
                    assert_eq!(funds[0].denom, STABLE);
                    self.stable -= funds[0].amount.u128();
                    let msg = from_json(msg).unwrap();
                    self.run_market(&msg);
                    self.to_market.push((msg, funds[0].clone()));
                }
                other => panic!("unexpected {other:?}"),
            }
        }
        self.update_bank();
    }

    fn pay(&mut self, to: &str, coin: &Coin) {
        let amount = coin.amount.u128();
        assert!(amount > 0, "the bank refuses an empty coin");
        let paid = (to.to_owned(), coin.clone());
        if coin.denom == STABLE {
            self.stable -= amount;
            self.refunded.push(paid);
        } else {
            assert_eq!(coin.denom, eth_denom());
            self.eth -= amount;
            self.paid.push(paid);
        }
    }

    /// The market takes what was sold off its earmark.
    fn run_market(&mut self, msg: &market::ExecuteMsg) {
        if let market::ExecuteMsg::SettleDeficit { eth } = msg {
            let earmark = self.earmark();
            self.set_earmark((earmark.eth - eth).u128(), earmark.started);
        }
    }

    fn run_token(&mut self, msg: Cw20ExecuteMsg) {
        match msg {
            Cw20ExecuteMsg::Burn { amount } => {
                self.qer -= amount.u128();
                self.burned += amount.u128();
            }
            Cw20ExecuteMsg::Transfer { recipient, amount } => {
                assert!(!amount.is_zero());
                self.qer -= amount.u128();
                self.qer_refunded.push((recipient, amount.u128()));
            }
            other => panic!("unexpected {other:?}"),
        }
    }

    /// Sends the packet of an order's transfer and replies with its sequence.
    fn send_packet(&mut self, sub: &SubMsg) {
        let sequence = self.next_sequence;
        self.next_sequence += 1;
        let this = self.this();
        let packet = packet_of_transfer(&sub.msg, &this, None, OUTPOST_CHANNEL, sequence);
        self.stable -= amount_of_transfer(sub);
        let id: u64 = from_json(&sub.payload).unwrap();
        self.packets.push((id, packet));
        let reply = transfer_reply(sub.id, sub.payload.clone(), sequence);
        let done = contract::reply(self.deps.as_mut(), self.env.clone(), reply).unwrap();
        assert!(done.messages.is_empty());
    }
}
