//! What happens: prices fall in steps; a provider hangs, the node is restarted and a keeper killed.

use std::thread::sleep;
use std::time::{Duration, Instant};

use anyhow::{ensure, Result};
use cosmwasm_std::Decimal;
use qerun_chain::Chain;
use qerun_messages::market::{LiquidatableResponse, PositionsByHealthResponse, QueryMsg};
use serde::{Deserialize, Serialize};

use super::borrowers::{self, Borrower};
use super::exchange::Exchange;
use super::process::{Duty, Keeper, Starter};
use super::provider::Providers;
use super::DEPTH;
use crate::net::{within, Net};
use crate::ops::Prices;

/// The slots of the oracle's average, seconds, and the first ones of a slot in which the first price comes: see
/// `crash/slot.rs`.
const SLOT: u64 = 900;
const EARLY: u64 = 160;
/// Longest wait for what needs time or keepers, seconds.
const LONGEST: u64 = 1_800;

/// QER after its first fall, and after it has recovered a little; the average follows slowly.
const DIP: Decimal = Decimal::permille(700);
const DIP_AVERAGE: Decimal = Decimal::permille(900);
const PLATEAU: Decimal = Decimal::permille(840);
/// Positions closed until the provider hangs, the node is restarted and QER collapses.
const UNTIL: [usize; 3] = [8, 20, 45];
/// Prices of QER and ETH when everything falls, and the average of QER at which QER recovers to a little more.
const COLLAPSE: [(u64, u64); 3] = [(500, 1_500), (200, 1_000), (20, 500)];
const LOW_AVERAGE: Decimal = Decimal::permille(220);
const RECOVERY: Decimal = Decimal::permille(1_020);
/// How long the node is down.
const DOWN: Duration = Duration::from_secs(10);
/// Seconds between two of the trader's looks at the pair.
const TRADES: u64 = 4;
/// Keeper names: those who do everything, and those who only feed.
pub const RIVALS: [&str; 2] = ["keeper", "frank"];
const FEEDERS: [&str; 2] = ["guardian", "erin"];

/// What a run consists of.
pub struct Story<'a> {
    pub net: &'a Net,
    pub starter: Starter<'a>,
    pub exchange: Exchange<'a>,
    pub providers: Providers,
    pub borrowers: &'a [Borrower],
    pub start: Instant,
}

/// What the blocks are read with.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize)]
pub struct Facts {
    /// Before the keepers started, and at the end.
    pub first: u64,
    pub last: u64,
    /// When QER collapsed, when it recovered, and when a keeper was killed.
    pub collapse: u64,
    pub recovery: u64,
    pub killed: u64,
    /// Blocks from SIGTERM to the end of a keeper, and milliseconds.
    pub end_blocks: u64,
    pub end_millis: u64,
    /// Seconds for which the node was down.
    pub down: u64,
    /// Transactions that the rivals did not send because they had lost, and failed rounds.
    pub lost: [usize; 2],
    pub failed_rounds: [usize; 2],
}

impl Facts {
    /// At most one block came between the signal and the end.
    ///
    /// # Errors
    /// More did.
    pub fn ensure_ended_within_a_block(&self) -> Result<()> {
        let blocks = self.end_blocks;
        ensure!(blocks <= 1, "{blocks} blocks from SIGTERM to the end");
        Ok(())
    }
}

