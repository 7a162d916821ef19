//! The contracts: they answer what a test has put there, and carry out what the keeper sends as far as a test looks.

use std::collections::BTreeMap;

use cosmwasm_std::{Binary, Decimal, Uint128, WasmMsg};
use qerun_keeper::node::now;
use qerun_messages::oracle::{PriceRecord, Status, PRICES};
use qerun_messages::reserve::Backing;
use serde_json::{json, Value};

use super::*;

/// A position that can be liquidated, with what its liquidation pays.
#[derive(Clone, Debug)]
pub struct FakePosition {
    pub borrower: String,
    pub health: Decimal,
    pub repaid: u128,
    pub collateral: u128,
    pub eth: u128,
    pub stable: u128,
    pub pending: u128,
    pub written_off: u128,
    /// In place of a quote.
    pub refused: Option<String>,
}

/// A message that was carried out.
#[derive(Clone, Debug, PartialEq)]
pub struct Executed {
    pub sender: String,
    pub contract: String,
    pub msg: Value,
    pub funds: u128,
}

#[derive(Clone, Debug, Default)]
pub struct FakeProtocol {
    pub positions: Vec<FakePosition>,
    /// Why there is no list of positions.
    pub no_list: Option<String>,
    pub pair: Option<FakePair>,
    pub balances: BTreeMap<(String, String), u128>,
    pub prices: BTreeMap<String, PriceRecord>,
    /// Answers to other queries, by contract and key.
    pub answers: BTreeMap<(String, String), Value>,
    /// Refusals of other messages, by contract and key.
    pub refusals: BTreeMap<(String, String), String>,
    /// A text and how a message is refused that has it.
    pub refused_text: Option<(String, String)>,
    /// Keys of messages that can be carried out once.
    pub once: Vec<String>,
    pub executed: Vec<Executed>,
}

pub fn record(price: &str) -> PriceRecord {
    let price: Decimal = price.parse().unwrap();
    PriceRecord {
        bid: price * Decimal::percent(99),
        ask: price * Decimal::percent(101),
        mid: price,
        average: price * Decimal::percent(102),
        depth: None,
        as_of: now(),
        expires: now() + 3_600,
        status: Status::Live,
        grace_ends: 0,
        uptime: 1_000,
        updated_at: now(),
    }
}

pub fn backing() -> Backing {
    Backing {
        capacity: Uint128::new(1_000_000_000),
        order_capacity: 5,
        batch_capacity: 5,
        ..Backing::default()
    }
}

fn only(value: &Value) -> (&str, &Value) {
    let (key, body) = value.as_object().unwrap().iter().next().unwrap();
    (key, body)
}

fn text(amount: u128) -> Value {
    Value::from(amount.to_string())
}

impl FakePosition {
    pub fn of(borrower: &str, health: u64, repaid: u128, collateral: u128) -> Self {
        FakePosition {
            borrower: borrower.to_owned(),
            health: Decimal::percent(health),
            repaid,
            collateral,
            eth: 0,
            stable: 0,
            pending: 0,
            written_off: 0,
            refused: None,
        }
    }

    /// The quote of a part of it, in proportion.
    fn quote(&self, amount: Option<u128>) -> Value {
        let repaid = amount.map_or(self.repaid, |amount| amount.min(self.repaid));
        let part = |whole: u128| match self.repaid {
            0 => text(whole),
            all => text(whole * repaid / all),
        };
        json!({
            "borrower": self.borrower, "health": self.health, "debt": text(self.repaid),
            "repaid": text(repaid), "refunded": "0", "bonus": "0.1",
            "collateral": part(self.collateral), "eth": part(self.eth), "stable": part(self.stable),
            "pending": part(self.pending), "written_off": text(self.written_off),
            "debt_after": text(self.repaid - repaid), "collateral_after": "0",
        })
    }
}

impl FakeProtocol {
    pub fn balance(&self, address: &str, denom: &str) -> u128 {
        let key = (address.to_owned(), denom.to_owned());
        self.balances.get(&key).copied().unwrap_or_default()
    }

