//! Positions that can be liquidated, what was written off, and the ETH that is for sale.

use std::fmt::Write;

use cosmwasm_std::Uint128;
use qerun_messages::reserve::Offer;

use super::row::row;
use crate::verify::Facts;
use qerun_display::{self as format, whole};

/// Adds the rows.
pub(super) fn render(text: &mut String, facts: &Facts) {
    liquidatable(text, facts);
    written_off(text, facts);
    for_sale(text, facts);
}

fn stable(facts: &Facts, amount: Uint128) -> String {
    let config = &facts.market.config;
    let amount = whole(amount, config.stable_decimals.into());
    format!("{} {}", format::number(amount, 2), config.stable_asset)
}

fn eth(facts: &Facts, amount: Uint128) -> String {
    let decimals = facts.reserve.config.config.eth_decimals;
    format!("{} ETH", format::eth(whole(amount, decimals.into())))
}

fn liquidatable(text: &mut String, facts: &Facts) {
    row(text, "unhealthy", |t| {
        let page = match &facts.market.liquidatable {
            Ok(page) => page,
            Err(reason) => {
                let reason = reason.lines().next().unwrap_or_default();
                return write!(t, "not known, the market says: {reason}");
            }
        };
        let Some(worst) = page.positions.first() else {
            return write!(t, "no position can be liquidated");
        };
        let (count, more) = (page.positions.len(), page.next.is_some());
        let more = if more { " or more" } else { "" };
        let (health, borrower) = (format::number(worst.health, 4), &worst.borrower);
        write!(
            t,
            "{count}{more} can be liquidated, the least healthy at {health}: {borrower}"
        )?;
        let refused = page.positions.iter().filter_map(|p| p.refused.as_ref());
        let count = refused.clone().count();
        match refused.into_iter().next() {
            Some(reason) => write!(t, "; {count} refused now: {reason}"),
            None => Ok(()),
        }
    });
}

fn written_off(text: &mut String, facts: &Facts) {
    let state = &facts.market.state;
    row(text, "deficit", |t| {
        if state.deficit.is_zero() {
            return write!(t, "none");
        }
        let (deficit, earmarked) = (stable(facts, state.deficit), eth(facts, state.earmarked));
        write!(t, "{deficit}, for which {earmarked} is set aside")
    });
    let sums = facts.market.write_offs.as_ref();
    let Some(sums) = sums.filter(|sums| !sums.debt.is_zero()) else {
        return;
    };
    row(text, "write-offs", |t| {
        write!(
            t,
            "{}: insurance {}, booked against ETH {}, suppliers {}; later {} more",
            stable(facts, sums.debt),
            stable(facts, sums.insurance),
            stable(facts, sums.booked),
            stable(facts, sums.suppliers),
            stable(facts, sums.recovered),
        )
    });
}

fn for_sale(text: &mut String, facts: &Facts) {
    let Some(storefront) = &facts.reserve.storefront else {
        return;
    };
    let offer = |t: &mut String, offer: &Offer, cost: String| {
        let (amount, price) = (eth(facts, offer.eth), format::price(offer.price));
        write!(t, "{amount} at {price} USD for {cost}")
    };
    row(text, "storefront", |t| match &storefront.deficit {
        Some(found) => offer(t, found, stable(facts, found.cost)),
        None => write!(t, "nothing for sale"),
    });
    row(text, "buyback", |t| match &storefront.buyback {
        Some(found) => {
            let decimals = facts.market.config.collateral_decimals;
            let cost = format::number(whole(found.cost, decimals.into()), 2);
            offer(t, found, format!("{cost} QER"))
        }
        None if facts.reserve.config.params.buyback_above.is_none() => write!(t, "off"),
        None => write!(t, "nothing for sale"),
    });
}
