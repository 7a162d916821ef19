//! The figures of a run.

use std::collections::BTreeMap;

use super::audit::{usd, Audit, Closing};
use super::story::Facts;

/// Prints them.
pub fn print(audit: &Audit, facts: Facts) {
    let mut blocks = BTreeMap::new();
    for closing in &audit.closings {
        *blocks.entry(closing.height).or_insert(0u64) += 1;
    }
    let a_block: Vec<u64> = blocks.values().copied().collect();
    println!(
        "{} liquidations in {} blocks",
        audit.closings.len(),
        blocks.len()
    );
    row("liquidations a block", &a_block);
    let (early, late): (Vec<&Closing>, Vec<&Closing>) = audit
        .closings
        .iter()
        .partition(|closing| closing.height <= facts.collapse);
    for (name, some) in [("before the collapse", early), ("after it", late)] {
        println!("{name}: {}", some.len());
        let blocks_since = |closing: &Closing, least: u64| {
            let since = audit.since(closing)?.max(least);
            Some(closing.height.saturating_sub(since))
        };
        let unhealthy: Vec<u64> = some.iter().filter_map(|c| blocks_since(c, 0)).collect();
        row("blocks since unhealthy", &unhealthy);
        if name == "after it" {
            let recovery = facts.recovery;
            let pays = some.iter().filter_map(|c| blocks_since(c, recovery));
            row(
                "blocks since unhealthy and QER recovered",
                &pays.collect::<Vec<_>>(),
            );
        }
        let gas: Vec<u64> = some.iter().map(|c| c.gas).collect();
        row("gas", &gas);
        let profits: Vec<i128> = some.iter().map(|c| profit(c)).collect();
        row("profit, cents", &profits);
    }
    let ahead: Vec<usize> = audit.ahead();
    row("healthier ones closed in an earlier block", &ahead);
    for (nth, rival) in audit.rivals.iter().enumerate() {
        let own: Vec<&Closing> = audit
            .closings
            .iter()
            .filter(|c| c.sender == *rival)
            .collect();
        let profit: i128 = own.iter().map(|c| profit(c)).sum();
        let repaid: u128 = own.iter().map(|c| c.repaid).sum();
        let failed = audit.failed.get(rival).cloned().unwrap_or_default();
        println!(
            "keeper {nth}: {} liquidations, repaid {}, profit {profit} cents; lost before sending {}, failed in a block {} \
             (gas {}), failed rounds {}",
            own.len(),
            usd(repaid),
            facts.lost.get(nth).copied().unwrap_or_default(),
            failed.len(),
            failed.iter().sum::<u64>(),
            facts.failed_rounds.get(nth).copied().unwrap_or_default(),
        );
    }
}

/// What a liquidation brought beyond what it repaid, gas not counted, hundredths of a dollar: a pending stablecoin counts
/// as one, ETH at its bid, QER that was not sold as nothing.
fn profit(closing: &Closing) -> i128 {
    let ether = cosmwasm_std::Uint128::new(closing.eth).mul_floor(closing.ether);
    // 18 digits of ETH, 6 of the stablecoin.
    let ether = ether.u128() / 1_000_000_000_000;
    let received = closing.returned + closing.stable + closing.pending + ether;
    let signed = |amount: u128| i128::try_from(amount).unwrap_or(i128::MAX);
    (signed(received) - signed(closing.repaid)) / 10_000
}

fn row<T: Ord + Copy + std::fmt::Display>(name: &str, figures: &[T]) {
    let mut sorted = figures.to_vec();
    sorted.sort_unstable();
    let at = |nth: usize| sorted.get(nth).map(ToString::to_string).unwrap_or_default();
    let (middle, last) = (sorted.len() / 2, sorted.len().saturating_sub(1));
    println!(
        "  {name}: least {}, median {}, most {}",
        at(0),
        at(middle),
        at(last)
    );
}
