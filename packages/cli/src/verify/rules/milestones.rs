//! What governance has opened, for good: it is noted, and nothing happened before.

use crate::verify::{Audit, Facts};

pub fn check(audit: &mut Audit, facts: &Facts) {
    let (Some(borrowing), Some(buyback)) = (&facts.market.milestones, &facts.reserve.milestones)
    else {
        let text = "the market's or the reserve's code knows no milestones";
        audit.note("milestone", text.to_owned());
        return;
    };
    let (borrowing, buyback) = (borrowing.opened_at, buyback.opened_at);
    for (name, opened_at) in [("borrowing", borrowing), ("buyback", buyback)] {
        let to_come = opened_at.is_some_and(|at| at > facts.home.time);
        audit.must(!to_come, "milestone", || {
            let at = opened_at.unwrap_or_default();
            format!("{name} was opened at {at}, which is still to come")
        });
        if let Some(at) = opened_at {
            let text = format!("{name} has been open since {at}, for good");
            audit.note("milestone", text);
        }
    }
    let debt = facts.market.state.debt;
    audit.must(borrowing.is_some() || debt.is_zero(), "milestone", || {
        format!("{debt} stablecoins are owed, but borrowing was never opened")
    });
    let in_order = buyback.is_none_or(|at| borrowing.is_some_and(|before| before <= at));
    audit.must(in_order, "milestone", || {
        "buyback was opened before borrowing".to_owned()
    });
}
