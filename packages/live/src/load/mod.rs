//! Many users at once: each deposits QER, borrows, repays all and withdraws the QER. The relayer has an outage while
//! batches are in flight. At the end every balance is right to the unit.

mod accounting;
mod events;
mod purchase_audit;
mod relayer_outage;
mod report;
mod settle;
mod sums;
pub mod tx_burst;
mod users;

use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::scope;
use std::time::Instant;

use anyhow::{anyhow, ensure, Context, Result};
use cosmwasm_std::{to_json_binary, Decimal};
use qerun_messages::market::{ExecuteMsg as M, ReceiveMsg};
use qerun_messages::token;

use self::accounting::ExpectedBalances;
use self::relayer_outage::{observe_outage, Outage};
use self::settle::{delivered, settle};
use self::tx_burst::{Queue, TxBurst};
use self::users::{job, User};
use crate::net::{call, within, Net, Paths};
use crate::ops::Prices;

/// A whole token of 6 decimals.
const ONE: u128 = 1_000_000;
/// Stablecoins of every user before borrowing.
const STABLE_EACH: u128 = 80 * ONE;
/// What is sent to repay: more than any debt, the rest comes back.
const ENOUGH: u128 = 110 * ONE;
/// Users at the start and at the end whose gas is compared.
const SAMPLE: usize = 50;

/// What to run.
#[derive(clap::Args)]
pub struct Args {
    /// Number of users.
    #[arg(long, default_value_t = 500)]
    users: usize,
    /// Name of the deployment; each run needs a new one.
    #[arg(long, default_value = "load")]
    name: String,
}

pub fn run(paths: &Paths, args: &Args) -> Result<()> {
    ensure!(args.users >= 3 * SAMPLE, "at least {} users", 3 * SAMPLE);
    let start = Instant::now();
    let net = Net::open(paths, &args.name, |plan| {
        // A batch for every 40 users or so: with 500, fewer than the reserve may have open.
        plan.market.batch.min_size = (1_500 * ONE).into();
        // Deep enough that all of them together stay within the reserve's slippage.
        if let Some(pool) = &mut plan.dex_pool {
            pool.stable = (4_000_000 * ONE).into();
            pool.eth = (2_000 * ONE * ONE * ONE).into();
        }
    })?;
    let step = |name: &str| println!("{:>6.1} s  {name}", start.elapsed().as_secs_f64());
    let (alice, faucet) = (net.people.get("alice")?, net.people.get("faucet")?);
    net.ensure_funds(alice, 600_000 * ONE)?;
    net.ensure_funds(faucet, STABLE_EACH * args.users as u128)?;
    net.feed(Prices {
        depth: Decimal::from_ratio(5_000_000u128, 1u128),
        ..Prices::default()
    })?;
    net.insure(alice, 400_000 * ONE)?;
    net.supply(alice, 100_000 * ONE)?;
    net.stake_to_decide(alice)?;
    net.open_phases(alice, net.people.get("bob")?)?;
    step("money for the users");
    let users = users::create_users(&net, args.users)?;
    let stable = net.plan.stable_home();
    let begun = net.home.has(&net.at.market, &stable)? + net.home.has(&net.at.reserve, &stable)?;
    let mut run = Run {
        net: &net,
        users: &users,
        queues: users::queues(&net, &users)?,
        expected: ExpectedBalances::initial(&users),
        bursts: Vec::new(),
    };
    step("borrowing");
    let seen = run.with_relayer_outage()?;
    ensure!(seen.batches >= 2, "never two batches in flight: {seen:?}");
    ensure!(
        seen.orders_later > 0,
        "no order waited during the outage of the relayer: {seen:?}"
    );
    println!("{seen:?}");
    step("settling");
    settle(&net, alice)?;
    step("repaying");
    run.repay(0..args.users)?;
    step("collecting");
    settle(&net, alice)?;
    run.collect()?;
    step("adding up");
    within(60, "the outpost knows of every arrival", || delivered(&net))?;
    let sums = run.expected.ensure_final(&net, &users, begun)?;
    println!("{sums:?}");
    net.verify()?;
    report::print(&run.bursts, args.users)?;
    step("done");
    Ok(())
}

