//! Bounds on buying and selling: what they may be, and how far and how often they may move.

use cosmwasm_std::{Decimal, Uint128};
use qerun_controls::{ensure_cool_down, ensure_step, ensure_within};
use qerun_math::{
    halving_range_ceil, halving_range_number_ceil, step_range_amount_floor, step_range_floor,
    PARAM_STEP,
};
use qerun_messages::reserve::{Params, COOL_DOWN};

use crate::error::ContractError;

/// Bounds of the grace before an order may be resolved, seconds.
pub const GRACE: (u64, u64) = (3_600, 2_592_000);
/// Most open orders.
pub const MAX_OPEN_ORDERS: u32 = 32;
/// Most batches that are not settled.
pub const MAX_OPEN_BATCHES: u32 = 15;
/// Bounds of the largest slippage; the lower one is its least step, too.
pub const SLIPPAGE: (Decimal, Decimal) = (Decimal::permille(1), Decimal::percent(10));

/// Largest premium of the storefront's first price.
pub const MAX_PREMIUM: Decimal = Decimal::percent(20);
/// Largest discount of the storefront's last price.
pub const MAX_DISCOUNT: Decimal = Decimal::percent(10);
/// Least step of premium and discount, so that they can leave zero.
pub const LEAST_STOREFRONT_STEP: Decimal = Decimal::permille(5);
/// Bounds of the seconds that the storefront's price falls for.
pub const DURATION: (u64, u64) = (3_600, 604_800);

/// Parameters within their bounds.
#[derive(Clone, Debug, PartialEq)]
pub struct ValidParams(Params);

impl TryFrom<Params> for ValidParams {
    type Error = ContractError;

    fn try_from(params: Params) -> Result<Self, ContractError> {
        let (one, any) = (Uint128::one(), Uint128::MAX);
        let twice = params.min_order.checked_add(params.min_order)?;
        ensure_within("max_slippage", params.max_slippage, SLIPPAGE)?;
        ensure_within("min_order", params.min_order, (one, any))?;
        ensure_within("max_order", params.max_order, (twice, any))?;
        ensure_within(
            "max_in_flight",
            params.max_in_flight,
            (params.max_order, any),
        )?;
        let (orders, batches) = (params.max_open_orders, params.max_open_batches);
        ensure_within("max_open_orders", orders, (1, MAX_OPEN_ORDERS))?;
        ensure_within("max_open_batches", batches, (1, MAX_OPEN_BATCHES))?;
        ensure_within("grace", params.grace, GRACE)?;
        let rule = params.storefront;
        let zero = Decimal::zero();
        ensure_within("premium", rule.premium, (zero, MAX_PREMIUM))?;
        ensure_within("discount", rule.discount, (zero, MAX_DISCOUNT))?;
        ensure_within("duration", rule.duration, DURATION)?;
        Ok(ValidParams(params))
    }
}

impl ValidParams {
    /// These in the place of `old`, last changed at `changed_at` (Unix seconds, zero: never). What bounds a loss moves
    /// by a tenth, the rest is at most doubled or halved (table in the README), once in [`COOL_DOWN`]. The level of the
    /// buyback moves freely: the owner may spend what it sells.
    /// Errors: `Step`, `CoolDown`.
    pub fn replace(self, old: &Params, changed_at: u64, now: u64) -> Result<Self, ContractError> {
        let new = &self.0;
        let slippage = step_range_floor(old.max_slippage, PARAM_STEP, SLIPPAGE.0)?;
        ensure_step("max_slippage", new.max_slippage, slippage)?;
        for (name, new, old) in [
            ("premium", new.storefront.premium, old.storefront.premium),
            ("discount", new.storefront.discount, old.storefront.discount),
        ] {
            let range = step_range_floor(old, PARAM_STEP, LEAST_STOREFRONT_STEP)?;
            ensure_step(name, new, range)?;
        }
        let in_flight = step_range_amount_floor(old.max_in_flight, PARAM_STEP, Uint128::one())?;
        ensure_step("max_in_flight", new.max_in_flight, in_flight)?;
        for (name, new, old) in [
            ("min_order", new.min_order, old.min_order),
            ("max_order", new.max_order, old.max_order),
        ] {
            ensure_step(name, new, halving_range_ceil(old))?;
        }
        for (name, new, old) in [
            (
                "max_open_orders",
                new.max_open_orders.into(),
                old.max_open_orders.into(),
            ),
            (
                "max_open_batches",
                new.max_open_batches.into(),
                old.max_open_batches.into(),
            ),
            ("grace", new.grace, old.grace),
            ("duration", new.storefront.duration, old.storefront.duration),
        ] {
            ensure_step::<u64>(name, new, halving_range_number_ceil(old))?;
        }
        ensure_cool_down(changed_at, COOL_DOWN, now)?;
        Ok(self)
    }

    /// The parameters.
    pub fn into_inner(self) -> Params {
        self.0
    }
}
