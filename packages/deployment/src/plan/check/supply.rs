//! Who receives the supply.

use std::collections::BTreeSet;

use cosmwasm_std::Uint128;

use crate::plan::findings::Findings;
use crate::plan::{Allocation, Holder, Part, PlanFile, Problem};

/// Rows and members that add up, each row of somebody else or of another part.
pub fn check(f: &mut Findings, plan: &PlanFile) {
    let mut seen = BTreeSet::new();
    for (i, row) in plan.supply.iter().enumerate() {
        let at = format!("supply[{i}]");
        if let Holder::Account(account) = row.holder() {
            f.address(format!("{at}.to"), account, &plan.chain.home);
        }
        f.require(
            seen.insert((row.part, row.to.to_ascii_lowercase())),
            format!("{at}.to"),
            || Problem::Twice {
                name: row.to.clone(),
            },
        );
        part(f, &at, row);
        f.require(!row.amount.is_zero(), format!("{at}.amount"), || {
            Problem::Zero
        });
    }
    let parts = Part::ALL.iter().try_fold(Uint128::zero(), |sum, part| {
        sum.checked_add(plan.given_to(*part)?).ok()
    });
    f.require(parts == Some(plan.token.supply), "supply", || {
        Problem::Sum {
            parts: counted(parts),
            supply: plan.token.supply,
        }
    });
}

/// The team's part is in `team`, and the airdrop is the community's.
fn part(f: &mut Findings, at: &str, row: &Allocation) {
    let (field, part) = (format!("{at}.part"), row.part);
    f.require(part != Part::Team, field.as_str(), || Problem::NoRows {
        part,
        why: "what a member gets is in [[team]]",
    });
    let (community, wanted) = (part == Part::Community, Part::Community);
    f.require(community || row.holder() != Holder::Airdrop, field, || {
        let why = "the airdrop is the community's";
        Problem::OtherPart { part, wanted, why }
    });
}

/// A sum as text.
pub fn counted(sum: Option<Uint128>) -> String {
    sum.map_or_else(
        || "more than can be counted".to_owned(),
        |sum| sum.to_string(),
    )
}
