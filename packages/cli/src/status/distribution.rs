//! One table of all QER that comes out over time: what is out, what was paid of it, and what is still to come.

use std::fmt::Write;

use cosmwasm_std::Uint128;

use crate::verify::{Facts, VestingFacts};
use qerun_display::{self as format, whole};

/// What the columns say. What is out was paid, is due, or is withheld.
const COLUMNS: [&str; 6] = ["total", "out", "paid", "due", "withheld", "to come"];

/// A line of the table, smallest units.
#[derive(Default)]
struct Line {
    name: String,
    /// All that there will ever be.
    total: Uint128,
    /// Released by a schedule, vested, or open to be claimed, by now.
    out: Uint128,
    paid: Uint128,
    due: Uint128,
    /// The part of what is out that went or goes to the treasury.
    withheld: Uint128,
    /// Worth a word besides.
    remark: &'static str,
}

/// Adds the table, if anything comes out over time, and what is locked meanwhile.
pub(super) fn render(text: &mut String, facts: &Facts) {
    let mut lines = streams(facts);
    lines.extend(facts.vesting.iter().map(|found| member(facts, found)));
    lines.extend(airdrop(facts));
    if lines.is_empty() {
        return;
    }
    let all = lines.iter().fold(Line::default(), |all, line| Line {
        name: "all".to_owned(),
        total: all.total.saturating_add(line.total),
        out: all.out.saturating_add(line.out),
        paid: all.paid.saturating_add(line.paid),
        due: all.due.saturating_add(line.due),
        withheld: all.withheld.saturating_add(line.withheld),
        remark: "",
    });
    lines.push(all);
    // Writing to a string cannot fail.
    let _ = write!(text, "{:<24}", "distribution, QER");
    for column in COLUMNS {
        let _ = write!(text, "{column:>14}");
    }
    text.push('\n');
    let qer = |amount: Uint128| {
        let decimals = facts.market.config.collateral_decimals;
        format::number(whole(amount, decimals.into()), 0)
    };
    for line in lines {
        let _ = write!(text, "  {:<22}", line.name);
        let to_come = line.total.saturating_sub(line.out);
        for amount in [
            line.total,
            line.out,
            line.paid,
            line.due,
            line.withheld,
            to_come,
        ] {
            let _ = write!(text, "{:>14}", qer(amount));
        }
        let _ = writeln!(text, "{}", line.remark);
    }
    locked(text, facts, qer(facts.voting.staked));
}

fn streams(facts: &Facts) -> Vec<Line> {
    let streams = facts.emissions.iter().flat_map(|found| &found.streams);
    let lines = streams.map(|stream| Line {
        name: format!("{} rewards", stream.id),
        total: stream.total,
        out: stream.scheduled,
        paid: stream.released,
        due: stream.due,
        withheld: stream.withheld,
        remark: "",
    });
    lines.collect()
}

/// After a cancellation the rest is the treasury's: nothing more comes.
fn member(facts: &Facts, found: &VestingFacts) -> Line {
    let contract = facts.contract(found.role);
    let label = contract.map(|contract| contract.info.label.as_str());
    let name = label.and_then(|label| label.split(' ').nth(1));
    let (total, cancelled) = (found.promised_total(), found.is_cancelled());
    Line {
        name: name.unwrap_or("vesting").to_owned(),
        total,
        out: if cancelled { total } else { found.vested },
        paid: found.vest.claimed,
        due: found.distributable,
        withheld: if cancelled {
            total.saturating_sub(found.total)
        } else {
            Uint128::zero()
        },
        remark: if cancelled { "  cancelled" } else { "" },
    }
}

/// From its start on all of it is out, and from its end on what is left is the treasury's.
fn airdrop(facts: &Facts) -> Option<Line> {
    let found = facts.airdrop.as_ref()?;
    let (config, totals, now) = (&found.config, &found.totals, facts.home.time);
    let (begun, over) = (now >= config.start, now >= config.end);
    let nothing = Uint128::zero();
    Some(Line {
        name: "airdrop".to_owned(),
        total: totals.total,
        out: if begun { totals.total } else { nothing },
        paid: totals.claimed,
        due: if begun && !over { totals.left } else { nothing },
        withheld: if over {
            totals.returned.saturating_add(totals.left)
        } else {
            totals.returned
        },
        remark: "",
    })
}

/// Stakes that the streams are paid to.
fn locked(text: &mut String, facts: &Facts, staked: String) {
    let _ = write!(text, "  locked: {staked} QER in voting");
    if let Some(found) = &facts.liquidity {
        let supply = found.pair.as_ref().map(|pair| pair.lp_supply);
        let supply = supply.unwrap_or_default();
        let staked = found.voting.staked;
        let _ = write!(
            text,
            ", {staked} of {supply} units of the LP token for liquidity rewards"
        );
    }
    text.push('\n');
}
