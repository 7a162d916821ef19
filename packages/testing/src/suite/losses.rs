//! What follows a fall: liquidations, write-offs, the storefront, the buyback, the return to older sources.

use anyhow::{bail, Result};
use cosmwasm_std::{coin, Addr, Uint128};
use cw_multi_test::AppResponse;
use qerun_messages::market::{
    Earmark, ExecuteMsg, LiquidatablePosition, LiquidatableResponse, LiquidationQuote, QueryMsg,
    QuoteLiquidationResponse, WriteOffs, EARMARK,
};
use qerun_messages::reserve::{self, ReceiveMsg, StorefrontResponse};
use qerun_messages::{oracle, token};

use super::Suite;

impl Suite {
    /// `liquidate` with so many stablecoins, whatever comes of it.
    pub fn liquidate(
        &mut self,
        liquidator: &Addr,
        borrower: &Addr,
        amount: Uint128,
    ) -> Result<AppResponse> {
        self.liquidate_for(liquidator, borrower, amount, (None, None))
    }

    /// `liquidate` for at least so much QER and ETH.
    pub fn liquidate_for(
        &mut self,
        liquidator: &Addr,
        borrower: &Addr,
        amount: Uint128,
        (min_collateral, min_eth): (Option<Uint128>, Option<Uint128>),
    ) -> Result<AppResponse> {
        let msg = ExecuteMsg::Liquidate {
            borrower: borrower.to_string(),
            min_collateral,
            min_eth,
        };
        let funds = [coin(amount.u128(), &self.stable)];
        self.market(liquidator, &msg, &funds)
    }

    /// What a liquidation with so many stablecoins would do, or of all that may be repaid.
    pub fn quote_liquidation(
        &self,
        borrower: &Addr,
        amount: Option<Uint128>,
    ) -> Result<QuoteLiquidationResponse> {
        let msg = QueryMsg::QuoteLiquidation {
            borrower: borrower.to_string(),
            amount,
        };
        self.net.home.query(&self.at.market, &msg)
    }

    /// The quote of a liquidation that must be possible.
    ///
    /// # Errors
    /// Why it would be refused.
    pub fn liquidation(&self, borrower: &Addr) -> Result<LiquidationQuote> {
        let answer = self.quote_liquidation(borrower, None)?;
        match (answer.quote, answer.refused) {
            (Some(quote), None) => Ok(quote),
            (_, refused) => bail!("no liquidation: {refused:?}"),
        }
    }

    /// Every position that can be liquidated now, page by page.
    pub fn liquidatable(&self) -> Result<Vec<LiquidatablePosition>> {
        let (mut all, mut start_after) = (vec![], None);
        loop {
            let msg = QueryMsg::Liquidatable {
                start_after,
                limit: Some(30),
            };
            let page: LiquidatableResponse = self.net.home.query(&self.at.market, &msg)?;
            all.extend(page.positions);
            let Some(next) = page.next else {
                return Ok(all);
            };
            start_after = Some(next);
        }
    }

    /// What was written off so far, and who bore it.
    pub fn write_offs(&self) -> Result<WriteOffs> {
        self.net
            .home
            .query(&self.at.market, &QueryMsg::WriteOffs {})
    }

    /// The ETH that covers the deficit, as the reserve reads it.
    pub fn earmark(&self) -> Result<Earmark> {
        let storage = self.net.home.app.contract_storage(&self.at.market);
        Ok(EARMARK.may_load(&*storage)?.unwrap_or_default())
    }

    /// What ETH the reserve sells, and at which price.
    pub fn storefront(&self) -> Result<StorefrontResponse> {
        let msg = reserve::QueryMsg::Storefront {};
        self.net.home.query(&self.at.reserve, &msg)
    }

    /// `buy_eth` with so many stablecoins.
    pub fn buy_eth(
        &mut self,
        buyer: &Addr,
        amount: Uint128,
        min_eth: Option<Uint128>,
    ) -> Result<AppResponse> {
        let (reserve, msg) = (
            self.at.reserve.clone(),
            reserve::ExecuteMsg::BuyEth { min_eth },
        );
        let funds = [coin(amount.u128(), &self.stable)];
        self.net.home.execute(buyer, &reserve, &msg, &funds)
    }

    /// `buy_back`: sells so much QER for surplus ETH.
    pub fn buy_back(
        &mut self,
        seller: &Addr,
        amount: Uint128,
        min_eth: Option<Uint128>,
    ) -> Result<AppResponse> {
        let reserve = self.at.reserve.clone();
        self.send_qer(seller, &reserve, amount, &ReceiveMsg::BuyBack { min_eth })
    }

    /// Governance makes the reserve a burner of QER, as a buyback needs.
    pub fn let_reserve_burn(&mut self) -> Result<()> {
        let (owner, token) = (self.at.timelock.clone(), self.at.token.clone());
        let address = self.at.reserve.to_string();
        let msg = token::ExecuteMsg::AddBurner { address };
        self.net.home.execute(&owner, &token, &msg, &[])?;
        Ok(())
    }

    /// Supply of QER: genesis, minted, burned.
    pub fn qer_supply(&self) -> Result<token::SupplyResponse> {
        let msg = token::QueryMsg::Supply {};
        self.net.home.query(&self.at.token, &msg)
    }

    /// The oracle's owner and guardian, the timelock, puts back the sources before the last change.
    pub fn revert_asset(&mut self, asset: &str) -> Result<AppResponse> {
        let (guardian, oracle) = (self.at.timelock.clone(), self.at.oracle.clone());
        let msg = oracle::ExecuteMsg::RevertAsset {
            asset: asset.to_owned(),
        };
        self.net.home.execute(&guardian, &oracle, &msg, &[])
    }
}
