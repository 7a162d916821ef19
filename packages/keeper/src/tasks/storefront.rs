//! `storefront`: buys earmarked ETH when it is cheaper than the oracle's bid by a margin.

use std::time::Duration;

use cosmwasm_std::{coins, Decimal, Uint128};
use qerun_math::{min_out_floor, MathError};
use qerun_messages::oracle::PriceRecord;
use qerun_messages::reserve::{ExecuteMsg, Offer, QueryMsg, StorefrontResponse};

use super::call::{call, transaction};
use super::prices::fresh_record;
use crate::config::StorefrontConfig;
use crate::protocol::Protocol;
use crate::task::{Context, Round, Task, TaskError, TaskName};

/// What the reserve says when somebody else was faster.
pub(super) const LOST: &[&str] = &["no ETH is for sale", "is less than the"];

/// Buys.
pub struct Storefront {
    config: StorefrontConfig,
}

impl Storefront {
    /// With this configuration.
    #[must_use]
    pub fn new(config: StorefrontConfig) -> Self {
        Storefront { config }
    }
}

/// What is sent to the storefront, smallest units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Purchase {
    /// Stablecoins; what exceeds the cost comes back.
    pub paid: Uint128,
    /// The least ETH for which it happens.
    pub min_eth: Uint128,
}

/// What to buy of an offer; nothing while it is too dear. `margin` is a share of the bid of `eth`, `budget` the most that
/// is paid. The least ETH is what the budget buys at the dearest price that the margin allows: the sale may become cheaper
/// until the block, and must not become dearer than that.
///
/// # Errors
/// [`MathError`] if a figure cannot be counted.
pub fn purchase(
    offer: &Offer,
    eth: &PriceRecord,
    stable: &PriceRecord,
    margin: Decimal,
    budget: Uint128,
    protocol: &Protocol,
) -> Result<Option<Purchase>, MathError> {
    let dearest = eth
        .bid
        .saturating_mul(Decimal::one().saturating_sub(margin));
    let paid = offer.cost.min(budget);
    if offer.price > dearest || dearest.is_zero() || paid.is_zero() {
        return Ok(None);
    }
    // As the storefront counts it: for a dollar at most.
    let value = stable.bid.min(Decimal::one());
    let min_eth = min_out_floor(
        paid,
        value,
        protocol.stable.decimals,
        dearest,
        protocol.eth.decimals,
        Decimal::zero(),
    )?;
    let min_eth = min_eth.min(offer.eth);
    Ok((!min_eth.is_zero()).then_some(Purchase { paid, min_eth }))
}

impl Task for Storefront {
    fn name(&self) -> TaskName {
        TaskName::Storefront
    }

    fn interval(&self) -> Duration {
        Duration::from_secs(self.config.interval)
    }

    fn round(&mut self, context: &Context) -> Result<Round, TaskError> {
        let (home, protocol) = (&context.home, &context.protocol);
        let now = home.head()?.time;
        let shown: StorefrontResponse = home.ask(&protocol.reserve, &QueryMsg::Storefront {})?;
        let Some(offer) = shown.deficit else {
            return Ok(Round::IDLE);
        };
        let eth = fresh_record(context, &protocol.eth.asset, now)?;
        let stable = fresh_record(context, &protocol.stable.asset, now)?;
        let held = home.balance(home.signer(), &protocol.stable.id)?;
        let budget = held
            .saturating_sub(self.config.keep)
            .min(self.config.max_payment);
        let margin = self.config.margin;
        let bought = purchase(&offer, &eth, &stable, margin, budget, protocol)?;
        let Some(Purchase { paid, min_eth }) = bought else {
            return Ok(Round::IDLE);
        };
        let funds = coins(paid.u128(), &protocol.stable.id);
        let min_eth = Some(min_eth);
        let message = call(&protocol.reserve, &ExecuteMsg::BuyEth { min_eth }, funds)?;
        let about = format!("buy ETH for {paid} at {} USD", offer.price);
        let transaction = transaction(TaskName::Storefront, about, vec![message]);
        Round::of(context.deliver(vec![transaction]))
    }
}
