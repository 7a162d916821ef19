//! What suppliers' verbs, repaying and collecting do with, and what every other verb reads besides the totals: one record
//! for each, in place of several.

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

/// See [`TERMS`](crate::state::TERMS).
#[cw_serde]
#[serde(from = "StoredTerms", into = "StoredTerms")]
pub struct Terms {
    /// What interest is computed from.
    pub interest: InterestTerms,
    /// What the market trades.
    pub assets: Assets,
}

/// The rate curve and the insurance's share; the assets.
type StoredTerms = ((Decimal, Decimal, Decimal, Decimal, Decimal), Assets);

impl From<Terms> for StoredTerms {
    fn from(Terms { interest, assets }: Terms) -> Self {
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

impl From<StoredTerms> for Terms {
    fn from((interest, assets): StoredTerms) -> Self {
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
            assets,
        }
    }
}
