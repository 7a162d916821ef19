//! What people do: every verb of the contracts as one call, as a wallet would send it.

use anyhow::Result;
use cosmwasm_std::{coin, to_json_binary, Addr, BankMsg, Coin, Decimal, Uint128, Uint64};
use cw_multi_test::AppResponse;
use qerun_messages::market::{ExecuteMsg as Market, ReceiveMsg};
use qerun_messages::oracle::{ExecuteMsg as Oracle, FeederPrice};
use qerun_messages::{outpost, reserve, token};

use super::{Quotes, Suite};

impl Suite {
    /// An account of the home chain, known by this name in ledgers.
    pub fn user(&mut self, name: &str) -> Addr {
        let user = self.net.home.addr(name);
        self.names.insert(user.clone(), name.to_owned());
        user
    }

    /// Gives a user stablecoins that have really come over the channel.
    pub fn fund_stable(&mut self, user: &Addr, amount: Uint128) -> Result<()> {
        let faucet = self.at.treasury.clone();
        let amount = vec![coin(amount.u128(), &self.stable)];
        self.net.home.send_msg(
            &faucet,
            BankMsg::Send {
                to_address: user.to_string(),
                amount,
            },
        )?;
        Ok(())
    }

    /// Gives a user QER of the treasury's.
    pub fn fund_qer(&mut self, user: &Addr, amount: Uint128) -> Result<()> {
        let (treasury, token) = (self.at.treasury.clone(), self.at.token.clone());
        let msg = token::ExecuteMsg::Transfer {
            recipient: user.to_string(),
            amount,
        };
        self.net.home.execute(&treasury, &token, &msg, &[])?;
        Ok(())
    }

    /// Every feeder publishes these prices, at a new second. Where a pool tells QER's price, anyone pokes it then.
    pub fn publish(&mut self, quotes: Quotes) -> Result<()> {
        if self.net.home.now() <= self.published_at {
            self.net.advance(1);
        }
        let (timestamp, assets) = (self.net.home.now(), &self.plan.assets);
        let one = |asset: &String, price: Decimal, depth: Option<Decimal>| FeederPrice {
            asset: asset.clone(),
            price,
            depth,
            timestamp,
        };
        let mut prices = vec![
            one(&assets.eth.oracle, quotes.eth, None),
            one(&assets.stable.oracle, quotes.stable, None),
        ];
        if self.feeds_qer {
            prices.push(one(&assets.qer, quotes.qer, Some(quotes.depth)));
        }
        let oracle = self.at.oracle.clone();
        for feeder in self.feeders.clone() {
            let msg = Oracle::SubmitPrices {
                prices: prices.clone(),
            };
            self.net.home.execute(&feeder, &oracle, &msg, &[])?;
        }
        if !self.feeds_qer {
            self.poke_qer()?;
        }
        self.published_at = timestamp;
        self.quotes = quotes;
        Ok(())
    }

    /// The feeders publish again what they published last.
    pub fn refresh(&mut self) -> Result<()> {
        self.publish(self.quotes)
    }

    /// Time passes; then the feeders publish the same prices again.
    pub fn pass(&mut self, seconds: u64) -> Result<()> {
        self.net.advance(seconds);
        self.refresh()
    }

    /// Sends a message to the market.
    pub fn market(&mut self, sender: &Addr, msg: &Market, funds: &[Coin]) -> Result<AppResponse> {
        let market = self.at.market.clone();
        self.net.home.execute(sender, &market, msg, funds)
    }

    /// Sends a message to the reserve.
    pub fn reserve(&mut self, sender: &Addr, msg: &reserve::ExecuteMsg) -> Result<AppResponse> {
        let reserve = self.at.reserve.clone();
        self.net.home.execute(sender, &reserve, msg, &[])
    }

    /// `supply`.
    pub fn supply(&mut self, user: &Addr, amount: Uint128) -> Result<AppResponse> {
        let msg = Market::Supply {
            on_behalf_of: None,
            min_shares: None,
        };
        let funds = [coin(amount.u128(), &self.stable)];
        self.market(user, &msg, &funds)
    }

    /// `withdraw`, all if no amount is given.
    pub fn withdraw(&mut self, user: &Addr, amount: Option<Uint128>) -> Result<AppResponse> {
        self.market(
            user,
            &Market::Withdraw {
                amount,
                min_received: None,
            },
            &[],
        )
    }

    /// Deposits collateral through the token's `send`.
    pub fn deposit(&mut self, user: &Addr, amount: Uint128) -> Result<AppResponse> {
        let msg = token::ExecuteMsg::Send {
            contract: self.at.market.to_string(),
            amount,
            msg: to_json_binary(&ReceiveMsg::DepositCollateral { on_behalf_of: None })?,
        };
        let token = self.at.token.clone();
        self.net.home.execute(user, &token, &msg, &[])
    }

