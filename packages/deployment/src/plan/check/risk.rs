//! Figures of two contracts, or of one, that only make sense together.

use crate::plan::findings::Findings;
use crate::plan::{PlanFile, Problem};

/// Bonus and discount stay below what the other figures take for granted.
pub fn check(f: &mut Findings, plan: &PlanFile) {
    let (market, reserve) = (&plan.market, &plan.reserve);
    for (field, value, other, most, why) in [
        (
            "market.liquidation.min_bonus",
            market.liquidation.min_bonus,
            "market.max_liquidation_bonus",
            market.max_liquidation_bonus,
            "the bonus lies between the two",
        ),
        (
            "reserve.storefront.discount",
            reserve.storefront.discount,
            "market.stress.own_discount",
            market.stress.own_discount,
            "a sale would bring less than the market has booked for the ETH",
        ),
    ] {
        f.require(value <= most, field, || Problem::Above {
            value,
            other,
            most,
            why,
        });
    }
}
