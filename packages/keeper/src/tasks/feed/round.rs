//! A round: asks all providers at once, decides for each asset, and submits.

use std::thread;
use std::time::Duration;

use qerun_messages::oracle::{FeederPrice, QueryMsg, SlotsResponse};
use tracing::{debug, info, warn};

use super::fetch::Told;
use super::submit::submit;
use super::{decide, read, Decision, Feed, Memory, Miss, Reading, Source};
use crate::config::{FeedAsset, FeedConfig};
use crate::node::{now, NodeError};
use crate::task::{Context, Round, TaskError};

/// Runs a round.
pub(super) fn run(feed: &mut Feed, context: &Context) -> Result<Round, TaskError> {
    let told = ask_all(&feed.config, &feed.sources);
    let head = context.home.head()?;
    let (mut prices, mut missing, mut unknown) = (Vec::new(), Vec::new(), None);
    let assets = feed.config.assets.iter().zip(&feed.sources);
    for (asset, sources) in assets {
        let name = &asset.asset;
        if !feed.memory.contains_key(name) {
            match on_chain(context, name) {
                Ok(memory) => feed.memory.insert(name.clone(), memory),
                // The oracle's answer about one asset keeps no other back.
                Err(
                    error
                    @ (TaskError::NotFeeder { .. } | TaskError::Node(NodeError::Query { .. })),
                ) => {
                    warn!(asset = name, %error, "not fed");
                    unknown = unknown.or(Some(error));
                    continue;
                }
                Err(error) => return Err(error),
            };
        }
        let memory = feed.memory.entry(name.clone()).or_default();
        let readings = counted(context, asset, sources, &told);
        let decision = decide(asset, &readings, memory, head.time);
        let jumped = matches!(decision, Decision::Jumped { .. });
        context.metrics.unconfirmed(name, jumped);
        match decision {
            Decision::NoQuorum { counted } => {
                warn!(
                    asset = name,
                    counted,
                    quorum = asset.quorum,
                    "too few providers"
                );
                missing.push(name.clone());
            }
            Decision::Jumped { price } => {
                warn!(asset = name, %price, last = ?memory.price, "price has jumped, not confirmed yet");
                memory.unconfirmed = Some(price);
            }
            Decision::Unmoved | Decision::NotNewer => {
                debug!(asset = name, ?decision, "not submitted");
                memory.unconfirmed = None;
            }
            Decision::Submit {
                price,
                depth,
                timestamp,
            } => {
                memory.unconfirmed = None;
                prices.push(FeederPrice {
                    asset: name.clone(),
                    price,
                    depth,
                    timestamp,
                });
            }
        }
    }
    let round = submit(feed, context, &prices)?;
    match (unknown, missing.is_empty()) {
        (Some(error), _) => Err(error),
        (None, true) => Ok(round),
        (None, false) => Err(TaskError::NoPrice {
            assets: missing.join(", "),
        }),
    }
}

/// Every source once, all at the same time.
fn ask_all(config: &FeedConfig, sources: &[Vec<Source>]) -> Vec<(Source, Told)> {
    let mut different: Vec<&Source> = Vec::new();
    for source in sources.iter().flatten() {
        if !different.contains(&source) {
            different.push(source);
        }
    }
    let timeout = Duration::from_secs(config.timeout);
    thread::scope(|scope| {
        let asked: Vec<_> = different
            .into_iter()
            .map(|source| {
                (
                    source,
                    scope.spawn(move || source.ask(timeout, config.max_body)),
                )
            })
            .collect();
        let told = asked.into_iter().map(|(source, thread)| {
            let told = thread.join().unwrap_or(Err(Miss::NoAnswer));
            (source.clone(), told)
        });
        told.collect()
    })
}

/// The readings that count.
fn counted(
    context: &Context,
    asset: &FeedAsset,
    sources: &[Source],
    told: &[(Source, Told)],
) -> Vec<Reading> {
    let mut readings = Vec::new();
    for (provider, source) in asset.providers.iter().zip(sources) {
        let answer = told.iter().find(|(asked, _)| asked == source);
        let reading = match answer {
            Some((_, Ok((body, at)))) => read(provider, body, *at, now(), asset.max_age),
            Some((_, Err(miss))) => Err(*miss),
            None => Err(Miss::NoAnswer),
        };
        match reading {
            Ok(reading) => readings.push(reading),
            Err(miss) => {
                let (asset, provider, reason) = (&asset.asset, &provider.name, miss.as_str());
                info!(asset, provider, reason, "provider does not count");
                context.metrics.provider_failed(asset, provider, reason);
            }
        }
    }
    readings
}

/// What the keeper's own slot says: a jump is measured from it after a restart, too.
fn on_chain(context: &Context, asset: &str) -> Result<Memory, TaskError> {
    let query = QueryMsg::Slots {
        asset: asset.to_owned(),
    };
    let answer: SlotsResponse = context.home.ask(&context.protocol.oracle, &query)?;
    let signer = context.home.signer();
    let own = answer
        .slots
        .into_iter()
        .find(|s| s.feeder.as_str() == signer);
    let own = own.ok_or_else(|| TaskError::NotFeeder {
        feeder: signer.to_owned(),
        asset: asset.to_owned(),
    })?;
    Ok(own.slot.map_or_else(Memory::default, |slot| Memory {
        price: Some(slot.price),
        timestamp: slot.timestamp,
        unconfirmed: None,
    }))
}
