//! What every query looks at: the market, accrued to the block's time.

use cosmwasm_std::{Deps, Env, StdResult};

use crate::accrue::AccruedMarket;
use crate::error::ContractError;
use crate::position::Account;
use crate::risk_context::RiskContext;
use crate::state::Claim;

/// Storage and querier, and what is read in any case.
pub struct QueryContext<'a> {
    /// Storage and querier, for what only some queries read.
    pub deps: Deps<'a>,
    /// What the market trades, parameters in force and accrued totals.
    pub market: AccruedMarket,
    /// Of the block.
    pub height: u64,
}

impl<'a> QueryContext<'a> {
    /// Two storage reads.
    pub fn load(deps: Deps<'a>, env: &Env) -> Result<Self, ContractError> {
        Ok(QueryContext {
            deps,
            market: AccruedMarket::load(deps.storage, env.block.time.seconds())?,
            height: env.block.height,
        })
    }

    /// What limits are computed from: four raw reads. Errors: without a live price of QER and the stablecoin.
    pub fn risk(&self) -> Result<RiskContext<'_>, ContractError> {
        let (querier, storage) = (&self.deps.querier, self.deps.storage);
        Ok(RiskContext::read(querier, &self.market)?.with_reserve(querier, storage)?)
    }

    /// A user's account.
    pub fn account(&self, user: String) -> Result<Account, ContractError> {
        let user = self.deps.api.addr_validate(&user)?;
        Ok(Account::load(self.deps.storage, user)?)
    }

    /// A claim as folding would leave it.
    pub fn folded(&self, mut claim: Claim) -> StdResult<Claim> {
        let (reserve, open_batch) = (&self.market.assets.reserve, self.market.state.batch.id);
        let _wound_down_left =
            claim.fold(self.deps.storage, &self.deps.querier, reserve, open_batch)?;
        Ok(claim)
    }
}
