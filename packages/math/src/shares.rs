//! Supply shares with virtual shares and assets, as in OpenZeppelin's ERC4626 and Morpho Blue's
//! `SharesMathLib`: the first depositor cannot inflate the price of a share, because the market
//! behaves as if a million shares for one unit were always there.

use cosmwasm_std::{Uint128, Uint256};

use crate::{
    error::MathError,
    share_types::SupplyShares,
    wide::{self, Round},
};

/// Shares that exist in every formula and belong to nobody (Morpho Blue: 1e6).
pub const VIRTUAL_SHARES: u128 = 1_000_000;

/// Smallest units of the asset that back the virtual shares (Morpho Blue: 1).
pub const VIRTUAL_ASSETS: u128 = 1;

/// Shares minted for `assets`, rounded down:
/// `assets * (total_shares + VIRTUAL_SHARES) / (total_assets + VIRTUAL_ASSETS)`.
/// `total_assets` is the market's own account of cash and debt, never a bank balance.
///
/// Valid for every argument whose result fits (else [`MathError::Overflow`]): surely for assets up to
/// 1e26 while 1e12 shares are worth at least one unit (they start at 1e6 a unit). Zero for dust in a market whose share has risen: callers refuse that.
pub fn supply_shares_floor(
    assets: Uint128,
    total_assets: Uint128,
    total_shares: SupplyShares,
) -> Result<SupplyShares, MathError> {
    shares(
        assets,
        total_assets,
        total_shares,
        Round::Floor,
        "supply_shares_floor",
    )
}

/// Shares burned for `assets` withdrawn, rounded up. Formula and errors as
/// [`supply_shares_floor`].
pub fn supply_shares_ceil(
    assets: Uint128,
    total_assets: Uint128,
    total_shares: SupplyShares,
) -> Result<SupplyShares, MathError> {
    shares(
        assets,
        total_assets,
        total_shares,
        Round::Ceil,
        "supply_shares_ceil",
    )
}

/// Assets paid for `shares`, rounded down:
/// `shares * (total_assets + VIRTUAL_ASSETS) / (total_shares + VIRTUAL_SHARES)`.
///
/// Never fails for `shares <= total_shares` (then it pays at most `total_assets`, as the virtual
/// shares keep a part); in general [`MathError::Overflow`] when the result does not fit.
pub fn supply_assets_floor(
    shares: SupplyShares,
    total_assets: Uint128,
    total_shares: SupplyShares,
) -> Result<Uint128, MathError> {
    assets(
        shares,
        total_assets,
        total_shares,
        Round::Floor,
        "supply_assets_floor",
    )
}

/// Assets that buy `shares`, rounded up. Formula and errors as [`supply_assets_floor`].
pub fn supply_assets_ceil(
    shares: SupplyShares,
    total_assets: Uint128,
    total_shares: SupplyShares,
) -> Result<Uint128, MathError> {
    assets(
        shares,
        total_assets,
        total_shares,
        Round::Ceil,
        "supply_assets_ceil",
    )
}

fn shares(
    amount: Uint128,
    total_assets: Uint128,
    total_shares: SupplyShares,
    round: Round,
    op: &'static str,
) -> Result<SupplyShares, MathError> {
    convert(
        amount,
        plus(total_shares.number(), VIRTUAL_SHARES),
        plus(total_assets, VIRTUAL_ASSETS),
        round,
        op,
    )
    .map(SupplyShares::of)
}

fn assets(
    shares: SupplyShares,
    total_assets: Uint128,
    total_shares: SupplyShares,
    round: Round,
    op: &'static str,
) -> Result<Uint128, MathError> {
    convert(
        shares.number(),
        plus(total_assets, VIRTUAL_ASSETS),
        plus(total_shares.number(), VIRTUAL_SHARES),
        round,
        op,
    )
}

/// The sum of two 128-bit numbers always fits 256 bits.
fn plus(total: Uint128, virtual_part: u128) -> Uint256 {
    Uint256::from(total).saturating_add(Uint256::from(virtual_part))
}

fn convert(
    amount: Uint128,
    numerator: Uint256,
    denominator: Uint256,
    round: Round,
    op: &'static str,
) -> Result<Uint128, MathError> {
    wide::ratio(
        Uint256::from(amount).full_mul(numerator),
        denominator.into(),
        round,
        op,
    )
}
