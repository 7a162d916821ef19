//! Sets the streams up, and has the distributor make their distributions.

use crate::common::*;
use cosmwasm_std::Decimal;
use qerun_messages::emissions::Config;
use qerun_mocks::{assert_event, DAY};
use serde_json::json;

#[test]
fn each_stream_gets_a_distribution() {
    let (emissions, response) = Emissions::with(init(&[lock(), liquidity()])).unwrap();
    let create = |voting: &str, hook_caller: &str| {
        json!({"create": {
            "denom": {"cw20": addr("token")},
            "emission_rate": {"immediate": {}},
            "vp_contract": addr(voting),
            "hook_caller": addr(hook_caller),
            "open_funding": false,
            "withdraw_destination": null,
        }})
    };
    let distributor = || addr("distributor");
    let wanted = vec![
        (distributor(), create("voting", "voting")),
        (distributor(), create("official voting", "official staking")),
    ];
    assert_eq!(sent(&response), wanted);
    // In the order of the message; answers are in the order of the ids.
    let ids: Vec<_> = emissions
        .streams()
        .into_iter()
        .map(|stream| (stream.id, stream.distribution))
        .collect();
    assert_eq!(ids, [("liquidity".to_owned(), 6), ("lock".to_owned(), 5)]);
}

#[test]
fn state_and_answers_at_the_beginning() {
    let (emissions, response) = Emissions::with(init(&[lock(), liquidity()])).unwrap();
    let stream = emissions.stream("lock");
    assert_eq!(stream.voting, addr("voting"));
    assert_eq!(stream.hook_caller, addr("voting"));
    assert_eq!(stream.schedule, lock().schedule);
    assert_eq!(stream.min_power, uint(1_000));
    assert_eq!(stream.rate, Decimal::one());
    assert_eq!(stream.total, uint(1_296_000));
    for amount in [
        stream.scheduled,
        stream.released,
        stream.due,
        stream.withheld,
        stream.returned,
    ] {
        assert!(amount.is_zero());
    }
    let config: Config<cosmwasm_std::Addr> = cosmwasm_std::from_json(
        emissions
            .query(qerun_messages::emissions::QueryMsg::Config {})
            .unwrap(),
    )
    .unwrap();
    assert_eq!(config.treasury, addr("treasury"));
    assert_event(
        &response,
        "qerun-emissions/instantiate",
        &[
            ("token", addr("token").as_str()),
            ("treasury", addr("treasury").as_str()),
            ("distributor", addr("distributor").as_str()),
        ],
    );
    let attributes = &response.events[2].attributes;
    let values: Vec<_> = attributes
        .iter()
        .map(|a| (a.key.as_str(), a.value.clone()))
        .collect();
    assert_eq!(
        values,
        [
            ("stream", "liquidity".to_owned()),
            ("voting", addr("official voting").to_string()),
            ("hook_caller", addr("official staking").to_string()),
            ("distribution", "6".to_owned()),
            ("start", BEGIN.to_string()),
            ("end", (BEGIN + 50 * DAY).to_string()),
            ("total", "43200".to_owned()),
            ("min_power", "0".to_owned()),
        ]
    );
}

#[test]
fn two_streams_may_share_powers() {
    let mut second = lock();
    second.id = "lock-2".into();
    let (mut emissions, response) = Emissions::with(init(&[lock(), second])).unwrap();
    assert_eq!(response.messages.len(), 2);
    emissions.power("voting", 1_000);
    emissions.at(BEGIN + DAY);
    let response = emissions.hook("voting").unwrap();
    assert_eq!(funded(&response), [(5, 8_640), (6, 8_640)]);
}
