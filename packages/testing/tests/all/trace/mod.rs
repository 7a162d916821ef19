//! Runs every execute message of every contract once, and notes which contracts ran and what they
//! asked.

mod admin;
mod expected;
mod line;
mod losses;
mod packets;
mod token;
mod users;

use std::collections::{BTreeMap, BTreeSet};

use anyhow::Result;
use cosmwasm_schema::schemars::JsonSchema;
use qerun_testing::record::{Entry, QueryKind, Transaction};
use qerun_testing::relayer::PacketId;
use qerun_testing::suite::{Setup, Suite};
use qerun_testing::Side;

pub use expected::EXPECTED;
pub use line::Line;
use line::Names;

/// The protocol and the lines so far.
pub struct Trace {
    pub suite: Suite,
    pub lines: Vec<Line>,
    names: Names,
}

impl Trace {
    /// All operations.
    pub fn run() -> Self {
        let suite = Setup::default().build().unwrap();
        let mut trace = Trace {
            names: Names::of(&suite),
            suite,
            lines: vec![],
        };
        trace.users();
        trace.packets();
        trace.last_users();
        trace.closed();
        trace.losses();
        trace.market();
        trace.reserve();
        trace.oracle();
        trace.outpost();
        trace.token();
        trace
    }

    /// Records one transaction of the home chain, where nobody may run another contract's query.
    fn home<T>(&mut self, name: &'static str, action: impl FnOnce(&mut Suite) -> Result<T>) {
        let transaction = self.on(Side::Home, name, action);
        let queries = transaction.calls.iter().flat_map(|call| &call.queries);
        for query in queries {
            let harmless = matches!(query.kind, QueryKind::Raw | QueryKind::Bank);
            assert!(harmless, "{name}: {query:?}");
        }
        let mut calls = transaction.calls.iter();
        assert!(calls.all(|call| call.entry != Entry::Query), "{name}");
    }

    /// Records one transaction of the DEX chain.
    fn dex<T>(&mut self, name: &'static str, action: impl FnOnce(&mut Suite) -> Result<T>) {
        self.on(Side::Dex, name, action);
    }

    fn on<T>(
        &mut self,
        side: Side,
        name: &'static str,
        action: impl FnOnce(&mut Suite) -> Result<T>,
    ) -> Transaction {
        let recorder = self.suite.net.chain(side).recorder.clone();
        let (transaction, result) = recorder.of(|| action(&mut self.suite));
        if let Err(error) = result {
            panic!("{name}: {error:#}");
        }
        let transaction = transaction.expect("a recording");
        assert!(transaction.committed, "{name}");
        self.lines.push(self.names.line(name, &transaction));
        transaction
    }

    /// The oldest packet of a chain that is under way.
    fn packet(&self, from: Side) -> PacketId {
        let pending = self.suite.net.pending().unwrap();
        let first = pending.into_iter().find(|p| p.id.from == from);
        first.expect("a packet").id
    }

    /// Names of messages that were run, by contract.
    pub fn covered(&self) -> BTreeMap<String, BTreeSet<String>> {
        let mut covered = BTreeMap::<String, BTreeSet<String>>::new();
        for line in &self.lines {
            let message = line.name.split([',', ' ']).next().unwrap();
            let (contract, message) = message.split_once('.').expect(line.name);
            let messages = covered.entry(contract.to_owned()).or_default();
            messages.insert(message.to_owned());
        }
        covered
    }
}

/// The names of an enum's variants on the wire.
pub fn messages<M: JsonSchema>() -> Vec<String> {
    let schema = cosmwasm_schema::schemars::schema_for!(M);
    let schema = serde_json::to_value(schema).unwrap();
    let variants = schema["oneOf"].as_array().expect("an enum");
    let name = |variant: &serde_json::Value| variant["required"][0].as_str().unwrap().to_owned();
    variants.iter().map(name).collect()
}
