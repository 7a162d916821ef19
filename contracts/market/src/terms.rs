//! A copy of the few fields of configuration and parameters with which suppliers' verbs and repaying do. Stored without
//! the names of its fields, at 3 gas a byte for each reading.

use cosmwasm_schema::cw_serde;
use cosmwasm_std::{Addr, Decimal};
use qerun_math::RateCurve;

use crate::valid_params::InterestTerms;

/// See [`TERMS`](crate::state::TERMS).
#[cw_serde]
#[serde(from = "StoredTerms", into = "StoredTerms")]
pub struct Terms {
    /// What interest is computed from.
    pub interest: InterestTerms,
    /// The stablecoin's bank denom.
    pub stable_denom: String,
    /// Its decimals.
    pub stable_decimals: u8,
    /// The oracle.
    pub oracle: Addr,
    /// The oracle's id of QER.
    pub collateral_asset: String,
    /// QER's decimals.
    pub collateral_decimals: u8,
    /// The reserve.
    pub reserve: Addr,
}

/// The rate curve and the insurance's share, denom and decimals of the stablecoin, oracle, QER's id there and its
/// decimals, reserve.
type StoredTerms = (
    (Decimal, Decimal, Decimal, Decimal, Decimal),
    String,
    u8,
    Addr,
    String,
    u8,
    Addr,
);

impl From<Terms> for StoredTerms {
    fn from(t: Terms) -> Self {
        let r = t.interest.rates;
        (
            (
                r.base,
                r.slope_low,
                r.slope_high,
                r.kink,
                t.interest.insurance_share,
            ),
            t.stable_denom,
            t.stable_decimals,
            t.oracle,
            t.collateral_asset,
            t.collateral_decimals,
            t.reserve,
        )
    }
}

impl From<StoredTerms> for Terms {
    fn from(stored: StoredTerms) -> Self {
        let (interest, stable_denom, stable_decimals, oracle, asset, decimals, reserve) = stored;
        let (base, slope_low, slope_high, kink, insurance_share) = interest;
        let rates = RateCurve {
            base,
            slope_low,
            slope_high,
            kink,
        };
        Terms {
            interest: InterestTerms {
                rates,
                insurance_share,
            },
            stable_denom,
            stable_decimals,
            oracle,
            collateral_asset: asset,
            collateral_decimals: decimals,
            reserve,
        }
    }
}
