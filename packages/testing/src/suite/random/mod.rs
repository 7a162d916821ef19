//! Random users, keepers, prices, time, relayer faults and attackers on a [`Suite`], one operation
//! at a time, each with what must come of it.
//!
//! The same seed gives the same run. An operation that must succeed and fails, that must fail and
//! succeeds, or that fails and changes anything on either chain, is an error, as is one user's
//! operation that changes another's health or claim.

mod as_quoted;
mod borrowers;
mod conditions;
mod donations;
mod drain;
mod expectation;
mod halts;
mod invalid_calls;
mod keepers;
mod liquidations;
mod losses;
mod lost;
mod outsiders;
mod packet_effects;
mod params;
mod pauses;
mod relaying;
mod suppliers;
mod wind_down;

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use anyhow::Result;
use cosmwasm_std::{coin, Addr, Decimal, Uint128};
use rand::seq::SliceRandom;
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;

pub use self::donations::Recipient;
pub use self::expectation::Tally;

use super::{decimal, eth, usd, InvariantChecker, Setup, Suite};
use crate::relayer::PacketId;

/// Operations of which the log keeps the last.
const LOG: usize = 20;
/// Users; each of them supplies and borrows.
const USERS: usize = 12;

/// A generator of operations, and what it counts.
pub struct Random {
    /// The seed of this run.
    pub seed: u64,
    /// Operations so far.
    pub operations: u64,
    /// Everyone who supplies and borrows.
    pub users: Vec<Addr>,
    rng: ChaCha8Rng,
    /// Depth at the beginning, USD.
    depth: Decimal,
    tally: BTreeMap<&'static str, Tally>,
    log: VecDeque<String>,
    open: bool,
    /// Whether the operation did anything yet.
    acted: bool,
    /// Packets once seen pending, for duplicates.
    packets: VecDeque<PacketId>,
    /// ETH that has arrived from the outpost.
    returned: Uint128,
    /// ETH and stablecoins that came for orders after they were closed as lost, and that were recorded.
    late_eth: Uint128,
    late_stable: Uint128,
    /// ETH of the protocol's own that made lost orders good.
    made_good: Uint128,
    /// Whom the bank refuses payments of market or reserve.
    refused: Vec<Addr>,
    /// Who may not borrow.
    barred: BTreeSet<Addr>,
    /// When each effect is paused until, and from when it may be paused again.
    pauses: BTreeMap<&'static str, (u64, u64)>,
    /// What was given away, by recipient and denom.
    donations: BTreeMap<(Recipient, String), Uint128>,
    /// What attackers were given to send in packets, by target and denom.
    stakes: BTreeMap<(Recipient, String), Uint128>,
}

/// Weights of the operations, in one place.
type Operation = fn(&mut Random, &mut Suite) -> Result<()>;
const OPERATIONS: &[(u32, Operation)] = &[
    (45, Random::supply),
    (35, Random::withdraw),
    (55, Random::deposit),
    (15, Random::on_behalf),
    (30, Random::withdraw_collateral),
    (130, Random::borrow),
    (65, Random::repay),
    (20, Random::repay_for_another),
    (35, Random::collect),
    (15, Random::flush_market),
    (40, Random::flush_reserve),
    (22, Random::sync),
    (20, Random::retry),
    (18, Random::resolve),
    (24, Random::close_lost),
    (34, Random::wind_down),
    (14, Random::dust),
    (8, Random::refuse_payments),
    (6, Random::bar),
    (4, Random::fund_insurance),
    (300, Random::relay),
    (20, Random::relay_again),
    (15, Random::relay_wrongly),
    (55, Random::prices),
    (4, Random::disagree),
    (60, Random::time),
    (3, Random::halt),
    (25, Random::resume),
    (12, Random::pause),
    (12, Random::unpause),
    (6, Random::stake),
    (8, Random::push_pool),
    (22, Random::arbitrage),
    (90, Random::liquidate),
    (60, Random::liquidate_in_the_block_of_the_borrow),
    (25, Random::buy_eth),
    (12, Random::buy_back),
    (6, Random::crash),
    (10, Random::recover),
    (3, Random::close_channel),
    (30, Random::reopen_channel),
    (12, Random::donate),
    (10, Random::forged_packet),
    (8, Random::change_market),
    (5, Random::change_reserve),
    (15, Random::invalid_call),
];

impl Random {
    /// The deployment that random runs are made for: the defaults with smaller batches and orders,
    /// so that there are many.
    pub fn setup() -> Setup {
        let mut setup = Setup::default();
        setup.plan.market.batch.min_size = usd("500");
        setup.plan.reserve.max_order = usd("5000");
        setup.plan.reserve.max_in_flight = usd("20000");
        setup.plan.reserve.grace = 3_600;
        setup.plan.reserve.buyback_above = Some(eth("1"));
        // Little enough that a crash reaches every tranche.
        setup.plan.market.min_insurance = decimal("0.01");
        setup.quotes.depth = decimal("300000");
        setup.plan.market.stress.collateral_fall = decimal("0.6");
        setup.plan.market.stress.eth_fall = decimal("0.4");
        setup.insurance = usd("3300");
        setup
    }

