//! An Astroport constant-product pair: what it is asked, and how it is told the least return.

use cosmwasm_std::{to_json_binary, Decimal, StdResult, Uint128, Uint256, WasmMsg};
use qerun_math::{mul_div_ceil, MathError};
use qerun_messages::token;
use serde::Deserialize;
use serde_json::{json, Value};

use crate::protocol::Protocol;
use crate::tasks::call::call;

/// The pair's answer to `simulation`. Amounts in smallest units of the stablecoin.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct Simulation {
    /// What the seller gets.
    pub return_amount: Uint128,
    /// The fee, taken off what the pool gives.
    pub commission_amount: Uint128,
}

/// The question what a sale of QER would bring.
pub(super) fn simulation(protocol: &Protocol, offer: Uint128) -> Value {
    json!({"simulation": {"offer_asset": {
        "info": {"token": {"contract_addr": protocol.qer.id}},
        "amount": offer,
    }}})
}

/// The price in QER per stablecoin, smallest units, with which a sale fails if it brings less than `least`. A pair has no
/// field for a least return: with `max_spread` zero it refuses whatever is below `offer / belief_price`, before its
/// commission (`assert_max_spread` of astroport-pair 1.5.0). `simulated` tells how much of a sale the commission is.
///
/// # Errors
/// [`MathError::DivisionByZero`] for an offer or a return of nothing, [`MathError::Overflow`].
pub fn belief_price(
    offer: Uint128,
    least: Uint128,
    simulated: Simulation,
) -> Result<Decimal, MathError> {
    let op = "belief_price";
    let overflow = MathError::Overflow { op };
    let gross = simulated
        .return_amount
        .checked_add(simulated.commission_amount)
        .map_err(|_| MathError::Overflow { op })?;
    // The commission is rounded, too: a unit more for each rounding.
    let gross =
        mul_div_ceil(least, gross, simulated.return_amount)?.saturating_add(Uint128::new(2));
    // The pair inverts the price and multiplies, rounding down twice: first the least inverse that suffices, then the
    // highest price whose inverse is not below it.
    let one = Decimal::one().atomics();
    let inverse = mul_div_ceil(gross, one, offer)?;
    let square = Uint256::from(one) * Uint256::from(one);
    let price = square
        .checked_div(Uint256::from(inverse))
        .map_err(|_| MathError::DivisionByZero { op })?;
    let price: Uint128 = price.try_into().map_err(|_| overflow)?;
    Ok(Decimal::new(price))
}

/// The sale of QER for at least so many stablecoins, net.
pub(super) fn sell(
    protocol: &Protocol,
    pair: &str,
    offer: Uint128,
    belief_price: Decimal,
) -> StdResult<WasmMsg> {
    let swap = json!({"swap": {"belief_price": belief_price, "max_spread": "0"}});
    let msg = token::ExecuteMsg::Send {
        contract: pair.to_owned(),
        amount: offer,
        msg: to_json_binary(&swap)?,
    };
    call(&protocol.qer.id, &msg, vec![])
}
