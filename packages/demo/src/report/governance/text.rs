//! Sentences about governance, for the terminal and the page.

use super::model::{Governance, Raid};
use qerun_display::{eth, number, percent};

/// The lines under the tables, each with its label.
pub fn lines(governance: &Governance, days: usize) -> Vec<(&'static str, String)> {
    [
        ("Rate change", rates(governance)),
        ("Raid", governance.raid.as_ref().map(raid)),
        ("Unbonding", unbonding(governance)),
        ("Too short", missed(governance, days)),
    ]
    .into_iter()
    .filter_map(|(name, words)| Some((name, words?)))
    .collect()
}

/// The outcome of the raid.
pub fn raid(raid: &Raid) -> String {
    let got = match raid.raider_eth.is_zero() {
        true => "nothing".to_owned(),
        false => eth(raid.raider_eth),
    };
    let mut words = format!("aimed at {} ETH, got {got}", eth(raid.aimed_at_eth));
    if !raid.forfeited.is_zero() {
        words += &format!(", lost {} QER of bond", number(raid.forfeited, 0));
    }
    if let Some(date) = &raid.tried {
        words += &format!("; executing it {date} was refused");
    }
    words
}

/// What the rate change did to the interest.
fn rates(governance: &Governance) -> Option<String> {
    let change = governance.rate_change.as_ref()?;
    Some(format!(
        "at {} utilisation borrowers paid {} a year before {} and {} after",
        percent(change.utilisation, 1),
        percent(change.borrow_before, 2),
        change.date,
        percent(change.borrow_after, 2)
    ))
}

/// The first stake that was unstaked.
fn unbonding(governance: &Governance) -> Option<String> {
    let one = governance.unbonding.first()?;
    let end = match &one.claimed {
        Some(date) => format!("claimed {date}"),
        None => format!("can be claimed {}", one.matures),
    };
    Some(format!(
        "{} QER of {}'s, unstaked {}, {end}",
        number(one.amount, 0),
        one.holder,
        one.since
    ))
}

/// What the run was too short for.
pub fn missed(governance: &Governance, days: usize) -> Option<String> {
    let missed = &governance.missed;
    (!missed.is_empty()).then(|| format!("{days} days were too few for {}", missed.join(", ")))
}
