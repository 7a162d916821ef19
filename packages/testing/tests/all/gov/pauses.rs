//! The guardian's pauses through the timelock: each takes effect, ends by itself, and comes back only
//! after its cool-down. What must never be paused is not.

use qerun_messages::market::{ExecuteMsg as Market, Pausable};
use qerun_messages::oracle::{read_price, ExecuteMsg as Oracle, Status as Price};
use qerun_messages::reserve::ExecuteMsg as Reserve;
use qerun_messages::timelock::{ExecuteMsg, PauseRow, PausesResponse, QueryMsg};
use qerun_messages::voting::ExecuteMsg as Voting;
use qerun_testing::suite::{call, qer, usd};

use super::world::{refused, World, DAY};

const WEEK: u64 = 7 * DAY;

fn row(world: &World, id: &str) -> PauseRow {
    let all = QueryMsg::Pauses {
        start_after: None,
        limit: None,
    };
    let answer: PausesResponse = world.net.home.query(&world.timelock, &all).unwrap();
    answer.pauses.into_iter().find(|row| row.id == id).unwrap()
}

/// It cannot be started a second before its cool-down is over, and then it can.
fn cool_down(world: &mut World, id: &str) {
    refused(world.guardian_pause(id), "cannot be used before");
    let left = row(world, id).ready_at - world.net.home.now();
    world.wait(left - 1);
    refused(world.guardian_pause(id), "cannot be used before");
    world.wait(1);
    world.guardian_pause(id).unwrap();
}

#[test]
fn of_the_market() {
    let (mut world, sue, ann) = World::with_loans();
    for stranger in [world.eve.clone(), world.sam.clone(), world.dao.core.clone()] {
        let pause = ExecuteMsg::Pause {
            id: "market".into(),
        };
        refused(world.timelock(&stranger, &pause), "only the guardian");
    }
    refused(world.guardian_pause("invalid_call"), "there is no pause");
    let start = world.net.home.now();
    world.guardian_pause("market").unwrap();
    let rule = row(&world, "market");
    assert_eq!(
        (rule.until, rule.ready_at),
        (start + WEEK, start + 2 * WEEK)
    );

    world.fund_stable(&sue, usd("1")).unwrap();
    world.fund_stable(&ann, usd("30000")).unwrap();
    world.fund_qer(&ann, qer("1000")).unwrap();
    refused(world.supply(&sue, usd("1")), "paused");
    refused(world.borrow(&ann, usd("100")), "paused");
    refused(world.withdraw_collateral(&ann, Some(qer("1"))), "paused");

    // Never paused: adding collateral, repaying, what a repayment releases, withdrawing supply.
    world.deposit(&ann, qer("1000")).unwrap();
    assert_eq!(world.position(&ann).unwrap().collateral, qer("101000"));
    world.withdraw(&sue, Some(usd("1000"))).unwrap();
    assert_eq!(world.stable_of(&sue).unwrap(), usd("1001"));
    let eth = world.backing().unwrap().encumbered;
    world.repay(&ann, usd("30000")).unwrap();
    assert!(world.position(&ann).unwrap().debt.is_zero());
    assert_eq!(world.eth_of(&ann).unwrap(), eth);
    world.withdraw_collateral(&ann, None).unwrap();
    assert_eq!(world.qer_balance(&ann), qer("101000"));

    // Nobody can end or lengthen it; it ends by itself.
    let unpause = Market::Unpause {
        actions: vec![Pausable::Borrow],
    };
    let guardian = world.at.guardian.clone();
    refused(world.market(&guardian, &unpause, &[]), "owner");
    let end = ExecuteMsg::EndPause {
        id: "market".into(),
    };
    refused(world.timelock(&guardian, &end), "nothing to end");
    world.wait(WEEK - 1);
    refused(world.supply(&sue, usd("1")), "paused");
    world.wait(1);
    world.supply(&sue, usd("1")).unwrap();
    assert_eq!(world.stable_of(&sue).unwrap(), usd("1000"));
    cool_down(&mut world, "market");
    refused(world.supply(&sue, usd("1")), "paused");
}