struct Run<'a> {
    net: &'a Net,
    users: &'a [User],
    queues: Vec<Queue<'a>>,
    expected: ExpectedBalances,
    bursts: Vec<(String, TxBurst)>,
}

impl Run<'_> {
    /// Everyone deposits and borrows, and some repay at once, during an outage of the relayer.
    fn with_relayer_outage(&mut self) -> Result<Outage> {
        let (end, net) = (AtomicBool::new(false), self.net);
        scope(|scope| {
            let observer = scope.spawn(|| observe_outage(net, &end));
            let done = self.borrow();
            // Not the first or last ones, whose gas is compared.
            let middle = self.users.len() / 2;
            let done = done.and_then(|()| self.repay(middle - SAMPLE / 2..middle + SAMPLE / 2));
            end.store(true, Ordering::Relaxed);
            let seen = observer
                .join()
                .map_err(|_| anyhow!("the observer panicked"))?;
            done?;
            seen
        })
    }

    fn borrow(&mut self) -> Result<()> {
        let at = &self.net.at;
        for (queue, user) in self.queues.iter_mut().zip(self.users) {
            let who = &user.person.home;
            let deposit = token::ExecuteMsg::Send {
                contract: at.market.clone(),
                amount: user.collateral.into(),
                msg: to_json_binary(&ReceiveMsg::DepositCollateral { on_behalf_of: None })?,
            };
            let borrow = M::Borrow {
                amount: user.debt.into(),
                min_received: None,
                use_perk: None,
            };
            queue.jobs = vec![
                job(call(who, &at.token, &deposit, &[])?, 400_000),
                job(call(who, &at.market, &borrow, &[])?, 1_500_000),
            ];
        }
        self.send("deposit and borrow")
    }

    /// Users in the range who have debt repay it all and withdraw their QER.
    fn repay(&mut self, some: std::ops::Range<usize>) -> Result<()> {
        let (net, at) = (self.net, &self.net.at);
        for (nth, (queue, user)) in self.queues.iter_mut().zip(self.users).enumerate() {
            queue.jobs.clear();
            let who = &user.person.home;
            let position = || net.position(&who.address);
            if !some.contains(&nth) || position()?.debt_shares.is_zero() {
                continue;
            }
            let repay = M::Repay { on_behalf_of: None };
            let take = M::WithdrawCollateral { amount: None };
            let coins = [net.stable(ENOUGH)];
            queue.jobs = vec![
                job(call(who, &at.market, &repay, &coins)?, 900_000),
                job(call(who, &at.market, &take, &[])?, 500_000),
            ];
        }
        self.send("repay and withdraw")
    }

    /// Users whose claim was released in flight collect it.
    fn collect(&mut self) -> Result<()> {
        ensure!(
            self.expected.waiting() > 0,
            "nobody repaid while a batch was in flight"
        );
        for (queue, user) in self.queues.iter_mut().zip(self.users) {
            queue.jobs.clear();
            if self.expected.of(user)?.in_flight {
                let collect = M::Collect { user: None };
                let who = &user.person.home;
                let message = call(who, &self.net.at.market, &collect, &[])?;
                queue.jobs.push(job(message, 500_000));
            }
        }
        self.send("collect")
    }

    fn send(&mut self, name: &str) -> Result<()> {
        let burst = tx_burst::send(&self.net.home, &mut self.queues).context(name.to_owned())?;
        println!(
            "{name}: {} transactions, {:.1} a second, at most {} in a block, {} tried again",
            burst.count,
            burst.rate(),
            burst.most,
            burst.retries
        );
        for sent in burst.sent.iter().flatten() {
            self.expected.record(sent)?;
        }
        self.bursts.push((name.to_owned(), burst));
        Ok(())
    }
}
