//! Prices.

use qerun_messages::oracle::PriceSource;

use crate::plan::findings::Findings;
use crate::plan::{PlanFile, Problem};

/// One entry for each of the three assets, and feeders of the home chain.
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
        for source in &entry.config.sources {
            if let PriceSource::Feeder { feeders, .. } = source {
                for feeder in feeders {
                    f.address(format!("oracle[{i}].feeders"), feeder, &plan.chain.home);
                }
            }
        }
    }
}
