//! `poke`: has records of prices written anew before they grow old.

use std::collections::BTreeMap;
use std::time::Duration;

use qerun_messages::oracle::{ExecuteMsg, PriceRecord, MAX_BATCH};

use super::call::{call, transaction};
use super::prices::record_of;
use crate::config::PokeConfig;
use crate::task::{Context, Round, Task, TaskError, TaskName};

/// Pokes.
pub struct Poke {
    config: PokeConfig,
    /// When each asset was last poked, Unix seconds.
    poked: BTreeMap<String, u64>,
}

impl Poke {
    /// With this configuration.
    #[must_use]
    pub fn new(config: PokeConfig) -> Self {
        Poke {
            config,
            poked: BTreeMap::new(),
        }
    }
}

/// Whether a record is to be written anew: it was written at least `older_than` seconds ago, and so long ago the keeper
/// last tried. A poke without enough live sources writes nothing, and would else be sent in every round. Times are Unix
/// seconds.
#[must_use]
pub fn is_due(record: Option<&PriceRecord>, poked: Option<u64>, older_than: u64, now: u64) -> bool {
    let old = |at: u64| now.saturating_sub(at) >= older_than;
    record.is_none_or(|record| old(record.updated_at)) && poked.is_none_or(old)
}

impl Task for Poke {
    fn name(&self) -> TaskName {
        TaskName::Poke
    }

    fn interval(&self) -> Duration {
        Duration::from_secs(self.config.interval)
    }

    fn round(&mut self, context: &Context) -> Result<Round, TaskError> {
        let now = context.home.head()?.time;
        let protocol = &context.protocol;
        let assets = self.config.assets.clone().unwrap_or_else(|| {
            // What QER's pool may be quoted in comes before QER.
            [&protocol.stable, &protocol.eth, &protocol.qer]
                .map(|token| token.asset.clone())
                .to_vec()
        });
        let mut due = Vec::new();
        for asset in assets {
            let record = record_of(context, &asset)?;
            let poked = self.poked.get(&asset).copied();
            if is_due(record.as_ref(), poked, self.config.older_than, now) {
                due.push(asset);
            }
        }
        let mut transactions = Vec::new();
        for batch in due.chunks(MAX_BATCH) {
            let assets = batch.to_vec();
            let about = format!("poke {}", assets.join(", "));
            let message = call(&protocol.oracle, &ExecuteMsg::Poke { assets }, vec![])?;
            transactions.push(transaction(TaskName::Poke, about, vec![message]));
        }
        let round = Round::of(context.deliver(transactions))?;
        self.poked.extend(due.into_iter().map(|asset| (asset, now)));
        Ok(round)
    }
}
