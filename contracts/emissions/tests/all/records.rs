//! Keys and JSON of the published records, and the shape of messages and answers: they are part of the interface.

use crate::common::*;
use cosmwasm_std::{from_json, Storage};
use qerun_messages::emissions::{ExecuteMsg, InstantiateMsg, StreamRecord, CONFIG, STREAMS};
use qerun_mocks::DAY;
use serde_json::{json, Value};

fn raw(emissions: &Emissions, key: &[u8]) -> Value {
    serde_json::from_slice(&emissions.deps.storage.get(key).unwrap()).unwrap()
}

#[test]
fn keys_and_json() {
    let mut emissions = Emissions::default();
    let config = json!({
        "token": addr("token"), "treasury": addr("treasury"), "distributor": addr("distributor"),
    });
    assert_eq!(raw(&emissions, b"config"), config);
    assert_eq!(CONFIG.as_slice(), b"config");
    emissions.at(BEGIN + DAY);
    emissions.release("liquidity").unwrap();
    emissions.at(BEGIN + 2 * DAY);
    emissions.set_rate("liquidity", "0.5").unwrap();
    emissions.at(BEGIN + 50 * DAY);
    emissions
        .execute("anyone", return_withheld("liquidity"))
        .unwrap();
    let record = json!({
        "stream": {
            "id": "liquidity", "voting": addr("official voting"), "hook_caller": addr("official staking"),
            "schedule": {"start": BEGIN, "points": [{"after": 50 * DAY, "released": "43200"}]},
            "min_power": "0",
        },
        "distribution": 6, "rate": "0.5", "rate_since": BEGIN + 2 * DAY, "paid_before": "1728",
        "released": "864", "returned": "20736",
    });
    let key = [&[0, 1], b"s".as_slice(), b"liquidity"].concat();
    assert_eq!(raw(&emissions, &key), record);
    let read: StreamRecord = from_json(record.to_string()).unwrap();
    assert_eq!(
        STREAMS.load(&emissions.deps.storage, "liquidity").unwrap(),
        read
    );
    // What a page computes from the raw record is what the contract answers.
    let (amounts, answer) = (
        read.amounts(BEGIN + 50 * DAY).unwrap(),
        emissions.stream("liquidity"),
    );
    assert_eq!(
        (amounts.scheduled, amounts.due, amounts.withheld),
        (answer.scheduled, answer.due, answer.withheld)
    );
}

#[test]
fn messages() {
    let msg = json!({
        "owner": "o", "config": {"token": "t", "treasury": "y", "distributor": "d"},
        "streams": [{
            "id": "lock", "voting": "v", "min_power": "5",
            "schedule": {"start": 7, "points": [{"after": 60, "released": "9"}]},
        }],
    });
    let read: InstantiateMsg = from_json(msg.to_string()).unwrap();
    assert_eq!(read.streams[0].hook_caller, None);
    assert_eq!(read.streams[0].hook_caller(), "v");
    for (json, msg) in [
        (r#"{"release":{"stream":"lock"}}"#, release("lock")),
        (
            r#"{"set_rate":{"stream":"lock","rate":"0.5"}}"#,
            set_rate("lock", "0.5"),
        ),
        (
            r#"{"return_withheld":{"stream":"lock"}}"#,
            return_withheld("lock"),
        ),
    ] {
        assert_eq!(from_json::<ExecuteMsg>(json).unwrap(), msg);
        assert_eq!(cosmwasm_std::to_json_string(&msg).unwrap(), json);
    }
}
