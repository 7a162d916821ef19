//! Publishes an asset's record from its sources.

use cosmwasm_std::{Addr, DepsMut, Event, StdResult};
use qerun_messages::oracle::{AssetConfig, PriceRecord, Status, PRICES};

use crate::clock::{degrade, grace_ends};
use crate::combine::{combine, Combined, TooFew};
use crate::history::PriceHistory;
use crate::kept::Kept;
use crate::sources::{observe_and_sample, pool::is_quote_in_doubt, View};
use crate::state::Asset;
use crate::{events, ContractError};

/// Rewrites the record, or leaves it as it is when fewer than `min_sources` count: it then expires by its own age.
/// (A record written from too few sources, even one marked degraded, would replace a good one that has not expired,
/// and lend liquidations a price that the policy calls untrustworthy.)
///
/// When too few sources count, but one is outside the price bounds or they disagree with the record, it is marked degraded
/// at once, so that no new risk is taken at it (LUNA 2022: a floor that was read as a price).
///
/// What `kept` holds is written in any case.
///
/// `as_of` is the time of the oldest source that counted, never the block's: without newer observations the record
/// expires.
pub fn publish(
    mut deps: DepsMut,
    asset_id: &str,
    asset: &Asset,
    mut kept: Kept,
    now: u64,
) -> Result<Event, ContractError> {
    let policy = &asset.config.policy;
    let published = PRICES.may_load(deps.storage, asset_id)?;
    let view = View {
        asset: asset_id,
        slots: &kept.slots,
        now,
    };
    let combined = match observe_all(deps.branch(), view, &asset.config, published.as_ref())? {
        Ok(combined) => combined,
        Err(too_few) => {
            // Depth moves on while no price is made, too: else liquidity that comes back for a moment would find that of
            // before.
            if let (Some(depth), Some(history)) = (too_few.depth, &mut kept.history) {
                history.advance_depth(depth, policy, now)?;
            }
            kept.save(deps.storage, asset_id, &asset.config, now)?;
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

    let history = kept
        .history
        .get_or_insert_with(|| PriceHistory::start(&combined, now));
    let bounded = history.advance(&combined, published.as_ref(), policy, now)?;
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
    kept.save(deps.storage, asset_id, &asset.config, now)?;
    PRICES.save(deps.storage, asset_id, &record)?;
    Ok(events::update(asset_id, &record))
}

/// What the sources of a configuration report now, joined; `published` is the record in force. Takes samples of
/// pairs. A live source that is quoted in a degraded price is no agreement.
fn observe_all(
    mut deps: DepsMut,
    view: View,
    config: &AssetConfig<Addr>,
    published: Option<&PriceRecord>,
) -> StdResult<Result<Combined, TooFew>> {
    let mut observations = Vec::with_capacity(config.sources.len());
    let mut in_doubt = false;
    for source in &config.sources {
        let seen = observe_and_sample(deps.branch(), view, source)?;
        in_doubt |= seen.is_some() && is_quote_in_doubt(deps.storage, source)?;
        observations.extend(seen);
    }
    let combined = combine(observations.into_iter(), &config.policy, published);
    Ok(combined.map(|combined| Combined {
        agree: combined.agree && !in_doubt,
        ..combined
    }))
}
