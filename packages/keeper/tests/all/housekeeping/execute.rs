//! `execute`: ripe operations of the timelock.

use qerun_keeper::config::ExecuteConfig;
use qerun_keeper::task::Round;
use qerun_keeper::tasks::Execute;
use serde_json::{json, Value};

use super::{done, keeper, round, DONE, REFUSED};
use crate::fake::*;

fn operation(id: u64, status: &str, ready_at: u64) -> Value {
    json!({
        "queued_by": "dao", "text": "x", "class": "routine", "kind": "ordinary", "delay": 5,
        "execution_window": 50, "bond": "0", "bond_state": "none", "sponsor": null, "queued_at": 1,
        "ready_at": ready_at, "expires_at": 100, "dao_approved": true, "steward_approved": false,
        "steward_term": 0, "phase": "scheduled", "id": id, "status": status,
    })
}

fn row(id: u64, ready_at: u64) -> Value {
    let mut operation = operation(id, "ready", ready_at);
    let fields = operation.as_object_mut().unwrap();
    let (id, status) = (fields.remove("id"), fields.remove("status"));
    json!({"id": id, "status": status, "operation": operation})
}

#[test]
fn execute_runs_ripe_operations_in_the_order_in_which_they_were_ready() {
    let chain = FakeChain::default();
    let answer = |missing: Value| {
        let mut answer = row(9, 7);
        answer["messages"] = json!([]);
        answer["missing"] = missing;
        answer
    };
    {
        let protocol = &mut chain.world().protocol;
        let rows = [row(9, 30), row(8, 10), row(7, 20)];
        protocol.answer(
            TIMELOCK,
            "operations",
            json!({"operations": rows, "next": null}),
        );
        protocol.answer(TIMELOCK, "operation", answer(json!([])));
    }
    let config = |most| ExecuteConfig {
        enabled: true,
        interval: 30,
        max_operations: most,
    };
    let keeper = keeper(&chain);
    assert_eq!(round(&mut Execute::new(config(2)), &keeper).done, 2);
    assert_eq!(
        done(&chain, TIMELOCK, "execute"),
        [json!({"id": 8}), json!({"id": 7})]
    );
    // One whose messages fail is refused in simulation, costs nothing, and does not keep the next one back.
    chain
        .world()
        .protocol
        .refuse(TIMELOCK, "execute", "outside its bounds");
    assert_eq!(round(&mut Execute::new(config(5)), &keeper).refused, 3);
    chain
        .world()
        .protocol
        .refuse(TIMELOCK, "execute", "operation 8 is Executed");
    assert_eq!(round(&mut Execute::new(config(5)), &keeper).lost, 3);
    chain
        .world()
        .protocol
        .answer(TIMELOCK, "operation", answer(json!(["steward"])));
    assert_eq!(round(&mut Execute::new(config(5)), &keeper), Round::IDLE);
}

/// An operation that cannot run stays ripe until it expires; as many as a round executes must not keep the others back.
#[test]
fn execute_puts_what_was_refused_last() {
    let chain = FakeChain::default();
    {
        let protocol = &mut chain.world().protocol;
        let rows = [row(1, 10), row(2, 20), row(3, 30)];
        let answer = json!({"operations": rows, "next": null});
        protocol.answer(TIMELOCK, "operations", answer);
        let mut operation = row(1, 10);
        operation["messages"] = json!([]);
        operation["missing"] = json!([]);
        protocol.answer(TIMELOCK, "operation", operation);
        protocol.refused_text = Some(("{\"id\":1}".to_owned(), "outside its bounds".to_owned()));
    }
    let mut task = Execute::new(ExecuteConfig {
        enabled: true,
        interval: 30,
        max_operations: 1,
    });
    let keeper = keeper(&chain);
    assert_eq!(round(&mut task, &keeper), REFUSED);
    assert_eq!(round(&mut task, &keeper), DONE);
    assert_eq!(done(&chain, TIMELOCK, "execute"), [json!({"id": 2})]);
}
