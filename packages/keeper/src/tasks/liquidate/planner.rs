//! Plans the liquidations of a round one after the other, each with what the ones before leave.

use cosmwasm_std::{coins, Decimal, SignedDecimal, Uint128};
use qerun_messages::market::{
    ExecuteMsg, LiquidatablePosition, LiquidationQuote, QueryMsg, QuoteLiquidationResponse,
};

use super::pair::{belief_price, sell, simulation, Simulation};
use super::plan::{payment, plan, Figures, PassOver, Plan, Prices, Sale};
use crate::config::LiquidateConfig;
use crate::sender::Transaction;
use crate::task::{Context, TaskError, TaskName};
use crate::tasks::call::{call, transaction};
use crate::tasks::prices::Told;

/// All that may be repaid, a half and a quarter of it: a smaller sale moves the pair's price less.
const PARTS: [u128; 3] = [1, 2, 4];

/// A liquidation that is sent.
pub(super) struct Planned {
    /// Whose position.
    pub borrower: String,
    pub transaction: Transaction,
    /// The least profit, US dollars.
    pub profit: SignedDecimal,
}

/// What a round has planned so far, and what the account and the pair will be like after it.
pub(super) struct Planner<'a> {
    context: &'a Context,
    config: &'a LiquidateConfig,
    prices: Prices,
    /// Stablecoins at the beginning and now, without what is kept.
    held: Uint128,
    left: Uint128,
    /// QER sold in the round so far, and what it brings.
    sold: Uint128,
    returned: Uint128,
    /// In the order in which they are sent.
    pub planned: Vec<Planned>,
}

impl<'a> Planner<'a> {
    /// Reads prices and the account.
    pub(super) fn begin(
        config: &'a LiquidateConfig,
        context: &'a Context,
        now: u64,
    ) -> Result<Self, TaskError> {
        let protocol = &context.protocol;
        let told = |asset: &str| Told::read(context, asset, now);
        // A claim's ETH counts for nothing without a price.
        let eth = told(&protocol.eth.asset).map(|told| told.received(|record| record.bid));
        let prices = Prices {
            qer: told(&protocol.qer.asset)?.received(|record| record.mid),
            eth: match eth {
                Err(TaskError::Price { .. }) => Decimal::zero(),
                bid => bid?,
            },
            stable: told(&protocol.stable.asset)?.paid(|record| record.mid),
        };
        let home = &context.home;
        let held = home.balance(home.signer(), &protocol.stable.id)?;
        let held = held.saturating_sub(config.keep);
        Ok(Planner {
            context,
            config,
            prices,
            held,
            left: held,
            sold: Uint128::zero(),
            returned: Uint128::zero(),
            planned: Vec::new(),
        })
    }

    /// Plans the liquidation of a position if it pays.
    pub(super) fn consider(
        &mut self,
        row: &LiquidatablePosition,
    ) -> Result<Result<(), PassOver>, TaskError> {
        let Some(quote) = &row.quote else {
            return Ok(Err(PassOver::Refused));
        };
        if quote.repaid.is_zero() {
            return self.write_off(quote);
        }
        let whole = payment(quote.repaid)?;
        let most = whole.min(self.left).min(self.held);
        let mut reason = PassOver::NoFunds;
        for part in PARTS {
            let sent = Uint128::new(most.u128() / part);
            if sent.is_zero() {
                break;
            }
            let asked = match sent == whole {
                true => Some(quote.clone()),
                false => self.quote(quote.borrower.as_str(), sent)?,
            };
            let Some(quote) = asked else {
                reason = PassOver::Refused;
                continue;
            };
            match self.planned(&quote, sent)? {
                Ok((plan, sale)) => {
                    self.add(&quote, plan, sale)?;
                    return Ok(Ok(()));
                }
                Err(why) => reason = why,
            }
        }
        Ok(Err(reason))
    }

    fn quote(&self, borrower: &str, sent: Uint128) -> Result<Option<LiquidationQuote>, TaskError> {
        let query = QueryMsg::QuoteLiquidation {
            borrower: borrower.to_owned(),
            amount: Some(sent),
        };
        let market = &self.context.protocol.market;
        let answer: QuoteLiquidationResponse = self.context.home.ask(market, &query)?;
        Ok(answer.quote)
    }