    /// `withdraw_collateral`, all if no amount is given.
    pub fn withdraw_collateral(
        &mut self,
        user: &Addr,
        amount: Option<Uint128>,
    ) -> Result<AppResponse> {
        self.market(user, &Market::WithdrawCollateral { amount }, &[])
    }

    /// `borrow`.
    pub fn borrow(&mut self, user: &Addr, amount: Uint128) -> Result<AppResponse> {
        self.market(
            user,
            &Market::Borrow {
                amount,
                min_received: None,
                use_perk: None,
            },
            &[],
        )
    }

    /// `repay` for oneself.
    pub fn repay(&mut self, user: &Addr, amount: Uint128) -> Result<AppResponse> {
        let funds = [coin(amount.u128(), &self.stable)];
        self.market(user, &Market::Repay { on_behalf_of: None }, &funds)
    }

    /// `repay` for another.
    pub fn repay_for(&mut self, payer: &Addr, user: &Addr, amount: Uint128) -> Result<AppResponse> {
        let funds = [coin(amount.u128(), &self.stable)];
        let on_behalf_of = Some(user.to_string());
        self.market(payer, &Market::Repay { on_behalf_of }, &funds)
    }

    /// `collect` for oneself.
    pub fn collect(&mut self, user: &Addr) -> Result<AppResponse> {
        self.market(user, &Market::Collect { user: None }, &[])
    }

    /// The market's `flush`, by a stranger.
    pub fn flush_market(&mut self) -> Result<AppResponse> {
        let anyone = self.net.home.addr("anyone");
        self.market(&anyone, &Market::Flush {}, &[])
    }

    /// The reserve's `flush`, by a stranger.
    pub fn flush_reserve(&mut self) -> Result<AppResponse> {
        let anyone = self.net.home.addr("anyone");
        self.reserve(&anyone, &reserve::ExecuteMsg::Flush { limit: None })
    }

    /// The reserve's `sync` of an order, by a stranger.
    pub fn sync(&mut self, order_id: u64) -> Result<AppResponse> {
        let anyone = self.net.home.addr("anyone");
        self.reserve(
            &anyone,
            &reserve::ExecuteMsg::Sync {
                order_id: Uint64::new(order_id),
            },
        )
    }

    /// The reserve's `resolve` of an order.
    pub fn resolve(
        &mut self,
        by: &Addr,
        order_id: u64,
        outcome: reserve::Resolution,
    ) -> Result<AppResponse> {
        let order_id = Uint64::new(order_id);
        self.reserve(by, &reserve::ExecuteMsg::Resolve { order_id, outcome })
    }

    /// The timelock's `close_lost` of an order.
    pub fn close_lost(&mut self, order_id: u64, make_good: Option<Uint128>) -> Result<AppResponse> {
        let owner = self.at.timelock.clone();
        let order_id = Uint64::new(order_id);
        self.reserve(
            &owner,
            &reserve::ExecuteMsg::CloseLost {
                order_id,
                make_good,
            },
        )
    }

    /// The timelock's `wind_down` of a batch.
    pub fn wind_down(&mut self, batch_id: u64) -> Result<AppResponse> {
        let owner = self.at.timelock.clone();
        let batch_id = Uint64::new(batch_id);
        self.reserve(&owner, &reserve::ExecuteMsg::WindDown { batch_id })
    }

    /// The timelock's `set_barred`.
    pub fn set_barred(&mut self, add: &[&Addr], remove: &[&Addr]) -> Result<AppResponse> {
        let owner = self.at.timelock.clone();
        let names = |list: &[&Addr]| list.iter().map(ToString::to_string).collect();
        let msg = Market::SetBarred {
            add: names(add),
            remove: names(remove),
        };
        self.market(&owner, &msg, &[])
    }

    /// The bank refuses what market and reserve would pay to a user, or no longer.
    pub fn refuse_payments_to(&mut self, user: &Addr, refused: bool) -> Result<()> {
        for from in [self.at.market.clone(), self.at.reserve.clone()] {
            self.net.home.refuse_payments(&from, user, refused)?;
        }
        Ok(())
    }

    /// The outpost's `retry` of an order, by a stranger.
    pub fn retry(&mut self, order_id: u64) -> Result<AppResponse> {
        self.retry_by("anyone", order_id)
    }

    /// The outpost's `retry` of an order, by an account of the DEX chain; `owner` is the outpost's.
    pub fn retry_by(&mut self, name: &str, order_id: u64) -> Result<AppResponse> {
        let sender = self.net.dex.addr(name);
        let msg = outpost::ExecuteMsg::Retry {
            order_id: Uint64::new(order_id),
        };
        let outpost = self.at.outpost.clone();
        self.net.dex.execute(&sender, &outpost, &msg, &[])
    }
}
