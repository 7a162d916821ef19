//! `storefront`: buys the protocol's ETH when it is cheaper than the oracle's bid by a margin: earmarked ETH for stablecoins,
//! surplus ETH for QER, which is burned.

use std::time::Duration;

use cosmwasm_std::{coins, to_json_binary, Decimal, StdResult, Uint128, WasmMsg};
use cw20::BalanceResponse;
use qerun_math::{min_out_floor, mul_div_floor, MathError};
use qerun_messages::reserve::{ExecuteMsg, Offer, QueryMsg, ReceiveMsg, StorefrontResponse};
use qerun_messages::token;

use super::call::{call, transaction};
use super::prices::Told;
use crate::config::StorefrontConfig;
use crate::protocol::Protocol;
use crate::task::{Context, Round, Task, TaskError, TaskName};

/// What the reserve says when somebody else was faster.
pub(super) const LOST: &[&str] = &[
    "no ETH is for sale",
    "is less than the",
    "are earmarked for a deficit",
];

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

/// What is paid with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Payment {
    /// What a whole token is worth, US dollars. What the reserve counts it for is the reserve's rule, and part of what it asks.
    pub worth: Decimal,
    /// Its decimals.
    pub decimals: u8,
    /// The most that is paid, smallest unit.
    pub budget: Uint128,
}

/// What is sent to the reserve, smallest units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Purchase {
    /// What exceeds the cost comes back.
    pub paid: Uint128,
    /// The least ETH for which it happens.
    pub min_eth: Uint128,
}

/// What to buy of an offer; nothing while it is too dear: above what leaves `margin`, a share of the bid of ETH, when what is
/// paid counts for what it is worth. The least ETH is what the payment buys at the dearest price that the margin allows: the
/// sale may become cheaper until the block, and must not become dearer than that.
///
/// What the offer gives for a payment is taken from what all of it costs. That is rounded up, so the reserve gives no less.
///
/// # Errors
/// [`MathError`] if a figure cannot be counted.
pub fn purchase(
    offer: &Offer,
    bid: Decimal,
    eth_decimals: u8,
    margin: Decimal,
    payment: &Payment,
) -> Result<Option<Purchase>, MathError> {
    let dearest = bid.saturating_mul(Decimal::one().saturating_sub(margin));
    let paid = offer.cost.min(payment.budget);
    if dearest.is_zero() || paid.is_zero() {
        return Ok(None);
    }
    let given = mul_div_floor(paid, offer.eth, offer.cost)?;
    let min_eth = min_out_floor(
        paid,
        payment.worth,
        payment.decimals,
        dearest,
        eth_decimals,
        Decimal::zero(),
    )?;
    let buys = !min_eth.is_zero() && given >= min_eth;
    Ok(buys.then_some(Purchase { paid, min_eth }))
}

/// What is for sale, and the most that is paid for it, smallest units of what it is sold for.
#[derive(Clone, Copy, Debug)]
enum Sale {
    /// Earmarked ETH, for stablecoins.
    Earmarked { most: Uint128 },
    /// Surplus ETH, for QER.
    Surplus { most: Uint128 },
}

impl Storefront {
    /// The reserve shows one of them at most: earmarked ETH is sold before any surplus is.
    fn sale(&self, shown: &StorefrontResponse) -> Option<(Offer, Sale)> {
        let most = self.config.max_payment;
        let earmarked = shown.deficit.map(|offer| (offer, Sale::Earmarked { most }));
        let surplus = || Some((shown.buyback?, self.config.max_qer?));
        earmarked.or_else(|| surplus().map(|(offer, most)| (offer, Sale::Surplus { most })))
    }

    fn payment(&self, context: &Context, sale: Sale, now: u64) -> Result<Payment, TaskError> {
        let (home, protocol) = (&context.home, &context.protocol);
        let account = home.signer();
        let (token, held, keep, most) = match sale {
            Sale::Earmarked { most } => {
                let held = home.balance(account, &protocol.stable.id)?;
                (&protocol.stable, held, self.config.keep, most)
            }
            Sale::Surplus { most } => {
                let query = token::QueryMsg::Balance {
                    address: account.to_owned(),
                };
                let held: BalanceResponse = home.ask(&protocol.qer.id, &query)?;
                (&protocol.qer, held.balance, self.config.keep_qer, most)
            }
        };
        Ok(Payment {
            worth: Told::read(context, &token.asset, now)?.paid(|record| record.mid),
            decimals: token.decimals,
            budget: held.saturating_sub(keep).min(most),
        })
    }
}

/// The message that buys.
fn message(protocol: &Protocol, sale: Sale, bought: Purchase) -> StdResult<WasmMsg> {
    let min_eth = Some(bought.min_eth);
    match sale {
        Sale::Earmarked { .. } => {
            let funds = coins(bought.paid.u128(), &protocol.stable.id);
            call(&protocol.reserve, &ExecuteMsg::BuyEth { min_eth }, funds)
        }
        Sale::Surplus { .. } => {
            let msg = token::ExecuteMsg::Send {
                contract: protocol.reserve.clone(),
                amount: bought.paid,
                msg: to_json_binary(&ReceiveMsg::BuyBack { min_eth })?,
            };
            call(&protocol.qer.id, &msg, vec![])
        }
    }
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
        let Some((offer, sale)) = self.sale(&shown) else {
            return Ok(Round::IDLE);
        };
        let bid = Told::read(context, &protocol.eth.asset, now)?.received(|record| record.bid);
        let payment = self.payment(context, sale, now)?;
        let margin = self.config.margin;
        let bought = purchase(&offer, bid, protocol.eth.decimals, margin, &payment)?;
        let Some(bought) = bought else {
            return Ok(Round::IDLE);
        };
        let token = match sale {
            Sale::Earmarked { .. } => "stablecoins",
            Sale::Surplus { .. } => "QER",
        };
        let about = format!("buy ETH for {} {token} at {} USD", bought.paid, offer.price);
        let message = message(protocol, sale, bought)?;
        let transaction = transaction(TaskName::Storefront, about, vec![message]);
        Round::of(context.deliver(vec![transaction]))
    }
}