    pub fn pay(&mut self, address: &str, denom: &str, amount: i128) -> Result<(), String> {
        let key = (address.to_owned(), denom.to_owned());
        let held = self.balances.entry(key).or_default();
        *held = held
            .checked_add_signed(amount)
            .ok_or("spendable balance is smaller: insufficient funds")?;
        Ok(())
    }

    pub fn answer(&mut self, contract: &str, key: &str, answer: Value) {
        let at = (contract.to_owned(), key.to_owned());
        self.answers.insert(at, answer);
    }

    pub fn refuse(&mut self, contract: &str, key: &str, log: &str) {
        let at = (contract.to_owned(), key.to_owned());
        self.refusals.insert(at, log.to_owned());
    }

    /// Messages of this kind that were carried out.
    pub fn done(&self, contract: &str, key: &str) -> Vec<&Executed> {
        let wanted = |e: &&Executed| e.contract == contract && only(&e.msg).0 == key;
        self.executed.iter().filter(wanted).collect()
    }

    pub fn raw(&self, contract: &str, key: &[u8]) -> Option<Vec<u8>> {
        for (asset, record) in &self.prices {
            if contract == ORACLE && *PRICES.key(asset) == *key {
                return Some(serde_json::to_vec(record).unwrap());
            }
        }
        let at = (
            contract.to_owned(),
            String::from_utf8_lossy(key).into_owned(),
        );
        let answer = self.answers.get(&at)?;
        Some(serde_json::to_vec(answer).unwrap())
    }

    pub fn query(&self, contract: &str, query: &Value) -> Result<Value, String> {
        let (key, body) = only(query);
        match (contract, key) {
            (MARKET, "liquidatable") => self.liquidatable(body),
            (MARKET, "quote_liquidation") => Ok(self.quote_liquidation(body)),
            (PAIR, "simulation") => {
                let offer = body["offer_asset"]["amount"].as_str().unwrap();
                let pair = self.pair.as_ref().ok_or("no pair")?;
                Ok(pair.simulation(offer.parse().unwrap()))
            }
            (TOKEN, "balance") => {
                let address = body["address"].as_str().unwrap();
                Ok(json!({"balance": text(self.balance(address, TOKEN))}))
            }
            _ => {
                // Of one asset, or of all.
                let of = body["asset"].as_str().map(|asset| format!("{key} {asset}"));
                let at = |key: String| self.answers.get(&(contract.to_owned(), key)).cloned();
                let answer = of.and_then(at).or_else(|| at(key.to_owned()));
                answer.ok_or_else(|| format!("{contract} does not know {query}"))
            }
        }
    }

    fn liquidatable(&self, body: &Value) -> Result<Value, String> {
        if let Some(reason) = &self.no_list {
            return Err(reason.clone());
        }
        let limit = body["limit"].as_u64().unwrap() as usize;
        let after = body["start_after"]["user"].as_str();
        let mut rows = self.positions.clone();
        rows.sort_by_key(|row| row.health);
        let place = |user: &str| rows.iter().position(|row| row.borrower == user);
        let skip = after.and_then(place).map_or(0, |place| place + 1);
        let page: Vec<_> = rows.iter().skip(skip).take(limit).collect();
        let more = rows.len() > skip + page.len();
        let next = page.last().filter(|_| more);
        let next = next.map(|row| json!({"order": "1", "user": row.borrower}));
        let row = |row: &&FakePosition| {
            json!({
                "borrower": row.borrower, "health": row.health, "refused": row.refused,
                "quote": row.refused.is_none().then(|| row.quote(None)),
            })
        };
        let positions: Vec<_> = page.iter().map(row).collect();
        Ok(json!({"positions": positions, "next": next}))
    }

    fn quote_liquidation(&self, body: &Value) -> Value {
        let borrower = body["borrower"].as_str().unwrap();
        let amount = body["amount"].as_str().map(|a| a.parse().unwrap());
        match self.positions.iter().find(|row| row.borrower == borrower) {
            Some(row) => json!({"quote": row.quote(amount), "refused": null}),
            None => json!({"quote": null, "refused": "has no debt"}),
        }
    }

