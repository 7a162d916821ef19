//! One of the two, with names for its addresses.

use std::collections::BTreeMap;

use cosmwasm_std::Addr;
use qerun_testing::Chain;
use serde_json::Value;

/// One of the two.
#[derive(Clone)]
pub struct Side {
    pub ours: bool,
    pub token: Addr,
    pub voting: Addr,
    /// Ours is both.
    pub staking: Addr,
    pub listeners: Vec<Addr>,
}

/// Whom a message is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    Voting,
    Staking,
    Token,
}

impl Side {
    pub fn contract(&self, target: Target) -> Addr {
        match target {
            Target::Voting => self.voting.clone(),
            Target::Staking => self.staking.clone(),
            Target::Token => self.token.clone(),
        }
    }

    /// Replaces `$name`: a contract or a receiver of this side, or else an account.
    pub fn fill(&self, accounts: &BTreeMap<&'static str, Addr>, text: &str) -> String {
        let mut filled = String::new();
        let mut pieces = text.split('$');
        filled.extend(pieces.next());
        for piece in pieces {
            let end = piece.find(|c: char| !c.is_ascii_alphanumeric());
            let (name, rest) = piece.split_at(end.unwrap_or(piece.len()));
            filled.push_str(match name {
                "staking" => self.staking.as_str(),
                "token" => self.token.as_str(),
                name => match name.strip_prefix("hook") {
                    Some(place) => self.listeners[place.parse::<usize>().unwrap()].as_str(),
                    None => accounts[name].as_str(),
                },
            });
            filled.push_str(rest);
        }
        filled
    }

    /// Replaces this side's addresses by names.
    pub fn rename(&self, text: &str) -> String {
        let mut text = text
            .replace(self.staking.as_str(), "$staking")
            .replace(self.voting.as_str(), "$voting")
            .replace(self.token.as_str(), "$token");
        for (place, listener) in self.listeners.iter().enumerate() {
            text = text.replace(listener.as_str(), &format!("$hook{place}"));
        }
        text
    }

    /// The same in an answer.
    pub fn normal(&self, value: Value) -> Value {
        match value {
            Value::String(text) => Value::String(self.rename(&text)),
            Value::Array(list) => list.into_iter().map(|value| self.normal(value)).collect(),
            Value::Object(map) => {
                let fields = map.into_iter();
                fields
                    .map(|(key, value)| (key, self.normal(value)))
                    .collect()
            }
            value => value,
        }
    }

    /// All records of an interface's contracts but `contract_info`, with names, ours without what is only ours.
    pub fn records(&self, chain: &Chain) -> BTreeMap<String, String> {
        let mut contracts = vec![&self.voting];
        if !self.ours {
            contracts.push(&self.staking);
        }
        let mut records = BTreeMap::new();
        for contract in contracts {
            for (key, value) in chain.app.dump_wasm_raw(contract) {
                // A character per byte: keys hold lengths and heights.
                let key: String = key.iter().map(|byte| char::from(*byte)).collect();
                if key == "contract_info" || self.ours && only_ours(&key) {
                    continue;
                }
                let value = String::from_utf8(value).unwrap();
                let known = records.insert(key.clone(), self.rename(&value));
                assert_eq!(known, None, "{key} twice");
            }
        }
        records
    }
}

/// Keys that the official contracts do not have.
fn only_ours(key: &str) -> bool {
    let items = [
        "qerun_contract_info",
        "boost",
        "tiers",
        "clock",
        "settings",
        "perk_count",
        "guardian",
        "pause",
    ];
    let maps = ["accounts", "perks"];
    let in_map = |map: &&str| {
        let bytes = key.as_bytes();
        // cw-storage-plus: the namespace's length in two bytes, then the namespace.
        bytes.len() > map.len() + 2
            && bytes[..2] == [0, map.len() as u8]
            && bytes[2..].starts_with(map.as_bytes())
    };
    items.contains(&key) || maps.iter().any(in_map)
}
