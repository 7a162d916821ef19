//! A purchase, and the balances that are expected in each of its states. They are computed from what was sent, not queried
//! from the contracts.

use anyhow::{Context, Result};
use qerun_messages::market;
use qerun_messages::outpost::ReturnStatus;
use qerun_messages::reserve::{ExecuteMsg, OrderStatus};

use super::balances::{ensure_equal, Balances};
use crate::net::{attribute, until, within, Net, Person};
use crate::ops::dex_pair;

/// An order that was sent.
#[derive(Clone, Copy, Debug)]
pub struct Purchase {
    pub order: u64,
    /// The batch that it buys for; each is one order here.
    pub batch: u64,
    /// Stablecoins sent.
    pub stable: u128,
    /// The borrowers' part of them.
    pub users: u128,
    /// The borrower's own part.
    pub claim: u128,
    /// ETH that the pair will return for it, as the pair simulated before.
    pub eth: u128,
    /// The balances once it was sent.
    pub sent_balances: Balances,
}

/// A borrow that makes the batch due: half is paid out, the other half less 5 % is the borrower's claim. Checks
/// what was paid out.
pub fn borrow(net: &Net, who: &Person, amount: u128) -> Result<Purchase> {
    let before = Balances::of(net)?;
    let had = net.home.has(who.at_home(), &net.plan.stable_home())?;
    let paid_out = amount / 2;
    let half = amount - paid_out;
    let claim = half - half / 20;
    let stable = before.batch_user_in + before.batch_protocol_in + half;
    let eth = simulated(net, stable)?;

    let sent = net
        .borrow(who, amount)
        .with_context(|| format!("{} borrows", who.name))?;
    let has = net.home.has(who.at_home(), &net.plan.stable_home())?;
    ensure_equal("what the borrower was paid out", has, had + paid_out)?;
    let of = |key| attribute(&sent, "wasm-qerun-reserve/order_sent", key);
    ensure_equal("the order", of("amount")?.parse()?, stable)?;
    Ok(Purchase {
        order: of("order_id")?.parse()?,
        batch: of("batch_id")?.parse()?,
        stable,
        users: before.batch_user_in + claim,
        claim,
        eth,
        sent_balances: Balances {
            market_stable: before.market_stable - paid_out - stable,
            batch_user_in: 0,
            batch_protocol_in: 0,
            in_flight: before.in_flight + stable,
            open_orders: before.open_orders + 1,
            open_batches: before.open_batches + 1,
            supply_stable: before.supply_stable - stable,
            ..before
        },
    })
}

/// Hands the open batch over as soon as it is due by age. It must be one borrower's.
pub fn sent_by_flush(net: &Net, who: &Person) -> Result<Purchase> {
    let opened_at = net.market()?.batch.opened_at;
    let due = opened_at + net.plan.market.batch.max_age;
    within(180, "the batch is due", || Ok(net.home.time()? > due))?;
    let before = Balances::of(net)?;
    let stable = before.batch_user_in + before.batch_protocol_in;
    let eth = simulated(net, stable)?;
    let sent = net.on_market(who, &market::ExecuteMsg::Flush {}, 0)?;
    let of = |key| attribute(&sent, "wasm-qerun-reserve/order_sent", key);
    ensure_equal("the order", of("amount")?.parse()?, stable)?;
    let purchase = Purchase {
        order: of("order_id")?.parse()?,
        batch: of("batch_id")?.parse()?,
        stable,
        users: before.batch_user_in,
        claim: before.batch_user_in,
        eth,
        sent_balances: Balances {
            market_stable: before.market_stable - stable,
            batch_user_in: 0,
            batch_protocol_in: 0,
            in_flight: before.in_flight + stable,
            open_orders: before.open_orders + 1,
            open_batches: before.open_batches + 1,
            supply_stable: before.supply_stable - stable,
            ..before
        },
    };
    purchase.sent_balances.ensure_now(net, "flushed")?;
    Ok(purchase)
}

/// ETH that the pair returns for an amount of stablecoins now.
pub fn simulated(net: &Net, stable: u128) -> Result<u128> {
    let pair = dex_pair(net);
    let [offer, _] = &pair.assets;
    pair.simulate(offer, stable)
}

