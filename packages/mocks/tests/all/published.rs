//! Mocked records tell their figures apart.

use std::collections::BTreeSet;

use qerun_mocks::{
    backing, batch_in_flight, dec, env_at, now, price_record, settled, wait, wound_down, START,
};

#[test]
fn no_two_figures_of_a_price_are_the_same() {
    for mid in ["0.000001", "1", "2000"] {
        let record = price_record(mid, START);
        assert_eq!(record.mid, dec(mid));
        assert!(record.bid < record.mid && record.mid < record.ask);
        let figures = [record.bid, record.ask, record.mid, record.average];
        let all: BTreeSet<_> = figures.into_iter().chain(record.depth).collect();
        assert_eq!(all.len(), 5);
        assert_eq!(record.ensure_live("eth", START + 900), Ok(()));
        assert!(record.ensure_live("eth", START + 901).is_err());
    }
}

#[test]
fn no_two_figures_of_a_backing_are_the_same() {
    let record = backing();
    let figures = [
        record.encumbered,
        record.unencumbered,
        record.in_flight,
        record.waiting,
        record.open_orders.into(),
        record.open_batches.into(),
        record.capacity,
        record.order_capacity.into(),
        record.batch_capacity.into(),
        record.min_order,
        record.paused_until.into(),
    ];
    assert_eq!(BTreeSet::from(figures).len(), figures.len());
}

#[test]
fn a_batch_is_open_until_it_is_settled() {
    let batch = batch_in_flight(70, 30);
    assert_eq!((batch.stable_in.u128(), batch.open.u128()), (100, 100));
    assert!(!batch.settled);
    let bought = settled(batch.clone(), 9);
    assert_eq!((bought.eth_out.u128(), bought.open.u128()), (9, 0));
    let back = wound_down(batch, 4, 60);
    assert_eq!((back.eth_out.u128(), back.stable_out.u128()), (4, 60));
    assert!(back.settled && bought.settled);
    assert_eq!(back.user_in, bought.user_in);
}

#[test]
fn time_passes_in_blocks() {
    let mut env = env_at("market", START);
    let height = env.block.height;
    wait(&mut env, 60);
    assert_eq!((now(&env), env.block.height), (START + 60, height + 1));
}
