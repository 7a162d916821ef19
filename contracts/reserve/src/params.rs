//! Bounds on buying: what they may be, and how far and how often they may move.

use cosmwasm_std::{Decimal, Uint128};
use qerun_math::{
    halving_range_ceil, step_range_amount_floor, step_range_floor, MathError, PARAM_STEP,
};
use qerun_messages::reserve::{Params, COOL_DOWN};

use crate::error::ContractError;
use crate::validate::within;

/// Bounds of the grace before an order may be resolved, seconds.
pub const GRACE: (u64, u64) = (3_600, 2_592_000);
/// Most orders under way.
pub const MAX_OPEN_ORDERS: u32 = 32;
/// Most batches not settled.
pub const MAX_OPEN_BATCHES: u32 = 15;
/// Bounds of the largest slippage; the lower one is its least step, too.
pub const SLIPPAGE: (Decimal, Decimal) = (Decimal::permille(1), Decimal::percent(10));

/// Parameters within their bounds.
#[derive(Clone, Debug, PartialEq)]
pub struct Checked(Params);

impl TryFrom<Params> for Checked {
    type Error = ContractError;

    fn try_from(params: Params) -> Result<Self, ContractError> {
        let (min, max) = SLIPPAGE;
        let value = params.max_slippage;
        if value < min || value > max {
            return Err(ContractError::SlippageOutOfBounds { value, min, max });
        }
        let no_bound = Uint128::MAX.u128();
        within("min_order", params.min_order.u128(), 1, no_bound)?;
        let twice = params.min_order.checked_add(params.min_order)?.u128();
        within("max_order", params.max_order.u128(), twice, no_bound)?;
        let least = params.max_order.u128();
        within(
            "max_in_flight",
            params.max_in_flight.u128(),
            least,
            no_bound,
        )?;
        let (orders, batches) = (params.max_open_orders, params.max_open_batches);
        within("max_open_orders", orders.into(), 1, MAX_OPEN_ORDERS.into())?;
        within(
            "max_open_batches",
            batches.into(),
            1,
            MAX_OPEN_BATCHES.into(),
        )?;
        within("grace", params.grace.into(), GRACE.0.into(), GRACE.1.into())?;
        Ok(Checked(params))
    }
}

impl Checked {
    /// These in the place of `old`, last changed at `changed_at`: what bounds a loss moves by a tenth, the rest is at
    /// most doubled or halved (table in the README), once in [`COOL_DOWN`].
    /// Errors: `ParamStep`, `AmountStep`, `ParamsCoolDown`.
    pub fn replace(self, old: &Params, changed_at: u64, now: u64) -> Result<Self, ContractError> {
        let new = &self.0;
        let (min, max) = step_range_floor(old.max_slippage, PARAM_STEP, SLIPPAGE.0)?;
        let value = new.max_slippage;
        if value < min || value > max {
            return Err(ContractError::ParamStep {
                name: "max_slippage",
                value,
                min,
                max,
            });
        }
        let in_flight = (new.max_in_flight, old.max_in_flight);
        step("max_in_flight", in_flight, a_tenth)?;
        for (name, pair) in [
            ("min_order", (new.min_order, old.min_order)),
            ("max_order", (new.max_order, old.max_order)),
            (
                "max_open_orders",
                (new.max_open_orders.into(), old.max_open_orders.into()),
            ),
            (
                "max_open_batches",
                (new.max_open_batches.into(), old.max_open_batches.into()),
            ),
            ("grace", (new.grace.into(), old.grace.into())),
        ] {
            step(name, pair, |old| Ok(halving_range_ceil(old)))?;
        }
        let ready_at = ready_at(changed_at);
        if now < ready_at {
            return Err(ContractError::ParamsCoolDown { ready_at });
        }
        Ok(self)
    }

    /// The parameters.
    pub fn into_inner(self) -> Params {
        self.0
    }
}

/// From when parameters that were last changed at `changed_at` may change again, Unix seconds.
pub fn ready_at(changed_at: u64) -> u64 {
    match changed_at {
        0 => 0,
        changed_at => changed_at.saturating_add(COOL_DOWN),
    }
}

type Range = (Uint128, Uint128);

/// A tenth, at least one unit.
fn a_tenth(old: Uint128) -> Result<Range, MathError> {
    step_range_amount_floor(old, PARAM_STEP, Uint128::one())
}

fn step(
    name: &'static str,
    (value, old): (Uint128, Uint128),
    range: impl Fn(Uint128) -> Result<Range, MathError>,
) -> Result<(), ContractError> {
    let (min, max) = range(old)?;
    if value < min || value > max {
        return Err(ContractError::AmountStep {
            name,
            value,
            min,
            max,
        });
    }
    Ok(())
}
