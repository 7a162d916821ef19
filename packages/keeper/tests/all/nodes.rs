//! Several nodes of a chain, of which some are no good.

use qerun_keeper::node::NodeError;

use crate::fake::*;

fn nodes<const N: usize>(chain: &FakeChain, labels: [&str; N]) -> [FakeNode; N] {
    labels.map(|label| FakeNode::of(chain, label, KEEPER))
}

#[test]
fn a_node_that_is_down_behind_catching_up_or_of_another_chain_is_passed_over() {
    let chain = FakeChain::default();
    let [down, behind, mut catching_up, mut other, good] =
        nodes(&chain, ["down", "behind", "catching up", "other", "good"]);
    *down.down.lock().unwrap() = true;
    *behind.age.lock().unwrap() = 61;
    catching_up.catching_up = true;
    other.chain_id = "home-2".to_owned();
    let asked = good.asked.clone();
    let metrics = std::sync::Arc::new(qerun_keeper::observe::Metrics::new().unwrap());
    let pool = pool_with(
        vec![down, behind, catching_up, other, good],
        metrics.clone(),
    );
    assert_eq!(pool.head().unwrap().height, 100);
    assert!(*asked.lock().unwrap() > 0);
    let text = metrics.text().unwrap();
    for (node, kind) in [
        ("down", "unreachable"),
        ("behind", "behind"),
        ("catching up", "catching_up"),
        ("other", "wrong_chain"),
    ] {
        let line = format!("qerun_keeper_node_failures_total{{kind=\"{kind}\",node=\"{node}\"}} 1");
        assert!(text.contains(&line), "{text}");
    }
    assert!(
        text.contains("qerun_keeper_node_up{node=\"good\"} 1"),
        "{text}"
    );
}

#[test]
fn without_a_good_node_the_last_error_is_told() {
    let chain = FakeChain::default();
    let [a, b] = nodes(&chain, ["a", "b"]);
    *a.down.lock().unwrap() = true;
    *b.age.lock().unwrap() = 100;
    let pool = pool(vec![a.clone(), b.clone()]);
    let error = pool.head().unwrap_err();
    assert!(
        matches!(&error, NodeError::Behind { node, height: 100, age } if node == "b" && *age >= 100)
    );
    // Once one is back it is used, from wherever the pool stands.
    *a.down.lock().unwrap() = false;
    assert!(pool.head().is_ok());
    *a.down.lock().unwrap() = true;
    *b.age.lock().unwrap() = 0;
    assert!(pool.head().is_ok());
}

/// A node that falls behind while it is in use is left at the next round.
#[test]
fn a_node_that_falls_behind_is_left() {
    let chain = FakeChain::default();
    let [a, b] = nodes(&chain, ["a", "b"]);
    let pool = pool(vec![a.clone(), b.clone()]);
    pool.head().unwrap();
    assert_eq!(*b.asked.lock().unwrap(), 0);
    *a.age.lock().unwrap() = 500;
    pool.head().unwrap();
    let before = *a.asked.lock().unwrap();
    pool.head().unwrap();
    assert_eq!(*a.asked.lock().unwrap(), before);
}

/// After a failure the node is looked at anew before it is used: it may be of another chain now.
#[test]
fn a_node_that_comes_back_is_looked_at_anew() {
    let chain = FakeChain::default();
    let [mut a] = nodes(&chain, ["a"]);
    let faults = a.faults.clone();
    a.chain_id = CHAIN_ID.to_owned();
    let pool = pool(vec![a.clone()]);
    pool.head().unwrap();
    faults
        .lock()
        .unwrap()
        .push_back((Method::Smart, Fault::Instead(a.unreachable())));
    assert!(pool.balance(KEEPER, STABLE).is_err());
    let before = *a.asked.lock().unwrap();
    pool.balance(KEEPER, STABLE).unwrap();
    // The state of the node and the balance.
    assert_eq!(*a.asked.lock().unwrap() - before, 2);
}

/// Its answers would be of another time, or a transaction could not name its last block.
#[test]
fn a_node_from_the_future_is_passed_over() {
    let chain = FakeChain::default();
    let [mut ahead, mut high, good] = nodes(&chain, ["ahead", "high", "good"]);
    ahead.ahead = 90;
    high.tells = Some(u64::from(u32::MAX) - 999);
    let pool = pool(vec![ahead.clone(), high.clone(), good]);
    assert_eq!(pool.head().unwrap().height, 100);
    let error = pool_of(ahead).head().unwrap_err();
    assert!(
        matches!(&error, NodeError::Ahead { node, height: 100, ahead: 80..=90 } if node == "ahead"),
        "{error}"
    );
    let error = pool_of(high).head().unwrap_err();
    assert!(
        matches!(
            &error,
            NodeError::Height {
                height: 4_294_966_296,
                ..
            }
        ),
        "{error}"
    );
}

fn pool_of(node: FakeNode) -> std::sync::Arc<qerun_keeper::node::Pool> {
    pool(vec![node])
}

#[test]
fn a_contract_that_refuses_is_no_fault_of_the_node() {
    let chain = FakeChain::default();
    let [a, b] = nodes(&chain, ["a", "b"]);
    let pool = pool(vec![a, b.clone()]);
    let answer: Result<serde_json::Value, _> = pool.ask(MARKET, &serde_json::json!({"what": {}}));
    assert!(matches!(answer, Err(NodeError::Query { .. })));
    assert_eq!(*b.asked.lock().unwrap(), 0);
}
