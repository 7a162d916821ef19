//! Publishes an asset's record from its sources.

use cosmwasm_std::{Addr, Decimal, DepsMut, Event, StdResult, Storage};
use qerun_messages::oracle::{AssetConfig, Policy, PriceRecord, Status, PRICES};

use crate::clock::{degrade, grace_ends};
use crate::combine::{combine, Combined, TooFew};
use crate::history::PriceHistory;
use crate::sources::{observe_and_sample, pool::is_quote_in_doubt};
use crate::state::{Asset, HISTORIES};
use crate::{events, ContractError};

/// Rewrites the record, or leaves it as it is when fewer than `min_sources` count: it then expires by its own age.
/// (A record written from too few sources, even one marked degraded, would replace a good one that has not expired,
/// and lend liquidations a price that the policy calls untrustworthy.)
///
/// When too few sources count, but one is outside the price bounds or they disagree with the record, it is marked degraded
/// at once, so that no new risk is taken at it (LUNA 2022: a floor that was read as a price).
///
/// `as_of` is the time of the oldest source that counted, never the block's: without newer observations the record
/// expires.
pub fn publish(
    mut deps: DepsMut,
    asset_id: &str,
    asset: &Asset,
    now: u64,
) -> Result<Event, ContractError> {
    let policy = &asset.config.policy;
    let published = PRICES.may_load(deps.storage, asset_id)?;
    let last_as_of = published.as_ref().map(|record| record.as_of);
    let combined = match observe_all(deps.branch(), asset_id, &asset.config, last_as_of, now)? {
        Ok(combined) => combined,
        Err(too_few) => {
            if let Some(depth) = too_few.depth {
                follow_depth(deps.storage, asset_id, depth, policy, now)?;
            }
            let status = match published {
                Some(record) if too_few.disagree_with(record.mid, policy.max_deviation) => {
                    let degraded = degrade(record, now);
                    PRICES.save(deps.storage, asset_id, &degraded)?;
                    Some(degraded.status)
                }
                other => other.map(|record| record.status),
            };
            return Ok(events::skip(
                asset_id,
                too_few.counted,
                policy.min_sources,
                status,
            ));
        }
    };

    let mut history = HISTORIES
        .may_load(deps.storage, asset_id)?
        .unwrap_or_else(|| PriceHistory::start(&combined, now));
    let bounded = history.follow(&combined, published.as_ref(), policy, now)?;
    let record = PriceRecord {
        bid: bounded.bid,
        ask: combined.ask,
        mid: combined.mid,
        average: bounded.average,
        depth: bounded.depth,
        as_of: combined.as_of,
        expires: combined.as_of.saturating_add(policy.max_age),
        status: match (asset.halted, combined.agree) {
            (true, _) => Status::Halted,
            (false, true) => Status::Live,
            (false, false) => Status::Degraded,
        },
        grace_ends: grace_ends(published.as_ref(), asset.halted, policy, now),
        uptime: published.map_or(0, |last| last.uptime_at(now)),
        updated_at: now,
    };
    HISTORIES.save(deps.storage, asset_id, &history)?;
    PRICES.save(deps.storage, asset_id, &record)?;
    Ok(events::update(asset_id, &record))
}

/// Depth is followed while no price is made, too: else liquidity that comes back for a moment would find that of before.
fn follow_depth(
    storage: &mut dyn Storage,
    asset_id: &str,
    depth: Decimal,
    policy: &Policy,
    now: u64,
) -> Result<(), ContractError> {
    let Some(mut history) = HISTORIES.may_load(storage, asset_id)? else {
        return Ok(());
    };
    history.follow_depth(depth, policy, now)?;
    Ok(HISTORIES.save(storage, asset_id, &history)?)
}

/// What the sources of a configuration report now, joined; `last_as_of` is that of the record in force. Takes samples of
/// pairs. A live source that is quoted in a degraded price is no agreement.
fn observe_all(
    mut deps: DepsMut,
    asset_id: &str,
    config: &AssetConfig<Addr>,
    last_as_of: Option<u64>,
    now: u64,
) -> StdResult<Result<Combined, TooFew>> {
    let mut observations = Vec::with_capacity(config.sources.len());
    let mut in_doubt = false;
    for source in &config.sources {
        let seen = observe_and_sample(deps.branch(), asset_id, source, now)?;
        in_doubt |= seen.is_some() && is_quote_in_doubt(deps.storage, source)?;
        observations.extend(seen);
    }
    let combined = combine(observations.into_iter(), &config.policy, last_as_of);
    Ok(combined.map(|combined| Combined {
        agree: combined.agree && !in_doubt,
        ..combined
    }))
}
