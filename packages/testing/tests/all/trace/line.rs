//! A transaction as one line of text.

use std::collections::BTreeMap;
use std::fmt;

use qerun_testing::record::{Entry, QueryKind, QueryRecord, Transaction};
use qerun_testing::suite::Suite;

/// An operation, what ran for it, and what was asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// `contract.message`, and the circumstances.
    pub name: &'static str,
    /// Contracts in the order in which they ran, with the entry point if it is not `execute`; `!`
    /// if it failed.
    pub ran: String,
    /// By contract, whom it asked what.
    pub asked: String,
}

impl fmt::Display for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "| {} | {} | {} |", self.name, self.ran, self.asked)
    }
}

/// Names of addresses.
pub struct Names(BTreeMap<String, &'static str>);

impl Names {
    /// The contracts of both chains.
    pub fn of(suite: &Suite) -> Self {
        let (at, pool) = (&suite.at, &suite.pool);
        let names = [
            (&at.token, "token"),
            (&at.oracle, "oracle"),
            (&at.market, "market"),
            (&at.reserve, "reserve"),
            (&at.outpost, "outpost"),
            (&pool.pair, "pair"),
            (&pool.factory, "factory"),
        ];
        Names(names.map(|(a, name)| (a.to_string(), name)).into())
    }

    /// A transaction as a line.
    pub fn line(&self, name: &'static str, transaction: &Transaction) -> Line {
        let (mut ran, mut asked) = (vec![], vec![]);
        for call in &transaction.calls {
            let entry = match call.entry {
                Entry::Execute => "",
                Entry::Query => ".query",
                Entry::Reply => ".reply",
                Entry::SourceCallback => ".source_callback",
                Entry::DestinationCallback => ".destination_callback",
                other => panic!("{other:?}"),
            };
            let failed = if call.ok { "" } else { "!" };
            ran.push(format!("{}{entry}{failed}", call.code));
            if !call.queries.is_empty() {
                let queries: Vec<_> = call.queries.iter().map(|q| self.query(q)).collect();
                asked.push(format!("{}: {}", call.code, queries.join(", ")));
            }
        }
        Line {
            name,
            ran: ran.join(", "),
            asked: asked.join("; "),
        }
    }

    fn query(&self, query: &QueryRecord) -> String {
        let target = self.0.get(&query.target).copied().unwrap_or("?");
        match query.kind {
            QueryKind::Raw => format!("{target} {}", self.key(&query.key)),
            QueryKind::Bank => format!("bank balance of {target}"),
            QueryKind::Smart => format!(
                "smart {target} {}",
                String::from_utf8_lossy(&query.key)
                    .split('"')
                    .nth(1)
                    .unwrap()
            ),
            other => format!("{other:?} {target}"),
        }
    }

    /// A key as text, with the name of an address.
    fn key(&self, bytes: &[u8]) -> String {
        let text = key(bytes);
        let named = text.split_once('/').and_then(|(map, id)| {
            let name = self.0.get(id)?;
            Some(format!("{map}/{name}"))
        });
        named.unwrap_or(text)
    }
}

/// A key of an item or a map as text: `p/eth`; ids of batches are numbers.
fn key(key: &[u8]) -> String {
    match key {
        [0, length, rest @ ..] => {
            let (map, id) = rest.split_at(usize::from(*length));
            let id = match <[u8; 8]>::try_from(id) {
                Ok(number) => u64::from_be_bytes(number).to_string(),
                Err(_) => String::from_utf8(id.to_vec()).unwrap(),
            };
            format!("{}/{id}", String::from_utf8_lossy(map))
        }
        item => String::from_utf8(item.to_vec()).unwrap(),
    }
}
