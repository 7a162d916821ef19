//! The protocol's own ETH: how much of it the market has earmarked for its deficit, and what is left.

use cosmwasm_std::{Addr, QuerierWrapper, Uint128};
use qerun_messages::market::read_earmark;
use qerun_messages::reserve::Backing;

use crate::error::ContractError;

/// The unencumbered ETH, smallest unit; `earmarked + free` is all of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OwnEth {
    /// For the storefront: it covers the market's deficit. Never more than there is, whatever the market's record says.
    pub earmarked: Uint128,
    /// What may be spent, make a batch good, or buy QER.
    pub free: Uint128,
    /// Seconds of ETH's uptime at which the auction of `earmarked` began.
    pub started: u64,
}

impl OwnEth {
    /// Divides the unencumbered ETH by the market's record, with one raw read. Errors: `EarmarkUnreadable`, rather than
    /// spending what may be the suppliers'.
    pub fn read(
        querier: &QuerierWrapper,
        market: &Addr,
        backing: &Backing,
    ) -> Result<Self, ContractError> {
        let earmark =
            read_earmark(querier, market).map_err(|error| ContractError::EarmarkUnreadable {
                market: market.clone(),
                reason: error.to_string(),
            })?;
        let unencumbered = backing.unencumbered;
        Ok(Self {
            earmarked: earmark.eth.min(unencumbered),
            free: unencumbered.saturating_sub(earmark.eth),
            started: earmark.started,
        })
    }

    /// Refuses an amount above what is free, smallest unit. Errors: `InsufficientUnencumbered`.
    pub fn ensure_free(&self, amount: Uint128) -> Result<(), ContractError> {
        if amount > self.free {
            return Err(ContractError::InsufficientUnencumbered {
                amount,
                free: self.free,
                earmarked: self.earmarked,
            });
        }
        Ok(())
    }

    /// Refuses while ETH is earmarked: what the protocol owns is for losses that are not paid yet, and for those to come, before
    /// it is for the holders of QER. Errors: `DeficitOpen`.
    pub fn ensure_no_deficit(&self) -> Result<(), ContractError> {
        let earmarked = self.earmarked;
        if !earmarked.is_zero() {
            return Err(ContractError::DeficitOpen { earmarked });
        }
        Ok(())
    }

    /// What exceeds the level above which ETH is sold for QER, smallest unit; none while buyback is off.
    pub fn surplus(&self, buyback_above: Option<Uint128>) -> Uint128 {
        buyback_above.map_or(Uint128::zero(), |above| self.free.saturating_sub(above))
    }
}