    pub fn execute(&mut self, sender: &str, messages: &[WasmMsg]) -> Result<(), String> {
        for (index, message) in messages.iter().enumerate() {
            let failed =
                |log| format!("message index: {index}: {log}: execute wasm contract failed");
            self.execute_one(sender, message).map_err(failed)?;
        }
        Ok(())
    }

    fn execute_one(&mut self, sender: &str, message: &WasmMsg) -> Result<(), String> {
        let WasmMsg::Execute {
            contract_addr,
            msg,
            funds,
        } = message
        else {
            return Err("no such message".to_owned());
        };
        let msg: Value = serde_json::from_slice(msg).unwrap();
        let (key, body) = only(&msg);
        let at = (contract_addr.clone(), key.to_owned());
        if let Some(log) = self.refusals.get(&at) {
            return Err(log.clone());
        }
        match &self.refused_text {
            Some((text, log)) if msg.to_string().contains(text) => return Err(log.clone()),
            _ => {}
        }
        let paid = funds.first().map_or(0, |coin| coin.amount.u128());
        if paid > 0 {
            self.pay(sender, STABLE, -(paid as i128))?;
        }
        match (contract_addr.as_str(), key) {
            (MARKET, "liquidate") => self.liquidate(sender, body, paid)?,
            (TOKEN, "send") => self.send(sender, body)?,
            _ if self.once.contains(&msg.to_string()) => {
                return Err(format!("{key} was done before"));
            }
            ("counter", _) | (TIMELOCK, "execute") | (OUTPOST, "retry") | (MARKET, "collect") => {
                self.once.push(msg.to_string());
            }
            _ => {}
        }
        self.executed.push(Executed {
            sender: sender.to_owned(),
            contract: contract_addr.clone(),
            msg: msg.clone(),
            funds: paid,
        });
        Ok(())
    }

    fn liquidate(&mut self, sender: &str, body: &Value, paid: u128) -> Result<(), String> {
        let borrower = body["borrower"].as_str().unwrap();
        let place = self.positions.iter().position(|p| p.borrower == borrower);
        let place = place.ok_or_else(|| format!("{borrower} has no debt"))?;
        let row = self.positions[place].clone();
        let least = |key: &str| body[key].as_str().map_or(0, |m| m.parse::<u128>().unwrap());
        let repaid = paid.min(row.repaid);
        let part = |whole: u128| whole * repaid / row.repaid.max(1);
        let (qer, eth) = (part(row.collateral), part(row.eth));
        if qer < least("min_collateral") {
            let minimum = least("min_collateral");
            return Err(format!(
                "would receive {qer} QER, less than the {minimum} asked for"
            ));
        }
        if eth < least("min_eth") {
            return Err(format!(
                "would receive {eth} ETH, less than the minimum asked for"
            ));
        }
        self.pay(sender, TOKEN, qer as i128)?;
        self.pay(sender, ETH, eth as i128)?;
        self.pay(sender, STABLE, (paid - repaid + part(row.stable)) as i128)?;
        match repaid == row.repaid {
            true => drop(self.positions.remove(place)),
            false => {
                let left = &mut self.positions[place];
                left.repaid -= repaid;
                left.collateral -= qer;
            }
        }
        Ok(())
    }

    fn send(&mut self, sender: &str, body: &Value) -> Result<(), String> {
        let amount: u128 = body["amount"].as_str().unwrap().parse().unwrap();
        let msg = Binary::from_base64(body["msg"].as_str().unwrap()).unwrap();
        let swap: Value = serde_json::from_slice(&msg).unwrap();
        self.pay(sender, TOKEN, -(amount as i128))?;
        if body["contract"] == RESERVE {
            return Ok(());
        }
        let pair = self.pair.as_mut().ok_or("no such contract")?;
        let got = pair.sell(amount, &swap["swap"])?;
        self.pay(sender, STABLE, got as i128)
    }
}
