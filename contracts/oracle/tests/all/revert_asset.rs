//! The guardian returns to the sources of before a change: once, for a week, and to nothing that was not in force.

use crate::common::*;
use qerun_controls::ParameterError;
use qerun_messages::oracle::{
    AssetResponse, ExecuteMsg, Policy, PriceSource, QueryMsg, SlotsResponse, Status, REVERT_WITHIN,
};
use qerun_mocks::assert_event;
use qerun_oracle::history::PriceHistory;
use qerun_oracle::state::{PAST, PRESENT};
use qerun_oracle::ContractError;

/// Of the changed configuration: every figure is another one.
fn changed() -> Policy {
    Policy {
        max_age: 3_600,
        max_deviation: dec("0.09"),
        max_growth_hour: Some(dec("0.055")),
        max_growth_day: Some(dec("0.21")),
        min_price: dec("0.000002"),
        max_price: dec("500000"),
        min_liquidity: dec("1000"),
        grace: 900,
        ..clamped()
    }
}

fn revert(oracle: &mut Oracle, sender: &str) -> Result<Vec<String>, ContractError> {
    let before = oracle.storage();
    let result = oracle.execute(sender, ExecuteMsg::RevertAsset { asset: q() });
    assert_eq!(result.is_err(), oracle.storage() == before);
    result.map(|response| events(&response).into_iter().map(str::to_owned).collect())
}

fn asset(oracle: &Oracle) -> AssetResponse {
    oracle.query(QueryMsg::Asset { asset: q() })
}

fn sources(oracle: &Oracle) -> Vec<PriceSource<cosmwasm_std::Addr>> {
    asset(oracle).config.sources
}

/// Feeders 0 to 3 said 2; then 2 to 5 are the feeders, with other guards.
fn after_a_change() -> Oracle {
    let mut oracle = Oracle::of(vec![feeders(0, 4)], clamped());
    oracle.submit_all(&["2", "2", "2", "2"]);
    oracle.wait(60);
    oracle.set(vec![feeders(2, 4)], changed());
    oracle
}

fn nothing() -> Result<Vec<String>, ContractError> {
    Err(ContractError::NothingToRevert { asset: q() })
}

#[test]
fn sources_and_guards_are_back_and_the_record_is_distrusted() {
    let mut oracle = after_a_change();
    let until = START + 60 + REVERT_WITHIN;
    assert_eq!(asset(&oracle).revertible_until, Some(until));
    // The new feeders report what is a tenth off.
    oracle.wait(1_300);
    for i in 2..6 {
        oracle.submit(i, "2.19");
    }
    let wrong = oracle.record().unwrap();
    assert_eq!((wrong.mid, wrong.status), (dec("2.19"), Status::Live));
    oracle.wait(100);
    let response = oracle
        .execute("guardian", ExecuteMsg::RevertAsset { asset: q() })
        .unwrap();
    assert_eq!(events(&response), ["revert_asset", "skip"]);
    let guardian = addr("guardian");
    let attributes = [
        ("asset", "qer"),
        ("sender", guardian.as_str()),
        ("max_age", "1800"),
        ("max_deviation", "0.1"),
        ("min_sources", "1"),
        ("max_growth_hour", "0.05"),
        ("max_growth_day", "0.2"),
        ("min_price", "0.000001"),
        ("max_price", "1000000"),
        ("min_liquidity", "0"),
        ("grace", "1200"),
    ];
    assert_event(&response, "qerun-oracle/revert_asset", &attributes);
    let now = oracle.now();
    let state = asset(&oracle);
    assert_eq!(state.config.policy, clamped());
    assert_eq!((state.ready_at, state.revertible_until), (0, None));
    let PriceSource::Feeder { feeders: names, .. } = &state.config.sources[0] else {
        panic!("{:?}", state.config.sources);
    };
    assert_eq!(names, &[0, 1, 2, 3].map(|i| addr(&feeder(i))));
    // Of those who are back and stayed one has its slot, of those who left none.
    let SlotsResponse { slots } = oracle.query(QueryMsg::Slots { asset: q() });
    let filled: Vec<bool> = slots.iter().map(|one| one.slot.is_some()).collect();
    assert_eq!(filled, [false, false, true, true]);
    // Figures and age stay, but for the shorter life; the uptime counts to now.
    let record = oracle.record().unwrap();
    assert_eq!(
        (record.mid, record.bid, record.as_of),
        (wrong.mid, wrong.bid, wrong.as_of)
    );
    assert_eq!(record.expires, wrong.as_of + 1_800);
    assert_eq!(record.status, Status::Degraded);
    assert_eq!(record.grace_ends, now + 1_200);
    assert_eq!(
        (record.uptime, record.updated_at),
        (wrong.uptime + 100, now)
    );
    // With a quorum of the old ones there is a price again. Its grace goes on, and the clamp was kept all the time.
    oracle.wait(60);
    for i in 0..3 {
        oracle.submit(i, "2.5");
    }
    let record = oracle.record().unwrap();
    assert_eq!((record.mid, record.status), (dec("2.5"), Status::Live));
    assert_eq!(record.bid, dec("2.1"));
    assert_eq!(record.grace_ends, now + 1_200);
    assert_eq!(record.uptime, wrong.uptime + 100);
}

