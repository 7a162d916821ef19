//! Liquidation, and the sale of the protocol's ETH.

use crate::plan::findings::Findings;
use crate::plan::{PlanFile, Problem};

/// Bounds of the time in which the storefront's price falls, seconds: 3 hours to a day. The contract takes 1 hour to
/// 7 days.
const FALL: (u64, u64) = (10_800, 86_400);

pub fn check(f: &mut Findings, plan: &PlanFile) {
    let storefront = &plan.reserve.storefront;
    let (seconds, (least, most)) = (storefront.duration, FALL);
    let at = "reserve.storefront.duration";
    f.require(seconds >= least, at, || Problem::TooShort {
        seconds,
        least,
        why: "buyers who come in time bid against each other, late ones get the discount",
    });
    f.require(seconds <= most, at, || Problem::TooLong {
        seconds,
        most,
        why: "a deficit stays open so long",
    });
    f.require(
        !storefront.premium.is_zero(),
        "reserve.storefront.premium",
        || {
            let why = "a sale that begins above the price, so that the market finds it";
            Problem::NeededPublic { why }
        },
    );
    f.require(
        plan.reserve.buyback_above.is_none(),
        "reserve.buyback_above",
        || {
            let why = "governance switches it on, when it has made the reserve a burner of QER";
            Problem::NotPublic { why }
        },
    );
}
