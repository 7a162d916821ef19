//! The parts' shares, and that each part's rows are all of it.

use cosmwasm_std::Decimal;

use super::supply::counted;
use crate::plan::findings::Findings;
use crate::plan::{Part, PlanFile, Problem};

/// The community has more than this.
const HALF: Decimal = Decimal::percent(50);

/// Shares that add up to 1, the majority for the community, and rows that add up to each share exactly.
pub fn check(f: &mut Findings, plan: &PlanFile) {
    let shares = &plan.shares;
    let sum = Part::ALL.iter().try_fold(Decimal::zero(), |sum, part| {
        sum.checked_add(shares.of(*part)).ok()
    });
    f.require(sum == Some(Decimal::one()), "shares", || Problem::Shares {
        sum: sum.map_or_else(|| "more than 1".to_owned(), |sum| sum.to_string()),
    });
    let (share, most) = (shares.community, HALF);
    f.require(share > most, "shares.community", || Problem::NoMajority {
        share,
        most,
        why: "the community has the majority of the supply",
    });
    for part in Part::ALL {
        let field = format!("shares.{part}");
        let Some(wanted) = plan.share_of(part) else {
            let (share, supply) = (shares.of(part), plan.token.supply);
            f.add(field, Problem::Fraction { share, supply });
            continue;
        };
        let given = plan.given_to(part);
        f.require(given == Some(wanted), field, || Problem::PartSum {
            rows: match part {
                Part::Team => "members",
                _ => "rows of supply",
            },
            given: counted(given),
            wanted,
        });
    }
}