#[test]
fn once_for_each_change() {
    let mut oracle = Oracle::of(vec![feeders(0, 1)], policy());
    assert_eq!(asset(&oracle).revertible_until, None);
    assert_eq!(revert(&mut oracle, "guardian"), nothing());
    let mut oracle = after_a_change();
    revert(&mut oracle, "guardian").unwrap();
    assert_eq!(revert(&mut oracle, "guardian"), nothing());
    // The owner may change it again in the same block, within a step and near the price as ever.
    oracle.try_set(vec![feeders(6, 2)], changed()).unwrap();
    let set = sources(&oracle);
    // That one holds: the guardian has done what it could this week.
    assert_eq!(asset(&oracle).revertible_until, None);
    let ready_at = oracle.now() + REVERT_WITHIN;
    let cool_down = || {
        Err(ContractError::Parameter(ParameterError::CoolDown {
            ready_at,
        }))
    };
    for wait in [0, DAY, REVERT_WITHIN - DAY - 1] {
        oracle.wait(wait);
        assert_eq!(revert(&mut oracle, "guardian"), cool_down());
        assert_eq!(revert(&mut oracle, "timelock"), cool_down());
    }
    assert_eq!(sources(&oracle), set);
    // At the end of it the change was a week ago: the last second for it.
    oracle.wait(1);
    assert_eq!(asset(&oracle).revertible_until, Some(oracle.now()));
    revert(&mut oracle, "timelock").unwrap();
    assert_ne!(sources(&oracle), set);
}

#[test]
fn for_a_week_after_the_change() {
    for (wait, ok) in [(REVERT_WITHIN, true), (REVERT_WITHIN + 1, false)] {
        let mut oracle = after_a_change();
        let until = oracle.now() + REVERT_WITHIN;
        oracle.wait(wait);
        let late = ContractError::TooLateToRevert { asset: q(), until };
        assert_eq!(asset(&oracle).revertible_until, ok.then_some(until));
        match revert(&mut oracle, "guardian") {
            Ok(_) => assert!(ok),
            Err(error) => assert_eq!((error, ok), (late, false)),
        }
    }
}

/// What is put back is what was in force before the last change, not before that.
#[test]
fn it_goes_back_by_one_change() {
    let mut oracle = Oracle::of(vec![fixed("1")], clamped());
    for price in ["1.01", "1.02"] {
        oracle.wait(DAY);
        oracle.poke();
        oracle.try_set(vec![fixed(price)], clamped()).unwrap();
    }
    assert_eq!(
        revert(&mut oracle, "guardian").unwrap(),
        ["revert_asset", "update"]
    );
    let record = oracle.record().unwrap();
    assert_eq!((record.mid, record.status), (dec("1.01"), Status::Live));
    assert_eq!(record.grace_ends, oracle.now() + 1_200);
    assert_eq!(revert(&mut oracle, "guardian"), nothing());
}