impl Story<'_> {
    /// # Errors
    /// Something is not as it should be.
    pub fn run(&self) -> Result<Facts> {
        let mut facts = Facts::default();
        let time = || self.net.home.time();
        within(SLOT, "a slot begins", || Ok(time()? % SLOT < EARLY))?;
        facts.first = self.net.home.head()?.height;
        self.tell(Decimal::one(), Decimal::from_ratio(2_000u128, 1u128))?;
        let start = |name, duty| self.starter.start(name, duty, &self.providers);
        let [mut killed, mut kept] = [start(RIVALS[0], Duty::All)?, start(RIVALS[1], Duty::All)?];
        let mut others = Vec::new();
        for name in FEEDERS {
            others.push(start(name, Duty::Feed)?);
        }
        let result = self.all(&mut facts, &mut killed, &mut kept);
        if result.is_err() {
            for keeper in [&killed, &kept].into_iter().chain(&others) {
                self.show(keeper);
            }
        }
        result?;
        for other in &mut others {
            other.terminate()?;
        }
        Ok(facts)
    }

    fn all(&self, facts: &mut Facts, killed: &mut Keeper, kept: &mut Keeper) -> Result<()> {
        let qer = &self.net.plan.assets.qer;
        let eth = &self.net.plan.assets.eth.oracle;
        within(60, "prices", || Ok(self.net.price(qer)?.record.is_some()))?;
        let dave = self.net.people.get("dave")?;
        self.net.open_phases(dave, dave)?;
        let debts = borrowers::borrow(self.net, self.borrowers)?;
        self.step(&format!("{} positions, debt {debts}", self.borrowers.len()));

        let ether = Decimal::from_ratio(2_000u128, 1u128);
        self.tell(DIP, ether)?;
        self.step("QER falls");
        self.until_average(DIP_AVERAGE)?;
        self.tell(PLATEAU, ether)?;
        self.step("QER recovers a little");
        let [hangs, restart, collapse] = UNTIL;
        self.until_closed(hangs, PLATEAU)?;
        self.providers.hang();
        self.step("a provider hangs");
        self.until_closed(restart, PLATEAU)?;
        let down = Instant::now();
        self.net.node.kill()?;
        sleep(DOWN);
        self.net.node.start()?;
        facts.down = down.elapsed().as_secs();
        self.step("the node was killed and started");
        self.until_closed(collapse, PLATEAU)?;
        killed.ensure_runs()?;
        kept.ensure_runs()?;

        facts.collapse = self.net.home.head()?.height;
        for (price, ether) in COLLAPSE {
            let price = Decimal::permille(price);
            self.tell(price, Decimal::from_ratio(ether, 1u128))?;
            self.step(&format!("QER at {price}, ETH at {ether}"));
            within(120, "the oracle has the price", || {
                Ok(self.net.record(qer)?.mid == price)
            })?;
        }
        self.until_average(LOW_AVERAGE)?;
        let price = self.net.record(qer)?.average.checked_mul(RECOVERY)?;
        let ether = self.net.record(eth)?.average.checked_mul(RECOVERY)?;
        let price = Decimal::permille(
            price
                .checked_mul(Decimal::from_ratio(1_000u128, 1u128))?
                .to_uint_ceil()
                .u128()
                .try_into()?,
        );
        self.tell(price, ether)?;
        facts.recovery = self.net.home.head()?.height;
        self.step(&format!("QER at {price}, ETH at {ether}"));
        let before = self.closed()?;
        let quarter = before + (self.borrowers.len() - before) / 4;
        self.until_closed(quarter, price)?;
        facts.killed = self.net.home.head()?.height;
        killed.kill()?;
        self.step("a keeper was killed");
        self.until_closed(self.borrowers.len(), price)?;
        self.step("all are closed");
        self.end(facts, killed, kept)
    }

    /// Nobody is unhealthy or owed anything; a signal ends the keeper.
    fn end(&self, facts: &mut Facts, killed: &Keeper, kept: &mut Keeper) -> Result<()> {
        let query = QueryMsg::Liquidatable {
            start_after: None,
            limit: None,
        };
        let left: LiquidatableResponse = self.net.home.ask(&self.net.at.market, &query)?;
        ensure!(left.positions.is_empty(), "unhealthy: {:?}", left.positions);
        let state = self.net.market()?;
        ensure!(state.debt_shares.is_zero(), "debt is left: {state:?}");
        // What waits in the reserve stays there: ETH costs more on the DEX chain than the oracle says now.
        within(LONGEST, "nothing is in flight", || {
            Ok(self.net.backing()?.in_flight.is_zero())
        })?;
        let before = self.net.home.head()?.height;
        let signal = Instant::now();
        let status = kept.terminate()?;
        facts.end_millis = u64::try_from(signal.elapsed().as_millis())?;
        facts.last = self.net.home.head()?.height;
        facts.end_blocks = facts.last.saturating_sub(before);
        ensure!(status.success(), "{} ended with {status}", kept.name);
        for (nth, keeper) in [killed, &*kept].into_iter().enumerate() {
            for (figures, message) in [
                (&mut facts.lost, "lost"),
                (&mut facts.failed_rounds, "round failed"),
            ] {
                if let Some(place) = figures.get_mut(nth) {
                    *place = keeper.said(message)?;
                }
            }
        }
        Ok(())
    }

    /// The pair and the providers have these prices.
    fn tell(&self, qer: Decimal, eth: Decimal) -> Result<()> {
        self.exchange.move_to(qer)?;
        self.providers.tell(Prices {
            qer,
            depth: DEPTH,
            eth,
        });
        Ok(())
    }

    fn until_average(&self, most: Decimal) -> Result<()> {
        let qer = &self.net.plan.assets.qer;
        within(LONGEST, "the average follows", || {
            Ok(self.net.record(qer)?.average <= most)
        })
    }

    /// Until so many have no debt any more. What keepers sell meanwhile is bought back.
    fn until_closed(&self, count: usize, price: Decimal) -> Result<()> {
        let mut traded = Instant::now();
        within(LONGEST, "positions are closed", || {
            if traded.elapsed().as_secs() >= TRADES {
                self.exchange.move_to(price)?;
                traded = Instant::now();
            }
            Ok(self.closed()? >= count)
        })
    }

    fn closed(&self) -> Result<usize> {
        let mut open = 0usize;
        let mut start_after = None;
        loop {
            let query = QueryMsg::PositionsByHealth {
                start_after,
                limit: Some(30),
            };
            let page: PositionsByHealthResponse = self.net.home.ask(&self.net.at.market, &query)?;
            open = open.saturating_add(page.positions.len());
            start_after = page.next;
            if start_after.is_none() {
                return Ok(self.borrowers.len().saturating_sub(open));
            }
        }
    }

    fn step(&self, name: &str) {
        println!("{:>6.1} s  {name}", self.start.elapsed().as_secs_f64());
    }

    fn show(&self, keeper: &Keeper) {
        let text = std::fs::read_to_string(&keeper.log).unwrap_or_default();
        let lines: Vec<&str> = text.lines().collect();
        eprintln!("-- the end of {}", keeper.log.display());
        for line in lines.iter().skip(lines.len().saturating_sub(15)) {
            eprintln!("{line}");
        }
    }
}
