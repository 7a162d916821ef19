//! The timelock relays the guardian's halts and ends them, as the oracle's guardian and owner.

use crate::common::*;
use cosmwasm_std::from_json;
use qerun_messages::oracle::{AssetEntry, ExecuteMsg, PriceError, Status, PRICES, REVERT_WITHIN};
use qerun_messages::timelock::{RECOMMENDED_PAUSES, RECOMMENDED_REVERTS};

#[test]
fn the_timelock_halts_and_resumes_each_asset() {
    let assets = ["qer", "eth", "usdc"];
    let entry = |asset: &str| AssetEntry {
        asset: asset.into(),
        config: config(vec![fixed("1")], policy()),
    };
    let mut oracle = Oracle::with(assets.map(entry).to_vec()).unwrap();
    let guardian = addr("timelock").to_string();
    let set = ExecuteMsg::SetGuardian {
        guardian: Some(guardian),
    };
    oracle.execute("timelock", set).unwrap();
    let rules = RECOMMENDED_PAUSES
        .iter()
        .filter(|rule| rule.contract == "oracle");
    for (rule, asset) in rules.clone().zip(assets) {
        for _ in 0..2 {
            oracle
                .execute("timelock", from_json(rule.pause).unwrap())
                .unwrap();
            let record = PRICES.load(&oracle.deps.storage, asset).unwrap();
            let halted = PriceError::NotLive {
                asset: asset.into(),
                status: Status::Halted,
            };
            assert_eq!(record.ensure_fresh(asset, oracle.now()), Err(halted));
            oracle.wait(rule.duration);
            oracle
                .execute("timelock", from_json(rule.end.unwrap()).unwrap())
                .unwrap();
            let record = PRICES.load(&oracle.deps.storage, asset).unwrap();
            assert_eq!(record.ensure_live(asset, oracle.now()), Ok(()));
            oracle.wait(rule.cool_down);
        }
    }
    assert_eq!(rules.count(), assets.len());
}

#[test]
fn the_timelock_reverts_each_asset() {
    let assets = ["qer", "eth", "usdc"];
    let of = |price: &str| config(vec![fixed(price)], policy());
    let entry = |asset: &str| AssetEntry {
        asset: asset.into(),
        config: of("1"),
    };
    let mut oracle = Oracle::with(assets.map(entry).to_vec()).unwrap();
    for (rule, asset) in RECOMMENDED_REVERTS.iter().zip(assets) {
        let mid = |oracle: &Oracle| PRICES.load(&oracle.deps.storage, asset).unwrap().mid;
        let set = ExecuteMsg::SetAsset {
            asset: asset.into(),
            config: of("1.05"),
        };
        oracle.execute("timelock", set).unwrap();
        assert_eq!(mid(&oracle), dec("1.05"));
        let revert = from_json(rule.pause).unwrap();
        oracle.execute("timelock", revert).unwrap();
        assert_eq!(mid(&oracle), dec("1"));
        // The rule is ready again no sooner than the oracle is.
        assert!(rule.cool_down >= REVERT_WITHIN && rule.duration >= policy().grace);
    }
}
