//! Facts as lines of text. Pure.

use std::fmt::Write;

use cosmwasm_std::{Decimal, Uint128};
use qerun_messages::reserve::OrderStatus;
use qerun_messages::timelock::{Stage, Status};

use super::row::row;
use super::{airdrop, distribution, losses, milestones};
use crate::verify::Facts;
use qerun_deployment::plan::active_stake;
use qerun_deployment::Contract;
use qerun_display::{self as format, whole};

/// The text of `qerun status`.
#[must_use]
pub fn render(facts: &Facts) -> String {
    let mut text = String::new();
    let (home, dex) = (&facts.home, &facts.dex);
    row(&mut text, "chains", |t| {
        write!(
            t,
            "{} at {}, {} at {}",
            home.chain_id, home.height, dex.chain_id, dex.height
        )
    });
    milestones::render(&mut text, facts);
    prices(&mut text, facts);
    market(&mut text, facts);
    losses::render(&mut text, facts);
    reserve(&mut text, facts);
    governance(&mut text, facts);
    pauses(&mut text, facts);
    distribution::render(&mut text, facts);
    text
}

fn prices(text: &mut String, facts: &Facts) {
    if facts.oracle.prices.is_empty() {
        row(text, "price", |t| write!(t, "none published yet"));
    }
    for price in &facts.oracle.prices {
        let (record, now) = (&price.record, facts.home.time);
        let state = match now > record.expires {
            true => "expired".to_owned(),
            false => record.status.to_string(),
        };
        row(text, "price", |t| {
            let (mid, bid) = (format::price(record.mid), format::price(record.bid));
            write!(t, "{} {mid} USD, bid {bid}", price.asset)?;
            if let Some(depth) = record.depth {
                write!(t, ", depth {}", format::number(depth, 0))?;
            }
            write!(t, ", {state}, {} s old", now.saturating_sub(record.as_of))?;
            match record.grace_ends.checked_sub(now).filter(|left| *left > 0) {
                Some(left) => write!(t, ", nobody is liquidated for {left} s"),
                None => Ok(()),
            }
        });
    }
    for asset in &facts.oracle.assets {
        let left = asset
            .revertible_until
            .and_then(|until| until.checked_sub(facts.home.time));
        if let Some(left) = left {
            row(text, "revert", |t| {
                let asset = &asset.asset;
                write!(
                    t,
                    "for {left} s the guardian may put back the sources of {asset} before the last change"
                )
            });
        }
    }
}

fn market(text: &mut String, facts: &Facts) {
    let (market, state) = (&facts.market, &facts.market.state);
    let stable = |amount: Uint128| {
        let amount = whole(amount, market.config.stable_decimals.into());
        format!(
            "{} {}",
            format::number(amount, 2),
            market.config.stable_asset
        )
    };
    let percent = |share: Decimal| format::percent(share, 2);
    row(text, "lending", |t| {
        write!(
            t,
            "supplied {}, debt {}, cash {}, utilisation {}",
            stable(state.supplied),
            stable(state.debt),
            stable(state.cash),
            percent(state.utilisation)
        )
    });
    row(text, "rates", |t| {
        let (borrow, supply) = (percent(state.borrow_rate), percent(state.supply_rate));
        write!(t, "borrowers pay {borrow}, suppliers earn {supply} a year")
    });
    row(text, "insurance", |t| {
        write!(t, "{}", stable(state.insurance))
    });
    row(text, "positions", |t| {
        let pledged = whole(state.collateral, market.config.collateral_decimals.into());
        let pledged = format::number(pledged, 0);
        write!(
            t,
            "{}, pledged {pledged} QER; suppliers {}",
            market.positions, market.suppliers
        )
    });
    row(text, "batch", |t| {
        let open = state.batch.user_in.saturating_add(state.batch.protocol_in);
        write!(t, "{} is open with {}", state.batch.id, stable(open))
    });
}