    #[allow(clippy::type_complexity)] // an error, a reason, or both parts of a plan
    fn planned(
        &self,
        quote: &LiquidationQuote,
        sent: Uint128,
    ) -> Result<Result<(Plan, Option<Sale>), PassOver>, TaskError> {
        let figures = Figures {
            config: self.config,
            protocol: &self.context.protocol,
            prices: self.prices,
        };
        let (offer, _) = figures.minimums(quote)?;
        let sale = match &self.config.pair {
            Some(pair) if !offer.is_zero() => Some(self.sale(pair, offer)?),
            _ => None,
        };
        Ok(plan(&figures, quote, sent, sale)?.map(|plan| (plan, sale)))
    }

    /// What selling so much QER brings after what the round sells before: a constant-product pair gives for two sales
    /// what it gives for both at once, less nothing but roundings and the fee that stays in the pool.
    fn sale(&self, pair: &str, offer: Uint128) -> Result<Sale, TaskError> {
        let protocol = &self.context.protocol;
        let all = self.sold.saturating_add(offer);
        let total: Simulation = self.context.home.ask(pair, &simulation(protocol, all))?;
        Ok(Sale {
            total,
            returned: total.return_amount.saturating_sub(self.returned),
        })
    }

    fn add(
        &mut self,
        quote: &LiquidationQuote,
        plan: Plan,
        sale: Option<Sale>,
    ) -> Result<(), TaskError> {
        let mut messages = vec![self.liquidate(quote, plan.sent, &plan)?];
        // QER for which the pair gives nothing is kept.
        let sale = sale.filter(|_| !plan.min_return.is_zero());
        if let (Some(pair), Some(sale)) = (&self.config.pair, sale) {
            let offer = plan.min_collateral;
            let price = belief_price(offer, plan.min_return, sale.total)?;
            messages.push(sell(&self.context.protocol, pair, offer, price)?);
            self.sold = self.sold.saturating_add(offer);
            self.returned = self.returned.saturating_add(sale.returned);
        }
        let about = format!(
            "liquidate {} at health {}: {} for {} QER and {} ETH",
            quote.borrower, quote.health, plan.sent, plan.min_collateral, plan.min_eth
        );
        self.planned.push(Planned {
            borrower: quote.borrower.to_string(),
            transaction: transaction(TaskName::Liquidate, about, messages),
            profit: plan.profit,
        });
        let left = self.left.saturating_sub(plan.sent);
        self.left = left.saturating_add(plan.min_return);
        Ok(())
    }

    /// Nothing is left to seize: a unit is sent, and comes back.
    fn write_off(&mut self, quote: &LiquidationQuote) -> Result<Result<(), PassOver>, TaskError> {
        if quote.written_off.is_zero() {
            return Ok(Err(PassOver::Refused));
        }
        if !self.config.write_off {
            return Ok(Err(PassOver::WriteOff));
        }
        if self.left.min(self.held).is_zero() {
            return Ok(Err(PassOver::NoFunds));
        }
        let nothing = Plan {
            sent: Uint128::one(),
            min_collateral: Uint128::zero(),
            min_eth: Uint128::zero(),
            min_return: Uint128::zero(),
            profit: SignedDecimal::zero(),
        };
        let message = self.liquidate(quote, nothing.sent, &nothing)?;
        let about = format!("write off {} of {}", quote.written_off, quote.borrower);
        self.planned.push(Planned {
            borrower: quote.borrower.to_string(),
            transaction: transaction(TaskName::Liquidate, about, vec![message]),
            profit: nothing.profit,
        });
        Ok(Ok(()))
    }

    fn liquidate(
        &self,
        quote: &LiquidationQuote,
        sent: Uint128,
        plan: &Plan,
    ) -> Result<cosmwasm_std::WasmMsg, TaskError> {
        let protocol = &self.context.protocol;
        let msg = ExecuteMsg::Liquidate {
            borrower: quote.borrower.to_string(),
            min_collateral: Some(plan.min_collateral),
            min_eth: Some(plan.min_eth),
        };
        let funds = coins(sent.u128(), &protocol.stable.id);
        Ok(call(&protocol.market, &msg, funds)?)
    }
}