/// An idle asset may be set twice in a block. The guardian returns to what was before both.
#[test]
fn changes_of_an_idle_asset_count_as_one() {
    let mut oracle = Oracle::of(vec![fixed("1")], clamped());
    let halt = ExecuteMsg::Halt { asset: q() };
    oracle.execute("timelock", halt).unwrap();
    oracle.wait(DAY);
    for price in ["100", "200"] {
        oracle.try_set(vec![fixed(price)], clamped()).unwrap();
    }
    oracle.wait(DAY - 1);
    oracle.try_set(vec![fixed("300")], clamped()).unwrap();
    revert(&mut oracle, "guardian").unwrap();
    let record = oracle.record().unwrap();
    // A halt stays, and so does the clamp.
    assert_eq!((record.mid, record.status), (dec("1"), Status::Halted));
    assert_eq!(record.bid, dec("1"));
    assert!(asset(&oracle).halted);
}

/// A grace that runs is not shortened by one of less.
#[test]
fn a_longer_grace_that_runs_goes_on() {
    let of = |grace| Policy { grace, ..clamped() };
    let mut oracle = Oracle::of(vec![fixed("1")], of(600));
    oracle.wait(DAY);
    oracle.set(vec![fixed("1.01")], of(1_200));
    let expected = oracle.now() + 1_200;
    assert_eq!(oracle.record().unwrap().grace_ends, expected);
    oracle.wait(60);
    revert(&mut oracle, "guardian").unwrap();
    assert_eq!(oracle.record().unwrap().grace_ends, expected);
    oracle.wait(600);
    oracle.try_set(vec![fixed("1.01")], of(1_200)).unwrap();
    assert_eq!(oracle.record().unwrap().grace_ends, expected);
}

/// Neither a lower nor a higher bid than the clamp allows comes of changing and returning, however often.
#[test]
fn it_is_no_way_around_the_clamp() {
    let mut oracle = Oracle::of(vec![feeders(0, 1)], clamped());
    oracle.submit(0, "1");
    let mut best = dec("1");
    for i in 1..24usize {
        oracle.wait(1_800);
        let _ = oracle.execute(
            "timelock",
            ExecuteMsg::SetAsset {
                asset: q(),
                config: config(vec![feeders(i, 1), feeders(0, 1)], clamped()),
            },
        );
        let _ = oracle.execute("guardian", ExecuteMsg::RevertAsset { asset: q() });
        oracle.submit(0, "50");
        best = best.max(oracle.record().unwrap().bid);
    }
    assert_eq!(best, dec("1.2"));
}

/// Clamp and averages are not touched when there is no price to write.
#[test]
fn the_history_stays() {
    let mut oracle = after_a_change();
    let history = |oracle: &Oracle| {
        let present = PRESENT.load(&oracle.deps.storage, "qer").unwrap();
        let past = PAST.may_load(&oracle.deps.storage, "qer").unwrap();
        let past = past.unwrap_or_default();
        PriceHistory::join(present.history.unwrap(), past, present.at)
    };
    oracle.wait(901);
    let before = history(&oracle);
    revert(&mut oracle, "guardian").unwrap();
    assert_eq!(history(&oracle), before);
}

/// Removed and added anew it has nothing to return to.
#[test]
fn a_removed_asset_has_nothing_to_return_to() {
    let empty = Oracle::with(vec![]).unwrap().storage();
    let mut oracle = after_a_change();
    revert(&mut oracle, "guardian").unwrap();
    oracle.try_set(vec![feeders(6, 2)], changed()).unwrap();
    oracle.wait(4 * DAY);
    let remove = ExecuteMsg::RemoveAsset { asset: q() };
    oracle.execute("timelock", remove).unwrap();
    assert_eq!(oracle.storage(), empty);
    oracle.set(vec![feeders(0, 1)], policy());
    assert_eq!(revert(&mut oracle, "guardian"), nothing());
}