fn reserve(text: &mut String, facts: &Facts) {
    let (reserve, backing) = (&facts.reserve, &facts.reserve.backing);
    let config = &reserve.config.config;
    let eth = |amount| format::eth(whole(amount, config.eth_decimals.into()));
    let stable = |amount| format::number(whole(amount, config.stable_decimals.into()), 2);
    row(text, "backing", |t| {
        let (claimed, own) = (eth(backing.encumbered), eth(backing.unencumbered));
        write!(
            t,
            "{claimed} ETH for claims, {own} ETH of the protocol's own"
        )
    });
    row(text, "purchases", |t| {
        write!(
            t,
            "{} in flight in {} orders, {} waiting, {} orders in all, ",
            stable(backing.in_flight),
            backing.open_orders,
            stable(backing.waiting),
            reserve.orders,
        )?;
        match &facts.outpost {
            Some(outpost) => write!(t, "{} ETH held by the outpost", eth(outpost.held)),
            None => write!(t, "by Skip"),
        }
    });
    for open in &reserve.open_orders {
        let order = &open.order;
        let status = match order.status {
            OrderStatus::Pending => "pending",
            OrderStatus::Sent => "sent",
            OrderStatus::Returning => "returning",
            OrderStatus::Settled => "settled",
            OrderStatus::Refunded => "refunded",
            OrderStatus::Lost => "lost",
        };
        row(text, "order", |t| {
            let left = order.deadline.saturating_sub(facts.home.time);
            write!(
                t,
                "{} of batch {}: {} for at least {} ETH, {status}, times out in {left} s",
                open.order_id,
                order.batch_id,
                stable(order.amount),
                eth(order.min_out)
            )
        });
    }
}

fn governance(text: &mut String, facts: &Facts) {
    let (timelock, voting) = (&facts.timelock, &facts.voting);
    let qer = |amount| {
        let decimals = facts.market.config.collateral_decimals;
        format::number(whole(amount, decimals.into()), 0)
    };
    row(text, "stake", |t| {
        let (staked, power) = (qer(voting.staked), qer(voting.power));
        write!(
            t,
            "{staked} QER of {} stakers, power {power}",
            voting.stakers
        )?;
        match &voting.threshold {
            Some(threshold) => {
                let needed = active_stake(threshold, facts.token.supply.total);
                write!(t, "; proposals from {} QER on", qer(needed))
            }
            None => Ok(()),
        }
    });
    row(text, "treasury", |t| {
        let [_, _, held] = facts.treasury;
        write!(t, "{} QER at {}", qer(held), facts.at(Contract::Timelock))
    });
    airdrop::render(text, facts);
    row(text, "stage", |t| {
        let stage = match timelock.stage.stage {
            Stage::Bootstrap => "bootstrap",
            Stage::Shared => "shared",
            Stage::Community => "community",
        };
        write!(t, "{stage}")?;
        match timelock.stage.next_at {
            Some(at) => {
                let left = at.saturating_sub(facts.home.time);
                write!(t, ", the next one in {left} s at the latest")
            }
            None => Ok(()),
        }
    });
    row(text, "operations", |t| match timelock.waiting.len() {
        0 => write!(t, "none waits"),
        open => write!(t, "{open} wait"),
    });
    for open in &timelock.waiting {
        let operation = &open.operation;
        let status = match open.status {
            Status::AwaitingBond => "awaits its bond".to_owned(),
            Status::Ready => "can be executed".to_owned(),
            _ => {
                let ready = operation.ready_at.unwrap_or_default();
                format!(
                    "can be executed in {} s",
                    ready.saturating_sub(facts.home.time)
                )
            }
        };
        row(text, "operation", |t| {
            write!(
                t,
                "{} ({:?}) {status}: {}",
                open.id, operation.class, operation.text
            )
        });
    }
}

fn pauses(text: &mut String, facts: &Facts) {
    let now = facts.home.time;
    let market = &facts.market.pauses;
    let mut running: Vec<String> = [
        ("supply", market.supply),
        ("borrow", market.borrow),
        ("withdrawal under debt", market.withdraw_collateral),
        ("purchases", facts.reserve.config.paused_until),
        ("staking", facts.voting.settings.paused_until),
    ]
    .into_iter()
    .filter(|(_, until)| *until > now)
    .map(|(what, until)| format!("{what} for {} s", until.saturating_sub(now)))
    .collect();
    let halted = facts.oracle.assets.iter().filter(|asset| asset.halted);
    running.extend(halted.map(|asset| format!("the price of {}", asset.asset)));
    row(text, "paused", |t| match running.is_empty() {
        true => write!(t, "nothing"),
        false => write!(t, "{}", running.join(", ")),
    });
}
