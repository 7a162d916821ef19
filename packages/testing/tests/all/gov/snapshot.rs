//! The state of everything that governance must not touch by surprise.

use std::collections::BTreeMap;

use cosmwasm_std::Addr;

use super::world::World;

/// Parts of the protocol by name, each with its whole state.
#[derive(Clone, PartialEq, Eq)]
pub struct Snapshot(BTreeMap<String, Records>);

/// Keys and values.
type Records = Vec<(Vec<u8>, Vec<u8>)>;

/// What the timelock writes for any operation at all: operations, messages, counters, and spending,
/// which are not given back.
const TIMELOCK_RECORDS: [&[u8]; 5] = [
    b"\0\x02op",
    b"\0\x03msg",
    b"\0\x05spent",
    b"last_id",
    b"bonds_held",
];

impl World {
    /// Everything with an admin.
    pub fn contracts(&self) -> Vec<(&'static str, Addr)> {
        let (at, dao) = (&self.at, &self.dao);
        vec![
            ("token", at.token.clone()),
            ("oracle", at.oracle.clone()),
            ("market", at.market.clone()),
            ("reserve", at.reserve.clone()),
            ("voting", dao.voting.clone()),
            ("core", dao.core.clone()),
            ("proposals", dao.proposals.clone()),
            ("pre_propose", dao.pre_propose.clone()),
            ("timelock", self.timelock.clone()),
        ]
    }

    /// The state of all contracts but the ballots, their codes and admins, and the coins.
    pub fn snapshot(&self) -> Snapshot {
        let app = &self.net.home.app;
        let mut parts = BTreeMap::new();
        for (name, contract) in self.contracts() {
            let data = app.contract_data(&contract).unwrap();
            let code = data.code_id.to_string().into_bytes();
            parts.insert(format!("code of {name}"), vec![(vec![], code)]);
            let admin = format!("{:?}", data.admin).into_bytes();
            parts.insert(format!("admin of {name}"), vec![(vec![], admin)]);
            let mut state = app.dump_wasm_raw(&contract);
            match name {
                "proposals" | "pre_propose" => continue,
                "timelock" => {
                    state.retain(|(key, _)| !TIMELOCK_RECORDS.iter().any(|b| key.starts_with(b)))
                }
                _ => {}
            }
            parts.insert(name.to_owned(), state);
        }
        let holders = [
            ("market", &self.at.market),
            ("reserve", &self.at.reserve),
            ("timelock", &self.timelock),
            ("eve", &self.eve),
        ];
        for (name, holder) in holders {
            let coins = [self.stable_of(holder), self.eth_of(holder)];
            let coins = coins.map(|coin| (vec![], coin.unwrap().to_string().into_bytes()));
            parts.insert(format!("coins of {name}"), coins.to_vec());
        }
        Snapshot(parts)
    }
}

impl Snapshot {
    /// The names of the parts that changed.
    pub fn changed(&self, after: &Snapshot) -> Vec<String> {
        assert_eq!(self.0.len(), after.0.len());
        self.0
            .iter()
            .filter(|(name, state)| after.0.get(*name) != Some(state))
            .map(|(name, _)| name.clone())
            .collect()
    }
}