#[test]
fn of_purchases() {
    let (mut world, _, ann) = World::with_loans();
    world.guardian_pause("purchases").unwrap();
    let orders = world.orders().unwrap().len();
    // A borrow goes on; its batch waits in the market.
    world.refresh().unwrap();
    world.borrow(&ann, usd("10000")).unwrap();
    assert_eq!(world.stable_of(&ann).unwrap(), usd("15000"));
    assert_eq!(world.orders().unwrap().len(), orders);
    assert_eq!(world.position(&ann).unwrap().claim.unsent, usd("4750"));
    // Pay-outs are never paused: what is repaid is released.
    world.fund_stable(&ann, usd("100000")).unwrap();
    world.repay(&ann, usd("15000")).unwrap();
    assert!(!world.eth_of(&ann).unwrap().is_zero());
    world.pass(WEEK).unwrap();
    world.flush_market().unwrap();
    assert_eq!(world.orders().unwrap().len(), orders + 1);
    cool_down(&mut world, "purchases");
}

#[test]
fn of_staking() {
    let mut world = World::new();
    let (alice, eve) = (world.alice.clone(), world.eve.clone());
    let unstake = Voting::Unstake { amount: qer("1") };
    world.voting(&alice, &unstake).unwrap();
    world.wait(14 * DAY);
    world.guardian_pause("staking").unwrap();
    refused(world.stake(&eve, qer("1"), None), "paused");
    let raise = Voting::RaiseTier {
        from: 0,
        to: 1,
        amount: qer("1"),
    };
    refused(world.voting(&alice, &raise), "paused");
    // Leaving and voting go on.
    world.voting(&alice, &Voting::Claim {}).unwrap();
    assert_eq!(world.qer_balance(&alice), qer("400001"));
    world.voting(&alice, &unstake).unwrap();
    assert_eq!(world.account(&alice).unwrap().staked, qer("99998"));
    assert_eq!(world.by_core(vec![]), "executed");
    world.wait(WEEK - DAY - 1);
    refused(world.stake(&eve, qer("1"), None), "paused");
    world.wait(1);
    world.stake(&eve, qer("1"), None).unwrap();
    assert_eq!(world.account(&eve).unwrap().staked, qer("1"));
    cool_down(&mut world, "staking");
}

#[test]
fn of_prices() {
    let (mut world, sue, ann) = World::with_loans();
    let status = |world: &World, asset: &str| {
        let app = world.net.home.app.wrap();
        let price = read_price(&app, &world.at.oracle, asset).unwrap();
        price.unwrap().status
    };
    for (id, asset) in [
        ("price-qer", "qer"),
        ("price-eth", "eth"),
        ("price-usdc", "usdc"),
    ] {
        world.refresh().unwrap();
        assert_eq!(status(&world, asset), Price::Live);
        world.guardian_pause(id).unwrap();
        assert_eq!(status(&world, asset), Price::Halted);
        world.refresh().unwrap();
        assert_eq!(status(&world, asset), Price::Halted);
        if asset != "eth" {
            refused(world.borrow(&ann, usd("100")), "is halted");
        }
        // Repaying and withdrawing supply need no price.
        world.fund_stable(&ann, usd("10")).unwrap();
        let debt = world.position(&ann).unwrap().debt;
        world.repay(&ann, usd("10")).unwrap();
        assert!(world.position(&ann).unwrap().debt < debt);
        world.withdraw(&sue, Some(usd("10"))).unwrap();

        // Anyone resumes it, once, and not a second early.
        let end = ExecuteMsg::EndPause { id: id.into() };
        let eve = world.eve.clone();
        world.wait(WEEK - 2);
        refused(world.timelock(&eve, &end), "runs until");
        world.refresh().unwrap();
        world.wait(1);
        assert!(row(&world, id).end_due);
        world.timelock(&eve, &end).unwrap();
        refused(world.timelock(&eve, &end), "nothing to end");
        world.refresh().unwrap();
        assert_eq!(status(&world, asset), Price::Live);
        world.borrow(&ann, usd("100")).unwrap();
        cool_down(&mut world, id);
        world.wait(WEEK);
        world.timelock(&eve, &end).unwrap();
        // The next one stops the same: its cool-down counts from now.
        world.wait(WEEK);
    }
    assert_eq!(world.stable_of(&sue).unwrap(), usd("30"));
}

