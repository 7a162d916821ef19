//! Prices.

use qerun_messages::ibc::is_denom;
use qerun_messages::oracle::{PoolPrice, PriceSource};

use crate::address::is_address;
use crate::plan::findings::Findings;
use crate::plan::{pool_of, PlanFile, Problem};

/// One entry for each of the three assets, from accounts and contracts of the home chain.
pub fn check(f: &mut Findings, plan: &PlanFile) {
    let assets = &plan.assets;
    let (qer, stable, eth) = (&assets.qer, &assets.stable.oracle, &assets.eth.oracle);
    let wanted = [qer, stable, eth];
    for (field, first, second, other) in [
        ("assets.stable.oracle", stable, qer, "assets.qer"),
        ("assets.eth.oracle", eth, qer, "assets.qer"),
        ("assets.eth.oracle", eth, stable, "assets.stable.oracle"),
    ] {
        f.require(first != second, field, || Problem::Same {
            other,
            why: "each asset has its own price",
        });
    }
    for asset in wanted {
        let found = plan.oracle.iter().filter(|e| e.asset == *asset).count();
        f.require(found == 1, "oracle", || Problem::OracleEntry {
            asset: asset.clone(),
            found,
        });
    }
    for (i, entry) in plan.oracle.iter().enumerate() {
        let known = wanted.iter().any(|asset| **asset == entry.asset);
        f.require(known, format!("oracle[{i}].asset"), || {
            Problem::UnknownAsset {
                asset: entry.asset.clone(),
            }
        });
        let at = format!("oracle[{i}].sources");
        for source in &entry.config.sources {
            addresses(f, plan, i, source);
            if let Some(pool) = pool_of(source) {
                quote(f, plan, &at, &entry.asset, pool);
            }
        }
    }
}

/// Feeders and contracts are of the home chain, where the oracle can ask them.
fn addresses(f: &mut Findings, plan: &PlanFile, i: usize, source: &PriceSource<String>) {
    let home = &plan.chain.home;
    match source {
        PriceSource::Feeder { feeders, .. } => {
            for feeder in feeders {
                f.address(format!("oracle[{i}].feeders"), feeder, home);
            }
        }
        PriceSource::Pyth { contract, .. } | PriceSource::External { contract, .. } => {
            f.address(format!("oracle[{i}].sources.contract"), contract, home);
        }
        PriceSource::AstroportTwap { pair, .. } => {
            f.address(format!("oracle[{i}].sources.pair"), pair, home);
        }
        PriceSource::Fixed { .. } | PriceSource::OsmosisTwap { .. } => {}
    }
}

/// What a pool is quoted in has a price of its own, which no pool makes: so that no price depends on itself.
fn quote(f: &mut Findings, plan: &PlanFile, at: &str, asset: &str, pool: &PoolPrice) {
    for (name, token) in [("base", &pool.base), ("quote", &pool.quote)] {
        let there = is_denom(token) || is_address(token, &plan.chain.home.prefix);
        f.require(there, format!("{at}.pool.{name}"), || Problem::Denom {
            denom: token.clone(),
        });
    }
    f.require(pool.base != pool.quote, format!("{at}.pool.quote"), || {
        Problem::Same {
            other: "pool.base",
            why: "a pool trades two tokens",
        }
    });
    let (field, quoted) = (format!("{at}.pool.quote_asset"), pool.quote_asset.clone());
    f.require(quoted != asset, field.as_str(), || Problem::Same {
        other: "the asset",
        why: "a price in units of itself says nothing",
    });
    let Some(entry) = plan.oracle.iter().find(|entry| entry.asset == quoted) else {
        f.add(field, Problem::UnknownAsset { asset: quoted });
        return;
    };
    let pools = entry.config.sources.iter().any(|s| pool_of(s).is_some());
    f.require(quoted == asset || !pools, field, || {
        Problem::QuoteFromPool { asset: quoted }
    });
}
