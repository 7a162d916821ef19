//! The genesis: the team waits, rewards take years, and nobody is handed QER at once.

use cosmwasm_std::Uint128;

use crate::plan::findings::Findings;
use crate::plan::{Holder, Part, PlanFile, Problem, StreamPlan};

/// Least cliff of a member, seconds: a year of 365 days.
pub const LEAST_CLIFF: u64 = 31_536_000;
/// Least duration of a member's vesting, seconds: four such years.
pub const LEAST_VESTING: u64 = 126_144_000;
/// Least time over which rewards are released, seconds: four such years.
pub const LEAST_RELEASE: u64 = 126_144_000;
/// Within this time from its start a stream releases half of its total at most, seconds: a year.
pub const FIRST_HALF: u64 = 31_536_000;

pub fn check(f: &mut Findings, plan: &PlanFile) {
    for (i, member) in plan.team.iter().enumerate() {
        for (name, seconds, least, why) in [
            (
                "cliff",
                member.cliff,
                LEAST_CLIFF,
                "who leaves within a year gets nothing",
            ),
            (
                "duration",
                member.duration,
                LEAST_VESTING,
                "the team earns its part over four years",
            ),
        ] {
            f.require(seconds >= least, format!("team[{i}].{name}"), || {
                Problem::TooShort {
                    seconds,
                    least,
                    why,
                }
            });
        }
    }
    rows(f, plan);
    if let Some(emissions) = &plan.emissions {
        stream(f, plan, "emissions.lock", &emissions.lock);
        if let Some(liquidity) = &emissions.liquidity {
            stream(f, plan, "emissions.liquidity", liquidity);
        }
    }
    if let Some(pool) = &plan.qer_pool {
        f.require(pool.factory.is_some(), "qer_pool.factory", || {
            let why = "a pair of a factory that nobody knows has no traders";
            Problem::NeededPublic { why }
        });
    }
}

/// Rewards come out over years, not all in the first minutes of them, and to more than whoever is first.
fn stream(f: &mut Findings, plan: &PlanFile, at: &str, stream: &StreamPlan) {
    let (seconds, least) = (stream.duration(), LEAST_RELEASE);
    let points = format!("{at}.points");
    f.require(seconds >= least, &points, || {
        let why = "rewards are released over four years";
        Problem::TooShort {
            seconds,
            least,
            why,
        }
    });
    let year = stream.start_after.saturating_add(FIRST_HALF);
    // What cannot be computed the contract refuses in the dry run.
    let amount = stream.schedule(0).scheduled_floor(year).unwrap_or_default();
    let most = stream.total().multiply_ratio(1u128, 2u128);
    f.require(amount <= most, &points, || {
        let why = "in the first year at most half comes out";
        Problem::TooMuch { amount, most, why }
    });
    let (amount, least) = (stream.min_power, Uint128::one());
    let power = format!("{at}.min_power");
    f.require(amount >= least, &power, || {
        let why = "the first to stake would get all that came before";
        Problem::TooLittle { amount, least, why }
    });
    let most = plan.token.supply.multiply_ratio(1u128, 100u128);
    f.require(amount <= most, &power, || {
        let why = "with more than a hundredth of the supply rewards might never be released, and nothing changes it";
        Problem::TooMuch { amount, most, why }
    });
}

/// Nobody is given QER by name: it is claimed, released, vested, or spent by the DAO.
fn rows(f: &mut Findings, plan: &PlanFile) {
    for (i, row) in plan.supply.iter().enumerate() {
        let why = match (row.part, row.holder()) {
            (Part::Community, Holder::Account(_)) => {
                "the community's part is claimed, released or the DAO's to spend"
            }
            (Part::Treasury | Part::Liquidity, Holder::Account(_)) => {
                "it is the DAO's or released by a schedule"
            }
            _ => continue,
        };
        f.add(format!("supply[{i}].to"), Problem::NotPublic { why });
    }
}