/// What governance pauses counts like the guardian's: nobody adds to it, and it cools down.
#[test]
fn g3_of_governance_count_for_the_guardian() {
    let (mut world, sue, _) = World::with_loans();
    world.fund_stable(&sue, usd("2")).unwrap();
    let duration = 14 * DAY;
    let market = Market::Pause {
        actions: vec![
            Pausable::Supply,
            Pausable::Borrow,
            Pausable::WithdrawCollateral,
        ],
        duration,
    };
    let pauses = vec![
        call(&world.at.market, &market).unwrap(),
        call(&world.at.reserve, &Reserve::Pause { duration }).unwrap(),
        call(&world.dao.voting, &Voting::Pause { duration }).unwrap(),
    ];
    world.enact(pauses).unwrap();
    let end = world.net.home.now() + duration;
    for id in [
        "market",
        "purchases",
        "staking",
        "price-qer",
        "price-eth",
        "price-usdc",
    ] {
        refused(world.guardian_pause(id), "cannot be used before");
    }
    assert_eq!(row(&world, "market").until, end);
    assert_eq!(row(&world, "price-qer").ready_at, end + duration);
    assert_eq!(world.backing().unwrap().paused_until, end);
    let eve = world.eve.clone();
    world.wait(duration - 1);
    refused(world.supply(&sue, usd("1")), "paused");
    refused(world.stake(&eve, qer("1"), None), "paused");
    world.wait(1);
    world.supply(&sue, usd("1")).unwrap();
    world.stake(&eve, qer("1"), None).unwrap();
    assert_eq!(world.stable_of(&sue).unwrap(), usd("1"));
    assert_eq!(world.account(&eve).unwrap().staked, qer("1"));
    for id in ["market", "purchases", "staking", "price-usdc"] {
        refused(world.guardian_pause(id), "cannot be used before");
    }
    world.wait(duration);
    world.guardian_pause("market").unwrap();
}

/// The ending message of a halt is anybody's only for the guardian's own halt: not for one that
/// governance decided after it had ended the guardian's, and not for one that it kept.
#[test]
fn that_governance_took_over_are_ended_by_nobody_else() {
    let (mut world, _, _) = World::with_loans();
    let eve = world.eve.clone();
    for (id, asset, at_once) in [("price-qer", "qer", false), ("price-eth", "eth", true)] {
        let asset = asset.to_owned();
        let oracle = |msg: Oracle| call(&world.at.oracle, &msg).unwrap();
        let (again, ours) = (asset.clone(), asset.clone());
        let resume = oracle(Oracle::Resume { asset: again });
        let halt = oracle(Oracle::Halt { asset: ours });
        world.guardian_pause(id).unwrap();
        if at_once {
            world.enact(vec![resume, halt]).unwrap();
        } else {
            world.enact(vec![resume]).unwrap();
            world.enact(vec![halt]).unwrap();
        }
        assert!(!row(&world, id).end_due);
        world.wait(WEEK);
        let end = ExecuteMsg::EndPause { id: id.into() };
        refused(world.timelock(&eve, &end), "nothing to end");
        world.refresh().unwrap();
        let app = world.net.home.app.wrap();
        let price = read_price(&app, &world.at.oracle, &asset).unwrap();
        assert_eq!(price.unwrap().status, Price::Halted);
    }
}
