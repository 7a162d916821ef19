//! The airdrop: it gets what its list adds up to, and no more than is the community's. How long it lasts is bounded by the
//! contract, and further by `public`.

use crate::plan::findings::Findings;
use crate::plan::{PlanFile, Problem};

/// A well-formed root, and a total that is given.
pub fn check(f: &mut Findings, plan: &PlanFile) {
    let (airdrop, row) = match (&plan.airdrop, plan.airdrop_row()) {
        (None, None) => return,
        (None, Some((i, _))) => {
            f.add(format!("supply[{i}].to"), Problem::NoAirdrop);
            return;
        }
        (Some(airdrop), row) => (airdrop, row),
    };
    let bytes = airdrop.root.len();
    f.require(bytes == 32, "airdrop.root", || Problem::Root { bytes });
    let (total, at) = (airdrop.total, "airdrop.total");
    let given = row.map(|(_, row)| row.amount).unwrap_or_default();
    f.require(total == given, at, || Problem::NotGiven { total, given });
    let most = plan.community_part();
    f.require(total <= most, at, || {
        let (amount, why) = (total, "the airdrop is within the community's part");
        Problem::TooMuch { amount, most, why }
    });
}
