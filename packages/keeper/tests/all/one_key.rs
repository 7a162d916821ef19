//! An account's sequence that moves under the courier: mostly a second program that signs with the same key.

use qerun_keeper::node::NodeError;
use qerun_keeper::sender::{Receipt, SendError, Terms};

use crate::fake::*;
use crate::sender::{counted, courier, jobs, sent};

/// Somebody else signs with the same key, or a node is a block behind.
#[test]
fn a_moved_sequence_is_read_again() {
    let chain = FakeChain::default();
    let node = FakeNode::of(&chain, "a", KEEPER);
    let moved = NodeError::Sequence {
        log: "account sequence mismatch, expected 4, got 3".to_owned(),
    };
    for method in [Method::Simulate, Method::Broadcast, Method::Simulate] {
        node.will(method, Fault::Instead(moved.clone()));
    }
    let (courier, _) = courier(vec![node], terms());
    let outcomes = courier.deliver(&jobs(["x", "y"]));
    assert!(outcomes.iter().all(Result::is_ok), "{outcomes:?}");
    assert_eq!(counted(&chain), 2);
}

#[test]
fn a_sequence_that_never_settles_is_an_error() {
    let chain = FakeChain::default();
    let node = FakeNode::of(&chain, "a", KEEPER);
    let moved = NodeError::Sequence {
        log: "mismatch".to_owned(),
    };
    for _ in 0..9 {
        node.will(Method::Simulate, Fault::Instead(moved.clone()));
    }
    let (courier, _) = courier(vec![node], terms());
    let outcomes = courier.deliver(&jobs(["x"]));
    assert_eq!(outcomes, [Err(SendError::Node(moved))]);
    assert_eq!(counted(&chain), 0);
}

/// Nobody should, but nothing is done twice by it: each of them waits for its turn, or says that it had none.
#[test]
fn two_keepers_with_one_key_take_turns() {
    let chain = FakeChain::default();
    let names = [["a1", "a2", "a3"], ["b1", "b2", "b3"]];
    let keepers = names.map(|names| {
        let node = FakeNode::of(&chain, names[0], KEEPER);
        std::thread::spawn(move || courier(vec![node], terms()).0.deliver(&jobs(names)))
    });
    let outcomes = keepers.map(|keeper| keeper.join().unwrap()).concat();
    let moved = |outcome: &&Result<Receipt, SendError>| {
        matches!(outcome, Err(SendError::Node(NodeError::Sequence { .. })))
    };
    let (done, missed) = (
        outcomes.iter().filter(|outcome| outcome.is_ok()).count(),
        outcomes.iter().filter(moved).count(),
    );
    assert_eq!(done + missed, 6, "{outcomes:?}");
    assert!(done >= 3, "{outcomes:?}");
    // Each message runs once: the fake protocol refuses a second time.
    assert_eq!(counted(&chain), done);
    assert_eq!(chain.world().sequence(KEEPER), done as u64);
}

/// The second program was faster. That is known two blocks later, not only when the last block has passed, and no node is
/// to blame: the transaction is built anew.
#[test]
fn what_another_transaction_has_displaced_is_built_anew() {
    let chain = FakeChain::default();
    let node = FakeNode::of(&chain, "a", KEEPER);
    node.will(
        Method::Broadcast,
        Fault::Displaced(transaction("other").messages),
    );
    let patient = Terms {
        valid_blocks: 1_000,
        ..terms()
    };
    let (courier, _) = courier(vec![node], patient);
    let outcomes = courier.deliver(&jobs(["x", "y"]));
    for outcome in &outcomes {
        let height = sent(outcome).height;
        assert!(height < 120, "{height}");
    }
    assert_eq!((counted(&chain), chain.world().sequence(KEEPER)), (3, 3));
}

/// What the other program did may have made it useless: it is simulated again, and costs nothing.
#[test]
fn what_was_displaced_by_its_like_is_lost_at_no_cost() {
    let chain = FakeChain::default();
    let node = FakeNode::of(&chain, "a", KEEPER);
    node.will(
        Method::Broadcast,
        Fault::Displaced(transaction("x").messages),
    );
    let (courier, _) = courier(vec![node], terms());
    let outcomes = courier.deliver(&jobs(["x"]));
    assert!(
        matches!(&outcomes[0], Err(SendError::Lost { paid: None, .. })),
        "{outcomes:?}"
    );
    assert_eq!((counted(&chain), chain.world().sequence(KEEPER)), (1, 1));
}

/// A transaction's own block moves the sequence as well, some time before the node can find it by its hash.
#[test]
fn one_that_is_not_indexed_yet_is_not_taken_for_displaced() {
    let chain = FakeChain::default();
    let node = FakeNode::of(&chain, "a", KEEPER);
    node.will(Method::Broadcast, Fault::ThenBlocks(1));
    for _ in 0..3 {
        node.will(Method::LookUp, Fault::NotIndexed);
    }
    let (courier, _) = courier(vec![node], terms());
    let outcomes = courier.deliver(&jobs(["x"]));
    assert_eq!(sent(&outcomes[0]).height, 101);
    assert_eq!((counted(&chain), chain.world().sequence(KEEPER)), (1, 1));
}
