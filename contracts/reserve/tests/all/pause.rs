//! Pauses: guardian and owner share one rule; it ends by itself, or by the owner, and then rests as long.

use crate::common::*;
use cosmwasm_std::Addr;
use qerun_controls::{AccessError, PauseError, MAX_PAUSE};
use qerun_messages::reserve::{ConfigResponse, ExecuteMsg, QueryMsg};
use qerun_reserve::ContractError;

fn pause(reserve: &mut TestReserve, who: &Addr, duration: u64) -> Result<(), ContractError> {
    reserve
        .execute(who, &[], ExecuteMsg::Pause { duration })
        .map(|_| ())
}

fn running(until: u64) -> ContractError {
    PauseError::Running { until }.into()
}

fn cooling(ready_at: u64) -> ContractError {
    PauseError::CoolDown { ready_at }.into()
}

#[test]
fn a_pause_ends_and_then_cools_down() {
    let mut reserve = TestReserve::new();
    let guardian = reserve.guardian.clone();
    let start = reserve.now();
    pause(&mut reserve, &guardian, 2 * DAY).unwrap();
    assert_eq!(reserve.backing().paused_until, start + 2 * DAY);
    let config: ConfigResponse = reserve.query(QueryMsg::Config {}).unwrap();
    assert_eq!(config.paused_until, start + 2 * DAY);
    let until = start + 2 * DAY;
    reserve.wait(2 * DAY - 1);
    assert_eq!(
        pause(&mut reserve, &guardian, 5).unwrap_err(),
        running(until)
    );
    let refused = reserve.purchase(1, usd(100), 0).unwrap_err();
    assert_eq!(refused, ContractError::Paused { until });
    reserve.wait(1);
    reserve.purchase(1, usd(100), 0).unwrap();
    let config: ConfigResponse = reserve.query(QueryMsg::Config {}).unwrap();
    assert_eq!(config.paused_until, 0);
    let refused = pause(&mut reserve, &guardian, 5).unwrap_err();
    assert_eq!(refused, cooling(start + 4 * DAY));
    reserve.wait(2 * DAY);
    pause(&mut reserve, &guardian, MAX_PAUSE).unwrap();
}

#[test]
fn owner_and_guardian_share_one_rule() {
    for (first, second) in [(true, false), (false, true), (true, true)] {
        let mut reserve = TestReserve::new();
        let who = |reserve: &TestReserve, owner: bool| match owner {
            true => reserve.owner.clone(),
            false => reserve.guardian.clone(),
        };
        let (first, second) = (who(&reserve, first), who(&reserve, second));
        let until = reserve.now() + 2 * DAY;
        pause(&mut reserve, &first, 2 * DAY).unwrap();
        assert_eq!(
            pause(&mut reserve, &second, DAY).unwrap_err(),
            running(until)
        );
        reserve.wait(2 * DAY);
        let refused = pause(&mut reserve, &second, DAY).unwrap_err();
        assert_eq!(refused, cooling(until + 2 * DAY));
        reserve.wait(2 * DAY - 1);
        let refused = pause(&mut reserve, &second, DAY).unwrap_err();
        assert_eq!(refused, cooling(until + 2 * DAY));
        reserve.wait(1);
        pause(&mut reserve, &second, DAY).unwrap();
        assert_eq!(reserve.backing().paused_until, reserve.now() + DAY);
    }
}

#[test]
fn the_owner_ends_a_pause_and_the_cool_down_stays_whole() {
    let mut reserve = TestReserve::new();
    let (guardian, owner) = (reserve.guardian.clone(), reserve.owner.clone());
    pause(&mut reserve, &guardian, 2 * DAY).unwrap();
    reserve.wait(100);
    reserve
        .execute(&owner, &[], ExecuteMsg::Unpause {})
        .unwrap();
    assert_eq!(reserve.backing().paused_until, reserve.now());
    reserve.purchase(1, usd(100), 0).unwrap();
    for who in [guardian, owner.clone()] {
        let refused = pause(&mut reserve, &who, 1).unwrap_err();
        assert_eq!(refused, cooling(reserve.now() + 2 * DAY));
    }
    let refused = reserve
        .execute(&owner, &[], ExecuteMsg::Unpause {})
        .unwrap_err();
    assert_eq!(refused, ContractError::NotPaused {});
}

#[test]
fn pauses_of_a_second_cannot_follow_block_on_block() {
    let mut reserve = TestReserve::new();
    let guardian = reserve.guardian.clone();
    let ready_at = reserve.now() + 1 + DAY;
    pause(&mut reserve, &guardian, 1).unwrap();
    reserve.wait(5);
    let refused = pause(&mut reserve, &guardian, 1).unwrap_err();
    assert_eq!(refused, cooling(ready_at));
}

#[test]
fn a_new_guardian_inherits_the_cool_down() {
    let mut reserve = TestReserve::new();
    let (guardian, owner, next) = (
        reserve.guardian.clone(),
        reserve.owner.clone(),
        reserve.anyone.clone(),
    );
    pause(&mut reserve, &guardian, 2 * DAY).unwrap();
    let msg = ExecuteMsg::SetGuardian {
        guardian: Some(next.to_string()),
    };
    reserve.execute(&owner, &[], msg).unwrap();
    reserve.wait(3 * DAY);
    let refused = pause(&mut reserve, &next, 1).unwrap_err();
    assert_eq!(refused, cooling(reserve.now() + DAY));
    let stranger = |sender: &Addr| {
        let sender = sender.clone();
        ContractError::from(AccessError::Unauthorized {
            sender,
            role: "guardian or owner",
        })
    };
    let refused = pause(&mut reserve, &guardian, 1).unwrap_err();
    assert_eq!(refused, stranger(&guardian));
    reserve
        .execute(&owner, &[], ExecuteMsg::SetGuardian { guardian: None })
        .unwrap();
    assert_eq!(pause(&mut reserve, &next, 1).unwrap_err(), stranger(&next));
}