    /// The same with so little insurance, in so shallow a pool, that most crashes reach the suppliers.
    pub fn shallow_setup() -> Setup {
        let mut setup = Random::setup();
        setup.plan.market.batch.min_size = usd("100");
        // A quarter of a loan is all that its claim secures.
        setup.plan.market.cash_share = decimal("0.75");
        setup.quotes.depth = decimal("60000");
        setup.insurance = usd("660");
        setup
    }

    /// Prepares a run on a fresh suite: names the users, gives the treasury ETH to donate, and opens buyback if there is a level.
    pub fn new(seed: u64, suite: &mut Suite) -> Result<Self> {
        let users = (0..USERS)
            .map(|i| suite.user(&format!("user-{i}")))
            .collect();
        let (bridge, denom) = (suite.net.dex.addr("bridge"), suite.dex_eth());
        let eth = coin(1_000 * 10u128.pow(18), &denom);
        suite.net.dex.mint(&bridge, eth.amount.u128(), &denom)?;
        let treasury = suite.at.treasury.to_string();
        let dex = &mut suite.net.dex;
        dex.transfer(
            &bridge,
            &suite.plan.route.dex_channel,
            &treasury,
            eth,
            600,
            "",
        )?;
        suite.net.relay_all()?;
        // A plan without a level has no buyback.
        match suite.plan.reserve.buyback_above {
            Some(_) => suite.open_buyback()?,
            None => suite.let_reserve_burn()?,
        }
        Ok(Random {
            seed,
            operations: 0,
            users,
            rng: ChaCha8Rng::seed_from_u64(seed),
            depth: suite.quotes.depth,
            tally: BTreeMap::new(),
            log: VecDeque::new(),
            open: true,
            acted: false,
            packets: VecDeque::new(),
            returned: Uint128::zero(),
            late_eth: Uint128::zero(),
            late_stable: Uint128::zero(),
            made_good: Uint128::zero(),
            refused: vec![],
            barred: BTreeSet::new(),
            pauses: BTreeMap::new(),
            donations: BTreeMap::new(),
            stakes: BTreeMap::new(),
        })
    }

    /// Builds the deployment and runs so many operations on it, with every invariant checked after
    /// each.
    ///
    /// # Errors
    /// The first rule or invariant that is broken, with the seed and the last operations.
    pub fn run(seed: u64, operations: u64) -> Result<(Suite, InvariantChecker, Random)> {
        Random::run_on(&Random::setup(), seed, operations)
    }

    /// The same on another deployment.
    ///
    /// # Errors
    /// As [`Random::run`].
    pub fn run_on(
        setup: &Setup,
        seed: u64,
        operations: u64,
    ) -> Result<(Suite, InvariantChecker, Random)> {
        let mut suite = setup.build()?;
        let mut checker = InvariantChecker::default();
        let mut random = Random::new(seed, &mut suite)?;
        let done = random.go_on(&mut suite, &mut checker, operations);
        done.map_err(|error| random.explain(&error))?;
        Ok((suite, checker, random))
    }

    /// So many operations more.
    pub fn go_on(
        &mut self,
        suite: &mut Suite,
        checker: &mut InvariantChecker,
        operations: u64,
    ) -> Result<()> {
        checker.check(suite)?;
        for _ in 0..operations {
            self.step(suite)?;
            checker.check(suite)?;
        }
        Ok(())
    }

    /// One operation. If there is no occasion for the one that is drawn, another is drawn.
    pub fn step(&mut self, suite: &mut Suite) -> Result<()> {
        self.operations += 1;
        self.acted = false;
        while !self.acted {
            let (_, operation) =
                OPERATIONS.choose_weighted(&mut self.rng, |(weight, _)| *weight)?;
            operation(self, suite)?;
        }
        Ok(())
    }

    /// One user.
    fn user(&mut self) -> Addr {
        self.users[self.rng.gen_range(0..self.users.len())].clone()
    }

    /// True once in `n` times.
    fn once_in(&mut self, n: u32) -> bool {
        self.rng.gen_ratio(1, n)
    }

    /// From 1 to `most`, often small; `most` itself now and then. Never zero.
    fn amount(&mut self, most: Uint128) -> Uint128 {
        let most = most.u128().max(1);
        match self.rng.gen_range(0..10) {
            0 => Uint128::new(most),
            1 => Uint128::new(self.rng.gen_range(1..=most.min(1_000))),
            2..=4 => Uint128::new(self.rng.gen_range(1..=(most / 20).max(1))),
            _ => Uint128::new(self.rng.gen_range(1..=most)),
        }
    }
}
