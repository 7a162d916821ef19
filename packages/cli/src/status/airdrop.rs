//! What was claimed of the airdrop, and what is left.

use std::fmt::Write;

use cosmwasm_std::Uint128;

use super::row::row;
use crate::verify::Facts;
use qerun_display::{self as format, whole};

/// Adds the row, if there is an airdrop.
pub(super) fn render(text: &mut String, facts: &Facts) {
    let Some(airdrop) = &facts.airdrop else {
        return;
    };
    let (config, totals, now) = (&airdrop.config, &airdrop.totals, facts.home.time);
    let qer = |amount: Uint128| {
        let decimals = facts.market.config.collateral_decimals;
        format::number(whole(amount, decimals.into()), 0)
    };
    row(text, "airdrop", |t| {
        let (claims, count) = (
            format::thousands(totals.claims.into()),
            format::thousands(config.count.into()),
        );
        let (claimed, total, left) = (qer(totals.claimed), qer(totals.total), qer(totals.left));
        write!(
            t,
            "{claims} of {count} accounts have claimed {claimed} of {total} QER; "
        )?;
        if let Some(opens) = config.start.checked_sub(now).filter(|left| *left > 0) {
            write!(t, "claims begin in {opens} s")
        } else if let Some(open) = config.end.checked_sub(now).filter(|left| *left > 0) {
            write!(t, "{left} QER are left, to be claimed for {open} s")
        } else if totals.left.is_zero() {
            let returned = qer(totals.returned);
            write!(t, "ended, {returned} QER went to the treasury")
        } else {
            write!(t, "ended, {left} QER wait for `return_rest`")
        }
    });
}
