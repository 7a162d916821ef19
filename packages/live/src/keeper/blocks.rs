//! What is in the chain's blocks: every transaction, those that failed, too.

use anyhow::{Context, Result};
use qerun_chain::Event;
use serde::Deserialize;

/// A transaction in a block.
pub struct Transaction {
    /// Of its block.
    pub height: u64,
    /// Whether it failed: then it has cost its fee and done nothing.
    pub failed: bool,
    pub gas_used: u64,
    /// Who signed and paid the fee.
    pub payer: String,
    pub events: Vec<Event>,
}

#[derive(Deserialize)]
struct Answer {
    result: Results,
}

#[derive(Deserialize)]
struct Results {
    txs_results: Option<Vec<TxResult>>,
}

#[derive(Deserialize)]
struct TxResult {
    code: u32,
    gas_used: String,
    events: Vec<RawEvent>,
}

#[derive(Deserialize)]
struct RawEvent {
    #[serde(rename = "type")]
    kind: String,
    attributes: Vec<Attribute>,
}

#[derive(Deserialize)]
struct Attribute {
    key: String,
    value: String,
}

/// All transactions of these blocks, in order.
///
/// # Errors
/// The node does not answer, or in another shape.
pub fn transactions(rpc: &str, first: u64, last: u64) -> Result<Vec<Transaction>> {
    let mut all = Vec::new();
    for height in first..=last {
        let url = format!("{rpc}/block_results?height={height}");
        let mut answer = ureq::get(&url).call().with_context(|| url.clone())?;
        let body = answer.body_mut().with_config().limit(64 << 20);
        let answer: Answer = serde_json::from_slice(&body.read_to_vec()?).context(url)?;
        for found in answer.result.txs_results.unwrap_or_default() {
            all.push(transaction(height, found)?);
        }
    }
    Ok(all)
}

fn transaction(height: u64, found: TxResult) -> Result<Transaction> {
    let events: Vec<Event> = found.events.into_iter().map(event).collect();
    let payer = events.iter().find_map(|event| event.get("fee_payer"));
    Ok(Transaction {
        height,
        failed: found.code != 0,
        gas_used: found.gas_used.parse().context("gas_used")?,
        payer: payer.unwrap_or_default().to_owned(),
        events,
    })
}

fn event(raw: RawEvent) -> Event {
    let attributes = raw.attributes.into_iter();
    Event {
        kind: raw.kind,
        attributes: attributes.map(|row| (row.key, row.value)).collect(),
    }
}
