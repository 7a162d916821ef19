//! Times: of votes, delays, packets and stake.

use super::{contracts, dec, lines, refused, sound, Mutation, DAY};
use cosmwasm_std::Uint128;
use qerun_deployment::plan::{DecisionTime, QUEUE_ALLOWANCE};

#[test]
fn g7_times() {
    refused(&[
        (
            |p| p.dao.voting_period = 3 * DAY - 1,
            "dao.voting_period: 259199 s is less than 259200 s",
        ),
        (
            |p| p.dao.min_voting_period = DAY - 1,
            "dao.min_voting_period: 86399 s is less",
        ),
        (
            |p| p.timelock.params.routine.floor = DAY / 2 - 1,
            "timelock.params.routine.floor: 43199 s is less",
        ),
        (
            |p| p.timelock.params.sensitive.floor = 2 * DAY - 1,
            "timelock.params.sensitive.floor: 172799 s is less",
        ),
        (
            |p| p.timelock.params.critical.floor = 5 * DAY - 1,
            "timelock.params.critical.floor: 431999 s is less",
        ),
        (
            |p| p.timelock.params.bond_window = DAY - 1,
            "timelock.params.bond_window: 86399 s is less",
        ),
        (
            |p| p.timelock.params.execution_window = DAY - 1,
            "timelock.params.execution_window: 86399 s is less",
        ),
        (
            |p| p.route.timeout = 599,
            "route.timeout: 599 s is less than 600 s",
        ),
        (
            |p| p.route.timeout = 1_801,
            "route.timeout: 1801 s is more than 1800 s",
        ),
        (
            |p| p.route.return_timeout = 599,
            "route.return_timeout: 599 s is less than 600 s",
        ),
        (
            |p| p.route.return_timeout = 1_801,
            "route.return_timeout: 1801 s is more than 1800 s",
        ),
        (
            |p| p.voting.min_unbonding = 14 * DAY - 1,
            "voting.min_unbonding: 1209599 s is less than 1209600 s",
        ),
        // Longer windows than stake is bound for.
        (
            |p| p.timelock.params.bond_window = 90 * DAY,
            "voting.min_unbonding: 2419200 s must be more than the 9504000 s",
        ),
        (
            |p| p.timelock.params.execution_window = 90 * DAY,
            "voting.min_unbonding: 2419200 s must be more than the 9504000 s",
        ),
        (
            |p| p.timelock.params.critical.delay = 30 * DAY,
            "voting.min_unbonding: 2419200 s must be more than the 4320000 s",
        ),
    ]);
}

/// At their bounds all of these are good: together, as the contracts take it.
#[test]
fn g7_bounds_are_good_themselves() {
    let mut plan = sound();
    let outside = Uint128::new(10_000_000_000_000);
    plan.timelock.max_bond = outside;
    plan.timelock.params.critical.bond = outside;
    plan.timelock.params.sensitive.bond = 111_111_111u128.into();
    plan.dao.deposit = 111_111_111u128.into();
    plan.dao.quorum = dec("0.05");
    plan.timelock.spend_limits[0].routine = 455_555_555_000u128.into();
    plan.timelock.spend_limits[0].sensitive = 4_555_555_550_000u128.into();
    plan.dao.voting_period = 3 * DAY;
    plan.timelock.params.critical.delay = 5 * DAY;
    plan.timelock.params.bond_window = DAY;
    plan.timelock.params.execution_window = DAY;
    // The design's shortest tier: 3 + 1 + 1 + 5 + 1 days.
    plan.voting.min_unbonding = 14 * DAY;
    (plan.route.timeout, plan.route.return_timeout) = (600, 1_800);
    let policy = &mut plan.oracle[0].config.policy;
    policy.max_growth_hour = Some(dec("0.1"));
    policy.max_growth_day = Some(dec("0.5"));
    plan.reserve.storefront.duration = 10_800;
    assert_eq!(lines(plan.clone()), Vec::<String>::new());
    assert_eq!(contracts(plan.clone()), Vec::<String>::new());
    plan.dao.quorum = dec("0.5");
    (plan.route.timeout, plan.route.return_timeout) = (1_800, 600);
    plan.reserve.storefront.duration = 86_400;
    assert_eq!(lines(plan), Vec::<String>::new());
}

/// G4: stake is bound for longer than all that a decision may take, and each term of the sum counts.
#[test]
fn g4_stake_outlasts_what_it_decided() {
    let whole = "voting.min_unbonding: 2332800 s must be more than the 2332800 s that a decision may take: \
                 432000 s of voting (dao.voting_period), 86400 s to queue what passed (its not_after), \
                 604800 s to post the bond (timelock.params.bond_window), 604800 s of delay \
                 (timelock.params.critical.delay), 604800 s to execute (timelock.params.execution_window)";
    let mut plan = sound();
    plan.voting.min_unbonding = 27 * DAY;
    assert_eq!(lines(plan.clone()), [whole]);
    plan.voting.min_unbonding += 1;
    assert_eq!(lines(plan.clone()), Vec::<String>::new());
    // A second more of any term is too much.
    let terms: [Mutation; 4] = [
        |p| p.dao.voting_period += 1,
        |p| p.timelock.params.bond_window += 1,
        |p| p.timelock.params.critical.delay += 1,
        |p| p.timelock.params.execution_window += 1,
    ];
    for mutate in terms {
        let mut longer = plan.clone();
        mutate(&mut longer);
        let found = lines(longer);
        let wanted = "voting.min_unbonding: 2332801 s must be more than the 2332801 s";
        assert!(
            found.len() == 1 && found[0].starts_with(wanted),
            "{found:?}"
        );
    }
}

#[test]
fn g4_what_is_left_for_queueing() {
    let plan = sound();
    let decision = plan.decision_time();
    assert_eq!(decision.queue, QUEUE_ALLOWANCE);
    assert_eq!(decision.total(), 27 * DAY);
    // 26 days without queueing, and unbonding must be longer by a second.
    assert_eq!(decision.queue_slack(28 * DAY), Some(2 * DAY - 1));
    assert_eq!(decision.queue_slack(26 * DAY + 1), Some(0));
    assert_eq!(decision.queue_slack(26 * DAY), None);
    assert_eq!(decision.queue_slack(DAY), None);
    // On a test chain another vote's time is all.
    let mut params = plan.timelock.params;
    params.critical.delay = u64::MAX;
    let short = DecisionTime::new(60, &params);
    assert_eq!((short.queue, short.total()), (60, u64::MAX));
}
