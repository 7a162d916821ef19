//! Tables of holders, decisions and unbonding stake.

use cosmwasm_std::Decimal;

use super::model::{DecisionRow, Governance, HolderRow};
use crate::report::tables::{head, Table};
use qerun_display::{number, or_dash, percent};

/// Holders with their stakes by tier.
pub fn holders(governance: &Governance) -> Table {
    Table {
        head: head(&[
            "Staker",
            "Tier (days x weight)",
            "Staked QER",
            "Power",
            "Of all power",
            "Reputation",
            "Perk since",
        ]),
        rows: governance
            .holders
            .iter()
            .map(|holder| {
                vec![
                    holder.name.clone(),
                    tiers(governance, holder),
                    number(holder.staked, 0),
                    number(holder.power, 0),
                    percent(holder.share, 1),
                    number(holder.reputation, 0),
                    or_dash(holder.perk_since.clone(), |day| day),
                ]
            })
            .collect(),
    }
}

/// The tiers that a holder is in: `730 x 4`.
fn tiers(governance: &Governance, holder: &HolderRow) -> String {
    let used = holder.stakes.iter().zip(&governance.tiers);
    let names: Vec<String> = used
        .filter(|(stake, _)| !stake.is_zero())
        .map(|(_, tier)| format!("{} x {}", tier.days, tier.multiplier))
        .collect();
    match names.is_empty() {
        true => "-".to_owned(),
        false => names.join(", "),
    }
}

/// Every decision with its operation, if it has one yet.
pub fn operations(governance: &Governance) -> Table {
    Table {
        head: head(&[
            "Decision", "Class", "Bond QER", "Queued", "Ready", "Ended", "Outcome",
        ]),
        rows: governance.decisions.iter().map(operation).collect(),
    }
}

fn operation(row: &DecisionRow) -> Vec<String> {
    let bond = (!row.bond.is_zero()).then_some(row.bond);
    vec![
        row.what.clone(),
        or_dash(row.class.clone(), |class| class),
        or_dash(bond, |bond| number(bond, 0)),
        or_dash(row.queued.clone(), |day| day),
        or_dash(row.ready.clone(), |day| day),
        or_dash(row.ended.clone(), |day| day),
        row.outcome.clone(),
    ]
}

/// The votes on each proposal.
pub fn votes(governance: &Governance) -> Table {
    Table {
        head: head(&[
            "Vote",
            "Proposed by",
            "On",
            "Power for",
            "Against",
            "Turnout",
        ]),
        rows: governance
            .decisions
            .iter()
            .map(|row| {
                vec![
                    row.what.clone(),
                    row.proposer.clone(),
                    row.proposed.clone(),
                    number(row.yes, 0),
                    number(row.no, 0),
                    percent(row.turnout, 1),
                ]
            })
            .collect(),
    }
}

/// Rates before and after the change, in the block of the change.
pub fn rates(governance: &Governance) -> Option<Table> {
    let change = governance.rate_change.as_ref()?;
    let row = |name: &str, before: Decimal, after: Decimal| {
        vec![name.to_owned(), percent(before, 3), percent(after, 3)]
    };
    Some(Table {
        head: vec![
            format!(
                "{}, utilisation {}",
                change.date,
                percent(change.utilisation, 1)
            ),
            "Before".to_owned(),
            "After".to_owned(),
        ],
        rows: vec![
            row(
                "Lower slope of the curve",
                change.slope_before,
                change.slope_after,
            ),
            row(
                "Borrowers pay a year",
                change.borrow_before,
                change.borrow_after,
            ),
            row(
                "Suppliers earn a year",
                change.supply_before,
                change.supply_after,
            ),
        ],
    })
}

/// Stake that is unbonding or was claimed.
pub fn unbonding(governance: &Governance) -> Table {
    Table {
        head: head(&["Unbonding", "QER", "Unstaked", "Matures", "Claimed"]),
        rows: governance
            .unbonding
            .iter()
            .map(|row| {
                vec![
                    row.holder.clone(),
                    number(row.amount, 0),
                    row.since.clone(),
                    row.matures.clone(),
                    or_dash(row.claimed.clone(), |day| day),
                ]
            })
            .collect(),
    }
}
