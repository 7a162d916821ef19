//! Sentences about liquidations and losses, for the terminal and the page.

use cosmwasm_std::{Decimal, SignedDecimal};

use super::model::{CrashRow, Losses, SaleKind};
use qerun_display::{eth, number, percent, signed};

/// The lines of the summary, each with its label.
pub fn lines(losses: &Losses, token: &str) -> Vec<(&'static str, String)> {
    let mut lines = vec![("Liquidated", liquidated(losses))];
    if let Some(words) = crash(losses, token) {
        lines.push(("Crash", words));
    }
    if !losses.written_off.debt.is_zero() {
        lines.push(("Written off", written_off(losses)));
    }
    if !losses.sales.is_empty() {
        lines.push(("ETH sold", sales(losses, token)));
    }
    lines
}

/// How often and at what bonus.
fn liquidated(losses: &Losses) -> String {
    let all = &losses.liquidations;
    if all.is_empty() {
        return "nobody".to_owned();
    }
    let bonus: SignedDecimal = all.iter().map(|row| row.bonus_usd).sum();
    let profit: SignedDecimal = losses.keepers.iter().map(|row| row.profit_usd).sum();
    let repaid = all.iter().map(|row| row.repaid).sum();
    format!(
        "{} times: repaid {} USDC, bonus {} USD; keepers' profit net of price impact {}",
        all.len(),
        number(repaid, 0),
        signed(bonus, 0),
        signed(profit, 0)
    )
}

/// The crash and what was there before it.
pub fn crash(losses: &Losses, token: &str) -> Option<String> {
    let crash = losses.crash.as_ref()?;
    let before = losses.share_price_before.unwrap_or_default();
    Some(format!(
        "{}: {}; price of a supply share {} -> {}",
        crash.date,
        falls(crash, token),
        number(before, 4),
        number(losses.share_price, 4)
    ))
}

/// By how much the prices fell.
pub fn falls(crash: &CrashRow, token: &str) -> String {
    format!(
        "{token} -{} and ETH -{} in an hour",
        percent(crash.qer_fall, 0),
        percent(crash.eth_fall, 0)
    )
}

/// What each tranche paid.
fn written_off(losses: &Losses) -> String {
    let sums = &losses.written_off;
    format!(
        "{} USDC: insurance {}, own ETH {} (deficit now {}), suppliers {}",
        number(sums.debt, 0),
        number(sums.insurance, 0),
        number(sums.earmarked, 0),
        number(losses.deficit, 0),
        number(sums.suppliers, 0)
    )
}

/// What the reserve sold.
fn sales(losses: &Losses, token: &str) -> String {
    let sums = |kind: SaleKind| {
        let of = losses.sales.iter().filter(move |row| row.kind == kind);
        let sold: Decimal = of.clone().map(|row| row.eth).sum();
        let paid: Decimal = of.map(|row| row.paid).sum();
        (!sold.is_zero()).then(|| (eth(sold), number(paid, places(paid))))
    };
    let storefront = sums(SaleKind::Storefront).map(|(sold, brought)| {
        let beyond = number(losses.written_off.recovered, 0);
        format!("storefront {sold} for {brought} USDC, {beyond} beyond the booked value")
    });
    let buyback = sums(SaleKind::Buyback)
        .map(|(sold, burned)| format!("buyback {sold} for {burned} {token}"));
    let parts: Vec<String> = [storefront, buyback].into_iter().flatten().collect();
    parts.join("; ")
}

/// Decimal places of an amount: a dear token that stands in for QER is paid in small ones.
fn places(amount: Decimal) -> u32 {
    match amount < Decimal::percent(10_000) {
        true => 3,
        false => 0,
    }
}
