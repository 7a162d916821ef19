//! The courier against a chain that fails.

use std::time::{Duration, Instant};

use qerun_keeper::node::NodeError;
use qerun_keeper::observe::Metrics;
use qerun_keeper::sender::{Courier, Receipt, SendError, Terms, Transaction};
use qerun_keeper::Stop;

use crate::fake::*;

pub fn courier(nodes: Vec<FakeNode>, terms: Terms) -> (Courier, Stop) {
    let stop = Stop::default();
    let metrics = std::sync::Arc::new(Metrics::new().unwrap());
    (
        Courier::new(pool(nodes), terms, stop.clone(), metrics),
        stop,
    )
}

pub fn jobs<const N: usize>(names: [&str; N]) -> Vec<Transaction> {
    names.map(transaction).to_vec()
}

pub fn sent(outcome: &Result<Receipt, SendError>) -> &qerun_chain::Sent {
    match outcome {
        Ok(Receipt::Sent(sent)) => sent,
        other => panic!("{other:?}"),
    }
}

pub fn counted(chain: &FakeChain) -> usize {
    chain.world().protocol.executed.len()
}

#[test]
fn a_job_goes_into_one_block_with_sequences_in_a_row() {
    let chain = FakeChain::default();
    chain.world().sequences.insert(KEEPER.to_owned(), 41);
    let (courier, _) = courier(vec![FakeNode::of(&chain, "a", KEEPER)], terms());
    let outcomes = courier.deliver(&jobs(["x", "y", "z"]));
    let heights: Vec<u64> = outcomes.iter().map(|o| sent(o).height).collect();
    assert_eq!(heights, [101, 101, 101]);
    assert_eq!(sent(&outcomes[0]).gas_wanted, GAS * 12 / 10);
    assert_eq!(chain.world().sequence(KEEPER), 44);
    let keys: Vec<String> = chain
        .world()
        .protocol
        .executed
        .iter()
        .map(|e| e.msg.to_string())
        .collect();
    assert_eq!(keys, [r#"{"x":{}}"#, r#"{"y":{}}"#, r#"{"z":{}}"#]);
}

#[test]
fn one_that_fails_does_not_keep_the_others_back() {
    let chain = FakeChain::default();
    chain.world().protocol.refuse("counter", "y", "no");
    let (courier, _) = courier(vec![FakeNode::of(&chain, "a", KEEPER)], terms());
    let outcomes = courier.deliver(&jobs(["x", "y", "z"]));
    assert_eq!(sent(&outcomes[0]).height, sent(&outcomes[2]).height);
    let Err(SendError::Node(NodeError::Simulation { log })) = &outcomes[1] else {
        panic!("{outcomes:?}");
    };
    assert!(log.contains(": no:"), "{log}");
    assert_eq!(counted(&chain), 2);
}

#[test]
fn what_runs_out_of_gas_is_sent_once_more_with_twice_the_gas() {
    let chain = FakeChain::default();
    chain.world().hidden_gas = GAS / 2;
    let (courier, _) = courier(vec![FakeNode::of(&chain, "a", KEEPER)], terms());
    let outcomes = courier.deliver(&jobs(["x"]));
    assert_eq!(sent(&outcomes[0]).gas_wanted, GAS * 24 / 10);
    assert_eq!((counted(&chain), chain.world().sequence(KEEPER)), (1, 2));
}

#[test]
fn more_gas_is_tried_once_and_never_beyond_the_most() {
    let chain = FakeChain::default();
    chain.world().hidden_gas = GAS * 10;
    let node = || vec![FakeNode::of(&chain, "a", KEEPER)];
    let outcomes = courier(node(), terms()).0.deliver(&jobs(["x"]));
    let Err(SendError::OutOfGas { gas, .. }) = &outcomes[0] else {
        panic!("{outcomes:?}");
    };
    assert_eq!((*gas, chain.world().sequence(KEEPER)), (GAS * 24 / 10, 2));
    let tight = Terms {
        max_gas: GAS,
        ..terms()
    };
    let outcomes = courier(node(), tight).0.deliver(&jobs(["x"]));
    let gas = GAS * 12 / 10;
    assert_eq!(outcomes, [Err(SendError::TooMuchGas { gas, max_gas: GAS })]);
}

#[test]
fn a_full_mempool_is_waited_for() {
    let chain = FakeChain::default();
    {
        let mut world = chain.world();
        world.mempool_limit = 1;
        // Somebody else's transaction fills it for two blocks.
        world.empty_blocks = 1;
    }
    let rival = courier(vec![FakeNode::of(&chain, "r", RIVAL)], terms()).0;
    let rival = std::thread::spawn(move || rival.deliver(&jobs(["r"])));
    let (courier, _) = courier(vec![FakeNode::of(&chain, "a", KEEPER)], terms());
    let outcomes = courier.deliver(&jobs(["x", "y"]));
    assert!(outcomes.iter().all(Result::is_ok), "{outcomes:?}");
    assert!(rival.join().unwrap()[0].is_ok());
    assert_eq!(counted(&chain), 3);
}

/// The node takes the transaction and dies before it says so: the other one must not get another one.
#[test]
fn a_lost_answer_leads_to_no_second_payment() {
    let chain = FakeChain::default();
    let (a, b) = (
        FakeNode::of(&chain, "a", KEEPER),
        FakeNode::of(&chain, "b", KEEPER),
    );
    a.will(Method::Broadcast, Fault::AnswerLost);
    let (courier, _) = courier(vec![a, b], terms());
    let outcomes = courier.deliver(&jobs(["x"]));
    sent(&outcomes[0]);
    assert_eq!((counted(&chain), chain.world().sequence(KEEPER)), (1, 1));
}

/// The same, but it is in a block already when the other node is asked, which then says that the sequence is wrong.
#[test]
fn a_lost_answer_and_a_fast_block_lead_to_no_second_payment() {
    let chain = FakeChain::default();
    let (a, b) = (
        FakeNode::of(&chain, "a", KEEPER),
        FakeNode::of(&chain, "b", KEEPER),
    );
    a.will(Method::Broadcast, Fault::AnswerLost);
    let moved = NodeError::Sequence {
        log: "expected 1, got 0".to_owned(),
    };
    b.will(Method::Broadcast, Fault::Instead(moved));
    let (courier, _) = courier(vec![a, b], terms());
    let outcomes = courier.deliver(&jobs(["x"]));
    sent(&outcomes[0]);
    assert_eq!((counted(&chain), chain.world().sequence(KEEPER)), (1, 1));
}

/// It went nowhere, and its blocks pass: that is known for certain, and the task may try again.
#[test]
fn what_is_in_no_block_in_time_has_expired() {
    let chain = FakeChain::default();
    let node = FakeNode::of(&chain, "a", KEEPER);
    // It is handed over again meanwhile, and lost again.
    for _ in 0..100 {
        node.will(Method::Broadcast, Fault::Instead(node.unreachable()));
    }
    let (courier, _) = courier(vec![node.clone()], terms());
    let outcomes = courier.deliver(&jobs(["x"]));
    assert!(
        matches!(&outcomes[0], Err(SendError::Expired { until: 105, .. })),
        "{outcomes:?}"
    );
    assert_eq!(counted(&chain), 0);
    node.recovers();
    assert!(courier.deliver(&jobs(["x"]))[0].is_ok());
}

/// A node that takes everything and passes nothing on never fails by itself.
#[test]
fn a_node_that_swallows_transactions_is_left() {
    let chain = FakeChain::default();
    let nodes = ["a", "b"].map(|label| FakeNode::of(&chain, label, KEEPER));
    *nodes[0].swallows.lock().unwrap() = true;
    let (courier, _) = courier(nodes.to_vec(), terms());
    let outcomes = courier.deliver(&jobs(["x"]));
    assert!(
        matches!(&outcomes[0], Err(SendError::Expired { .. })),
        "{outcomes:?}"
    );
    sent(&courier.deliver(&jobs(["x"]))[0]);
    assert_eq!(counted(&chain), 1);
}

/// The thread that all tasks share goes on, and says what it was.
#[test]
fn a_bug_in_one_job_ends_no_other() {
    let chain = FakeChain::default();
    let node = FakeNode::of(&chain, "a", KEEPER);
    let someone = Someone::new(vec![node.clone()]);
    node.will(Method::Simulate, Fault::Panics);
    let outcomes = someone.context.deliver(jobs(["x", "y"]));
    assert!(
        outcomes.iter().all(|o| matches!(o, Err(SendError::Broken))) && outcomes.len() == 2,
        "{outcomes:?}"
    );
    sent(&someone.context.deliver(jobs(["z"]))[0]);
    someone.context.stop.stop();
    node.will(Method::Simulate, Fault::Panics);
    let outcomes = someone.context.deliver(jobs(["x"]));
    assert!(
        matches!(outcomes[0], Err(SendError::Stopped)),
        "{outcomes:?}"
    );
}

/// A node restarts while the courier waits.
#[test]
fn a_restart_while_waiting_loses_nothing() {
    let chain = FakeChain::default();
    let node = FakeNode::of(&chain, "a", KEEPER);
    for _ in 0..3 {
        node.will(Method::LookUp, Fault::Instead(node.unreachable()));
    }
    let (courier, _) = courier(vec![node], terms());
    sent(&courier.deliver(&jobs(["x"]))[0]);
    assert_eq!(counted(&chain), 1);
}

#[test]
fn a_halted_chain_ends_the_wait() {
    let chain = FakeChain::default();
    chain.world().block_limit = 0;
    let impatient = Terms {
        valid_blocks: 1_000,
        inclusion_timeout: Duration::from_millis(300),
        ..terms()
    };
    let (courier, _) = courier(vec![FakeNode::of(&chain, "a", KEEPER)], impatient);
    let outcomes = courier.deliver(&jobs(["x"]));
    assert!(
        matches!(outcomes[0], Err(SendError::Unknown { .. })),
        "{outcomes:?}"
    );
}

#[test]
fn a_dry_run_sends_nothing() {
    let chain = FakeChain::default();
    chain.world().protocol.refuse("counter", "y", "no");
    let dry = Terms {
        dry_run: true,
        ..terms()
    };
    let (courier, _) = courier(vec![FakeNode::of(&chain, "a", KEEPER)], dry);
    let outcomes = courier.deliver(&jobs(["x", "y"]));
    let gas = GAS * 12 / 10;
    assert_eq!(outcomes[0], Ok(Receipt::DryRun { gas }));
    assert!(outcomes[1].is_err());
    assert_eq!((counted(&chain), chain.world().sequence(KEEPER)), (0, 0));
}

#[test]
fn a_race_is_lost_before_or_in_the_block() {
    let chain = FakeChain::default();
    let (courier, _) = courier(vec![FakeNode::of(&chain, "a", KEEPER)], terms());
    // Both are simulated before either is in a block.
    let outcomes = courier.deliver(&jobs(["x", "x"]));
    sent(&outcomes[0]);
    assert!(
        matches!(&outcomes[1], Err(SendError::Lost { paid: Some(_), .. })),
        "{outcomes:?}"
    );
    let outcomes = courier.deliver(&jobs(["x"]));
    assert!(
        matches!(&outcomes[0], Err(SendError::Lost { paid: None, .. })),
        "{outcomes:?}"
    );
    assert_eq!(counted(&chain), 1);
}

#[test]
fn stopping_ends_a_wait_at_once() {
    let chain = FakeChain::default();
    chain.world().block_limit = 0;
    let patient = Terms {
        valid_blocks: 1_000_000,
        inclusion_timeout: Duration::from_secs(3_600),
        ..terms()
    };
    let (courier, stop) = courier(vec![FakeNode::of(&chain, "a", KEEPER)], patient);
    let started = Instant::now();
    let waiter = std::thread::spawn(move || courier.deliver(&jobs(["x", "y"])));
    std::thread::sleep(Duration::from_millis(100));
    stop.stop();
    assert_eq!(
        waiter.join().unwrap(),
        [Err(SendError::Stopped), Err(SendError::Stopped)]
    );
    assert!(started.elapsed() < Duration::from_secs(60));
}

/// The node in use is past the last block and dies; the other one, a few blocks behind, does not know the transaction yet.
#[test]
fn a_node_that_is_behind_does_not_make_a_transaction_expire() {
    let chain = FakeChain::default();
    let (a, b) = (
        FakeNode::of(&chain, "a", KEEPER),
        FakeNode::of(&chain, "b", KEEPER),
    );
    a.will(Method::Broadcast, Fault::ThenBlocks(10));
    a.will(Method::LookUp, Fault::Instead(a.unreachable()));
    *b.blind.lock().unwrap() = Some((103, 2));
    let (courier, _) = courier(vec![a, b], terms());
    sent(&courier.deliver(&jobs(["x"]))[0]);
    assert_eq!(counted(&chain), 1);
}

/// What it had in its mempool is gone, whether a question of the keeper's found it down or not. Without being handed over
/// again all would wait until they expire.
#[test]
fn a_restarted_node_is_handed_everything_again() {
    let patient = Terms {
        valid_blocks: 20,
        ..terms()
    };
    for noticed in [true, false] {
        let chain = FakeChain::default();
        let node = FakeNode::of(&chain, "a", KEEPER);
        node.will(Method::LookUp, Fault::Restarted);
        if noticed {
            node.will(Method::LookUp, Fault::Instead(node.unreachable()));
        }
        let (courier, _) = courier(vec![node], patient.clone());
        let outcomes = courier.deliver(&jobs(["x", "y", "z"]));
        let heights: Vec<u64> = outcomes.iter().map(|o| sent(o).height).collect();
        assert!(heights.iter().all(|height| *height == heights[0]));
        assert_eq!(counted(&chain), 3);
    }
}
