//! Delays, votes, unbonding, packets: people need time, and money should not be long under way.

use qerun_messages::timelock::{Class, RECOMMENDED_FLOORS};

use crate::plan::findings::Findings;
use crate::plan::{PlanFile, Problem};

/// Least voting period, seconds: 3 days, so that nobody is outvoted over a weekend.
const VOTING_PERIOD: u64 = 259_200;
/// Least time before anything can pass, seconds: a day.
const MIN_VOTING_PERIOD: u64 = 86_400;
/// Least unbonding, seconds: 14 days, the design's shortest tier.
const UNBONDING: u64 = 1_209_600;
/// Least windows for a bond and for an execution, seconds: a day, as a sponsor may be asleep.
const WINDOW: u64 = 86_400;
/// Bounds of a packet's timeout, seconds: 10 to 30 minutes, so that a slow relayer makes it and money
/// is not long under way.
const PACKET_TIMEOUT: (u64, u64) = (600, 1_800);

/// Bounds of the time to claim, seconds: 90 days, so that everyone hears of it, to two years of 365 days, in which the
/// treasury waits for the rest.
const CLAIMING: (u64, u64) = (7_776_000, 63_072_000);

pub fn check(f: &mut Findings, plan: &PlanFile) {
    claiming(f, plan);
    let params = &plan.timelock.params;
    let [routine, sensitive, critical] = RECOMMENDED_FLOORS;
    let design = "the design's floor of a delay";
    let window = "people need a day to act";
    let packet = "a packet needs 10 to 30 minutes";
    let (least, most) = PACKET_TIMEOUT;
    let floor = |class| params.of(class).floor;
    for (field, seconds, least, why) in [
        (
            "timelock.params.routine.floor",
            floor(Class::Routine),
            routine,
            design,
        ),
        (
            "timelock.params.sensitive.floor",
            floor(Class::Sensitive),
            sensitive,
            design,
        ),
        (
            "timelock.params.critical.floor",
            floor(Class::Critical),
            critical,
            design,
        ),
        (
            "timelock.params.bond_window",
            params.bond_window,
            WINDOW,
            window,
        ),
        (
            "timelock.params.execution_window",
            params.execution_window,
            WINDOW,
            window,
        ),
        (
            "dao.voting_period",
            plan.dao.voting_period,
            VOTING_PERIOD,
            "people must have time to vote",
        ),
        (
            "dao.min_voting_period",
            plan.dao.min_voting_period,
            MIN_VOTING_PERIOD,
            "people must have time to object",
        ),
        (
            "voting.min_unbonding",
            plan.voting.min_unbonding,
            UNBONDING,
            "votes must bear what they decide",
        ),
        ("route.timeout", plan.route.timeout, least, packet),
        (
            "route.return_timeout",
            plan.route.return_timeout,
            least,
            packet,
        ),
    ] {
        f.require(seconds >= least, field, || Problem::TooShort {
            seconds,
            least,
            why,
        });
    }
    for (field, seconds) in [
        ("route.timeout", plan.route.timeout),
        ("route.return_timeout", plan.route.return_timeout),
    ] {
        let why = packet;
        f.require(seconds <= most, field, || Problem::TooLong {
            seconds,
            most,
            why,
        });
    }
}

fn claiming(f: &mut Findings, plan: &PlanFile) {
    let Some(airdrop) = &plan.airdrop else {
        return;
    };
    let (seconds, (least, most), at) = (airdrop.duration, CLAIMING, "airdrop.duration");
    f.require(seconds >= least, at, || Problem::TooShort {
        seconds,
        least,
        why: "everyone must have time to hear of it",
    });
    f.require(seconds <= most, at, || Problem::TooLong {
        seconds,
        most,
        why: "the treasury waits for the rest",
    });
}
