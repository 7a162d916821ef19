//! `poke`: old records are written anew.

use qerun_keeper::config::PokeConfig;
use qerun_keeper::node::now;
use qerun_keeper::task::Round;
use qerun_keeper::tasks::Poke;
use qerun_messages::oracle::PriceRecord;
use serde_json::json;

use super::{done, keeper, round, DONE};
use crate::fake::*;

fn poke_config() -> PokeConfig {
    PokeConfig {
        enabled: true,
        interval: 30,
        older_than: 300,
        assets: None,
    }
}

#[test]
fn poke_takes_what_is_old_and_does_not_repeat_itself() {
    let chain = FakeChain::default();
    for (asset, age) in [("qer", 301), ("eth", 100)] {
        let record = PriceRecord {
            updated_at: now() - age,
            ..record("1")
        };
        chain
            .world()
            .protocol
            .prices
            .insert(asset.to_owned(), record);
    }
    let (keeper, mut poke) = (keeper(&chain), Poke::new(poke_config()));
    assert_eq!(round(&mut poke, &keeper), DONE);
    // The stablecoin has no record; the fake oracle writes none, and so long ago it was tried.
    assert_eq!(
        done(&chain, ORACLE, "poke"),
        [json!({"assets": ["usdc", "qer"]})]
    );
    assert_eq!(round(&mut poke, &keeper), Round::IDLE);
}

#[test]
fn poke_splits_what_one_message_cannot_hold() {
    let chain = FakeChain::default();
    let assets = (0..12).map(|n| format!("a{n}")).collect();
    let mut poke = Poke::new(PokeConfig {
        assets: Some(assets),
        ..poke_config()
    });
    assert_eq!(round(&mut poke, &keeper(&chain)).done, 2);
    let sizes: Vec<usize> = done(&chain, ORACLE, "poke")
        .iter()
        .map(|m| m["assets"].as_array().unwrap().len())
        .collect();
    assert_eq!(sizes, [10, 2]);
}