impl Purchase {
    /// Balances after the swap: the ETH is in the channel's escrow.
    pub fn received(&self) -> Balances {
        let b = self.sent_balances;
        Balances {
            escrow_stable: b.escrow_stable - self.stable,
            pool_stable: b.pool_stable + self.stable,
            pool_eth: b.pool_eth - self.eth,
            escrow_eth: b.escrow_eth + self.eth,
            ..b
        }
    }

    /// Balances after the return has failed: the outpost has the ETH.
    pub fn held(&self) -> Balances {
        let b = self.received();
        Balances {
            escrow_eth: b.escrow_eth - self.eth,
            outpost_eth: b.outpost_eth + self.eth,
            ..b
        }
    }

    /// Balances after the ETH was credited once: the borrowers' part is rounded up, the rest is the protocol's.
    pub fn bought(&self) -> Balances {
        let b = self.received();
        let encumbered = (self.users * self.eth).div_ceil(self.stable);
        Balances {
            in_flight: b.in_flight - self.stable,
            open_orders: b.open_orders - 1,
            open_batches: b.open_batches - 1,
            encumbered: b.encumbered + encumbered,
            unencumbered: b.unencumbered + self.eth - encumbered,
            reserve_eth: b.reserve_eth + self.eth,
            supply_eth: b.supply_eth + self.eth,
            ..b
        }
    }

    /// Balances after a refund: the stablecoins are back and wait.
    pub fn refunded(&self) -> Balances {
        let b = self.sent_balances;
        Balances {
            in_flight: b.in_flight - self.stable,
            open_orders: b.open_orders - 1,
            waiting: b.waiting + self.stable,
            reserve_stable: b.reserve_stable + self.stable,
            supply_stable: b.supply_stable + self.stable,
            ..b
        }
    }

    /// Waits until it is bought, and checks both chains' records of it.
    pub fn ensure_settled(&self, net: &Net) -> Result<()> {
        self.bought()
            .wait_for(net, &format!("order {} is bought", self.order))?;
        let order = net.order(self.order)?;
        ensure_equal("its status", order.status, OrderStatus::Settled)?;
        ensure_equal("its ETH", order.eth_out.u128(), self.eth)?;
        // The acknowledgement of the return may not have reached the DEX chain yet.
        let purchase = until(60, "the return is acknowledged", || {
            let found = net.purchase(self.order)?;
            Ok(found.filter(|p| p.status == ReturnStatus::Delivered {}))
        })?;
        let traded = (purchase.stable_in.u128(), purchase.eth_out.u128());
        ensure_equal("the outpost's record", traded, (self.stable, self.eth))
    }

    /// Waits until it is refunded, and checks that the DEX chain has no record of it.
    pub fn ensure_refunded(&self, net: &Net) -> Result<()> {
        self.refunded()
            .wait_for(net, &format!("order {} is refunded", self.order))?;
        let order = net.order(self.order)?;
        ensure_equal("its status", order.status, OrderStatus::Refunded)?;
        ensure_equal("the outpost's record", net.purchase(self.order)?, None)
    }

    /// Lets anyone send the refunded amount again; `now` are the balances before.
    pub fn send_again(&self, net: &Net, who: &Person, now: Balances) -> Result<Purchase> {
        let eth = simulated(net, self.stable)?;
        let flush = ExecuteMsg::Flush { limit: None };
        let sent = net
            .home
            .execute(&who.home, &net.at.reserve, &flush, &[])
            .context("flush")?;
        let of = |key| attribute(&sent, "wasm-qerun-reserve/order_sent", key);
        ensure_equal("the new order", of("amount")?.parse()?, self.stable)?;
        ensure_equal("its batch", of("batch_id")?.parse()?, self.batch)?;
        Ok(Purchase {
            order: of("order_id")?.parse()?,
            eth,
            sent_balances: Balances {
                waiting: now.waiting - self.stable,
                reserve_stable: now.reserve_stable - self.stable,
                in_flight: now.in_flight + self.stable,
                open_orders: now.open_orders + 1,
                supply_stable: now.supply_stable - self.stable,
                ..now
            },
            ..*self
        })
    }

    /// ETH of a claim's part of the batch, rounded down; stablecoins in, ETH out.
    pub fn claimed(&self, part: u128) -> u128 {
        part * self.eth / self.stable
    }
}
