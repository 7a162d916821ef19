//! The genesis: the team waits, rewards take years, and nobody is handed QER at once.

use crate::plan::findings::Findings;
use crate::plan::{Holder, Part, PlanFile, Problem};

/// Least cliff of a member, seconds: a year of 365 days.
pub const LEAST_CLIFF: u64 = 31_536_000;
/// Least duration of a member's vesting, seconds: four such years.
pub const LEAST_VESTING: u64 = 126_144_000;
/// Least time over which liquidity rewards are released, seconds: four such years.
pub const LEAST_RELEASE: u64 = 126_144_000;

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
    let emissions = plan.emissions.as_ref();
    if let Some(stream) = emissions.and_then(|emissions| emissions.liquidity.as_ref()) {
        let (seconds, least) = (stream.duration(), LEAST_RELEASE);
        f.require(seconds >= least, "emissions.liquidity.points", || {
            let why = "liquidity rewards are released over four years";
            Problem::TooShort {
                seconds,
                least,
                why,
            }
        });
    }
    if let Some(pool) = &plan.qer_pool {
        f.require(pool.factory.is_some(), "qer_pool.factory", || {
            let why = "a pair of a factory that nobody knows has no traders";
            Problem::NeededPublic { why }
        });
    }
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
