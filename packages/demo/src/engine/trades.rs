//! What keepers trade outside of the protocol. The treasury's account stands for the other side.

use anyhow::{Context, Result};
use cosmwasm_std::{coin, Addr, BankMsg, Decimal, Uint128};
use qerun_messages::token;

use super::day_report::{usd, ETH, SIX};
use super::run::Run;
use crate::keepers::HAIRCUTS;

/// Base units of one stablecoin.
const UNIT: Uint128 = Uint128::new(1_000_000);

impl Run<'_> {
    /// Sells QER of a keeper's, less the price impact.
    pub(super) fn sell_qer(&mut self, account: &Addr, amount: Uint128) -> Result<()> {
        if amount.is_zero() {
            return Ok(());
        }
        let worth = usd(amount, self.environment.suite.quotes.qer, SIX)?;
        let brought = self.qer_market.sell(worth);
        let price = self.stablecoins(brought)?;
        let suite = &mut self.environment.suite;
        let (token, msg) = (
            suite.at.token.clone(),
            token::ExecuteMsg::Transfer {
                recipient: suite.at.treasury.to_string(),
                amount,
            },
        );
        suite.net.home.execute(account, &token, &msg, &[])?;
        self.pay(account, price)
    }

    /// Buys QER for a keeper at this price, US dollars.
    pub(super) fn buy_qer(
        &mut self,
        account: &Addr,
        amount: Uint128,
        price: Decimal,
    ) -> Result<()> {
        let price = self.stablecoins(price)?;
        let denom = self.environment.suite.stable.clone();
        self.hand_over(account, price, denom)?;
        self.environment.suite.fund_qer(account, amount)
    }

    /// Sells all ETH of a keeper's, less the haircut.
    pub(super) fn sell_eth(&mut self, account: &Addr) -> Result<()> {
        let amount = self.environment.suite.eth_of(account)?;
        let price = self.stablecoins(usd(amount, self.now.eth, ETH)? * HAIRCUTS.eth)?;
        if price.is_zero() {
            return Ok(());
        }
        let denom = self.environment.suite.eth.clone();
        self.hand_over(account, amount, denom)?;
        self.pay(account, price)
    }

    fn hand_over(&mut self, account: &Addr, amount: Uint128, denom: String) -> Result<()> {
        let suite = &mut self.environment.suite;
        let msg = BankMsg::Send {
            to_address: suite.at.treasury.to_string(),
            amount: vec![coin(amount.u128(), denom)],
        };
        suite.net.home.send_msg(account, msg)?;
        Ok(())
    }

    fn pay(&mut self, account: &Addr, price: Uint128) -> Result<()> {
        match price.is_zero() {
            true => Ok(()),
            false => self.environment.suite.fund_stable(account, price),
        }
    }

    /// Stablecoins of this worth, rounded down.
    pub(super) fn stablecoins(&self, worth: Decimal) -> Result<Uint128> {
        let price = worth
            .checked_div(self.now.usdc)
            .context("a price of zero")?;
        Ok(UNIT.mul_floor(price))
    }
}
