//! What was withheld goes to the treasury, after the end.

use crate::common::*;
use qerun_emissions::ContractError::*;
use qerun_mocks::{assert_event, DAY};
use serde_json::json;

fn id() -> String {
    "lock".into()
}

#[test]
fn once_after_the_end() {
    let mut emissions = Emissions::default();
    emissions.at(BEGIN + 100 * DAY);
    emissions.set_rate("lock", "0.25").unwrap();
    let (end, now) = (LOCK_END, LOCK_END - 1);
    emissions.at(now);
    let early = NotEnded { id: id(), end, now };
    emissions.refused("anyone", return_withheld("lock"), &early);
    emissions.at(LOCK_END);
    let response = emissions
        .execute("anyone", return_withheld("lock"))
        .unwrap();
    let transfer = json!({"transfer": {"recipient": addr("treasury"), "amount": "324000"}});
    assert_eq!(sent(&response), [(addr("token"), transfer)]);
    assert_event(
        &response,
        "qerun-emissions/return_withheld",
        &[
            ("sender", addr("anyone").as_str()),
            ("stream", "lock"),
            ("treasury", addr("treasury").as_str()),
            ("amount", "324000"),
        ],
    );
    let amount = uint(324_000);
    let again = Returned { id: id(), amount };
    emissions.refused("timelock", return_withheld("lock"), &again);
    // What is due does not go with it.
    let stream = emissions.stream("lock");
    assert_eq!(
        (stream.due, stream.withheld, stream.returned),
        (uint(972_000), amount, amount)
    );
    emissions.at(LOCK_END + 1_000 * DAY);
    assert_eq!(funded(&emissions.release("lock").unwrap()), [(5, 972_000)]);
    emissions.refused("timelock", return_withheld("lock"), &again);
}

#[test]
fn nothing_withheld() {
    let mut emissions = Emissions::default();
    emissions.at(LOCK_END);
    let nothing = NothingWithheld { id: id() };
    emissions.refused("anyone", return_withheld("lock"), &nothing);
    assert_eq!(
        funded(&emissions.release("lock").unwrap()),
        [(5, 1_296_000)]
    );
}
