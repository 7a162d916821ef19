//! Two records that verbs read besides the totals: the rules, and for verbs without a risk check (supply, repay, collect
//! and others) a compact copy of what those need.

use cosmwasm_schema::cw_serde;
use cosmwasm_std::Decimal;
use qerun_math::RateCurve;

use crate::assets::Assets;
use crate::valid_params::{InterestTerms, ValidParams};

/// See [`RULES`](crate::state::RULES).
#[cw_serde]
pub struct Rules {
    /// Risk parameters, with the ramp of the liquidation threshold while there is one.
    #[serde(rename = "p")]
    pub params: ValidParams,
    /// What they are about.
    #[serde(rename = "a")]
    pub assets: Assets,
}

/// See [`COMPACT_CONFIG`](crate::state::COMPACT_CONFIG).
#[cw_serde]
#[serde(from = "StoredCompactConfig", into = "StoredCompactConfig")]
pub struct CompactConfig {
    /// What interest is computed from.
    pub interest: InterestTerms,
    /// What the market trades.
    pub assets: Assets,
}

/// The rate curve and the insurance's share; the assets.
type StoredCompactConfig = ((Decimal, Decimal, Decimal, Decimal, Decimal), Assets);

impl From<CompactConfig> for StoredCompactConfig {
    fn from(CompactConfig { interest, assets }: CompactConfig) -> Self {
        let RateCurve {
            base,
            slope_low,
            slope_high,
            kink,
        } = interest.rates;
        let interest = (base, slope_low, slope_high, kink, interest.insurance_share);
        (interest, assets)
    }
}

impl From<StoredCompactConfig> for CompactConfig {
    fn from((interest, assets): StoredCompactConfig) -> Self {
        let (base, slope_low, slope_high, kink, insurance_share) = interest;
        let rates = RateCurve {
            base,
            slope_low,
            slope_high,
            kink,
        };
        CompactConfig {
            interest: InterestTerms {
                rates,
                insurance_share,
            },
            assets,
        }
    }
}
