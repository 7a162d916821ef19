//! Crediting ETH to an open order. ETH of a lost one: `recovery.rs`.

use cosmwasm_std::{Addr, DepsMut, QuerierWrapper, Storage, Uint128};
use qerun_messages::reserve::{Backing, Batch, Config, Order, OrderStatus, BACKING, BATCHES};

use crate::backing;
use crate::batch::{add_eth, close_part, Division};
use crate::buyback_clock::{follow_growth, Growth};
use crate::due::{creditable_eth, due, dues_of_others, CreditRule};
use crate::error::ContractError;
use crate::records::{load_batch, save_order};
use crate::state::{PARAMS, RETURNING, WAITS_SINCE};

/// A credit that is computed and not yet written.
#[derive(Clone, Debug, PartialEq)]
pub struct Credit {
    /// The credited order.
    pub order_id: u64,
    /// ETH credited, smallest unit.
    pub amount: Uint128,
    /// The borrowers' part of `amount`, and the protocol's.
    pub division: Division,
    /// The order afterwards.
    pub order: Order,
    /// Its batch afterwards.
    pub batch: Batch,
    /// The backing afterwards.
    pub backing: Backing,
    /// Whether the order was in the index of returning ones; removing it only then saves gas.
    pub was_returning: bool,
}

impl Credit {
    /// Computes a credit of `amount` ETH (smallest unit) to an open order, which settles once it has at least its
    /// `min_out`. With `is_final` the order ends with it, and counts as lost if it has less. Its batch settles when
    /// nothing of it is open.
    pub fn prepare(
        storage: &dyn Storage,
        order_id: u64,
        mut order: Order,
        amount: Uint128,
        is_final: bool,
    ) -> Result<Self, ContractError> {
        let mut batch = load_batch(storage, order.batch_id.u64())?;
        let mut backing = BACKING.load(storage)?;
        let params = PARAMS.load(storage)?;
        let was_returning = order.status == OrderStatus::Returning;

        let division = add_eth(&mut batch, amount)?;
        backing::eth_credited(&mut backing, division)?;
        order.eth_out = order.eth_out.checked_add(amount)?;
        let has_minimum = order.eth_out >= order.min_out;
        if has_minimum || is_final {
            // Ended with less than its minimum, it is lost: what comes later is the protocol's own (`recovery.rs`).
            order.status = if has_minimum {
                OrderStatus::Settled
            } else {
                OrderStatus::Lost
            };
            backing::order_closed(&mut backing, &params, order.amount)?;
            if close_part(&mut batch, order.amount)? {
                backing::batch_closed(&mut backing, &params)?;
            }
        }
        Ok(Self {
            order_id,
            amount,
            division,
            order,
            batch,
            backing,
            was_returning,
        })
    }

    /// Computes a credit from the `unaccounted` ETH, as far as the order may take of it ([`creditable_eth`]), which
    /// ends the order. Errors: `NotCovered`.
    pub fn from_unaccounted(
        storage: &dyn Storage,
        unaccounted: Uint128,
        order_id: u64,
        order: Order,
        rule: CreditRule,
    ) -> Result<Self, ContractError> {
        let others = dues_of_others(storage, order_id)?;
        let amount = creditable_eth(unaccounted, due(&order), &others, rule)?;
        Self::prepare(storage, order_id, order, amount, true)
    }

    /// Writes the order, its batch, the backing, the indexes, and the clock of what the protocol's part is sold by. `now`
    /// is the block time in seconds.
    pub fn save(&self, deps: DepsMut, now: u64) -> Result<(), ContractError> {
        let storage = deps.storage;
        let batch_id = self.order.batch_id.u64();
        save_order(storage, self.order_id, &self.order)?;
        BATCHES.save(storage, batch_id, &self.batch)?;
        BACKING.save(storage, &self.backing)?;
        if self.was_returning && !self.order.status.is_open() {
            RETURNING.remove(storage, self.order_id);
        }
        if self.batch.settled {
            WAITS_SINCE.remove(storage, batch_id);
        }
        let growth = Growth::OwnEth(self.division.unencumbered);
        follow_growth(storage, &deps.querier, now, growth);
        Ok(())
    }
}

/// ETH of the reserve's balance beyond what it has recorded, smallest unit.
pub fn unaccounted_eth(
    storage: &dyn Storage,
    querier: &QuerierWrapper,
    this: &Addr,
    config: &Config<Addr>,
) -> Result<Uint128, ContractError> {
    let held = querier.query_balance(this, &config.eth_denom)?.amount;
    let accounted = backing::accounted_eth(&BACKING.load(storage)?)?;
    Ok(held.saturating_sub(accounted))
}
