//! What every scenario of governance begins with: a governed protocol with loans, and those who govern it.

use std::ops::{Deref, DerefMut};

use anyhow::Result;
use cosmwasm_std::{Addr, BankMsg, CosmosMsg, Uint128};
use cw_multi_test::AppResponse;
use qerun_messages::timelock::{
    BondState, BondsResponse, Class, ExecuteMsg, QueryMsg, StageResponse, Status,
};
use qerun_testing::dao::{Dao, Vote};
use qerun_testing::suite::{call, qer, usd, Setup, Suite};
use serde::Serialize;

pub const DAY: u64 = 86_400;

/// What a sponsor, and eve, begins with.
pub const INITIAL_QER: &str = "500000";

/// The suite, and who plays.
pub struct World {
    suite: Suite,
    /// Proposes; staked 100,000 in tier 0.
    pub alice: Addr,
    /// Has the majority; staked 100,000 in tier 3.
    pub bob: Addr,
    /// Posts bonds.
    pub sam: Addr,
    /// Profits from every attack; has no stake.
    pub eve: Addr,
    /// The DAO.
    pub dao: Dao,
    /// The timelock.
    pub timelock: Addr,
}

impl Deref for World {
    type Target = Suite;
    fn deref(&self) -> &Suite {
        &self.suite
    }
}

impl DerefMut for World {
    fn deref_mut(&mut self) -> &mut Suite {
        &mut self.suite
    }
}

/// The defaults with a week to post a bond and a week to execute, as most scenarios take days for either.
pub fn setup() -> Setup {
    let mut setup = Setup::default();
    let params = &mut setup.plan.timelock.params;
    (params.bond_window, params.execution_window) = (7 * DAY, 7 * DAY);
    setup
}

impl World {
    /// The defaults.
    pub fn new() -> Self {
        Self::with(&setup())
    }

    /// The timelock's treasury holds 1,000,000 QER and 50,000 dollars.
    pub fn with(setup: &Setup) -> Self {
        let mut suite = setup.build().unwrap();
        let timelock = suite.at.timelock.clone();
        let [alice, bob, sam, eve] = ["alice", "bob", "sam", "eve"].map(|name| suite.user(name));
        for user in [&alice, &bob, &sam, &eve] {
            suite.fund_qer(user, qer(INITIAL_QER)).unwrap();
        }
        suite.fund_qer(&timelock, qer("1000000")).unwrap();
        suite.fund_stable(&timelock, usd("50000")).unwrap();
        suite.stake(&alice, qer("100000"), None).unwrap();
        suite.stake(&bob, qer("100000"), Some(3)).unwrap();
        suite.net.advance(6);
        World {
            dao: suite.dao.clone(),
            suite,
            alice,
            bob,
            sam,
            eve,
            timelock,
        }
    }

    /// And sue has supplied 200,000 dollars, of which ann owes 20,000 against 100,000 QER: the reserve
    /// holds ETH of hers and of the protocol's own.
    pub fn with_loans() -> (Self, Addr, Addr) {
        let mut world = World::new();
        let (sue, ann) = (world.user("sue"), world.user("ann"));
        world.fund_stable(&sue, usd("200000")).unwrap();
        world.supply(&sue, usd("200000")).unwrap();
        world.fund_qer(&ann, qer("100000")).unwrap();
        world.deposit(&ann, qer("100000")).unwrap();
        world.refresh().unwrap();
        world.borrow(&ann, usd("20000")).unwrap();
        world.net.relay_all().unwrap();
        assert!(!world.backing().unwrap().unencumbered.is_zero());
        assert!(!world.backing().unwrap().encumbered.is_zero());
        (world, sue, ann)
    }

    /// Time passes.
    pub fn wait(&mut self, seconds: u64) {
        self.net.advance(seconds);
    }

    /// Proposed, voted for and queued.
    pub fn file(&mut self, messages: Vec<CosmosMsg>) -> u64 {
        let (alice, bob) = (self.alice.clone(), self.bob.clone());
        self.decide(&alice, &[&bob], "An operation.", messages)
            .unwrap()
    }

    /// The core itself sends these messages: proposed, voted for, executed; the proposal's status.
    pub fn by_core(&mut self, messages: Vec<CosmosMsg>) -> String {
        let (alice, bob) = (self.alice.clone(), self.bob.clone());
        let id = self
            .propose(&alice, "At once.", &messages, Some(Vote::Yes))
            .unwrap();
        self.vote(&bob, id, Vote::Yes).unwrap();
        self.wait(DAY);
        self.execute_proposal(id).unwrap();
        self.proposal_status(id).unwrap()
    }

    /// Proposed, voted for, queued, and its bond posted by sam if it asks for one: the delay runs.
    pub fn start(&mut self, messages: Vec<CosmosMsg>) -> u64 {
        let id = self.file(messages);
        if self.status(id) == Status::AwaitingBond {
            let sam = self.sam.clone();
            self.post_bond(&sam, id).unwrap();
        }
        assert_eq!(self.status(id), Status::Waiting);
        id
    }

    /// Waits until an operation is ready.
    pub fn ripen(&mut self, id: u64) {
        let ready_at = self.operation(id).unwrap().operation.ready_at.unwrap();
        let now = self.net.home.now();
        self.wait(ready_at - now);
        assert_eq!(self.status(id), Status::Ready);
    }

    /// The whole way up to the execution.
    pub fn enact(&mut self, messages: Vec<CosmosMsg>) -> Result<AppResponse> {
        let id = self.start(messages);
        self.ripen(id);
        self.execute_operation(id)
    }

    /// A message of the timelock to itself.
    pub fn own(&self, msg: ExecuteMsg) -> CosmosMsg {
        call(&self.timelock, &msg).unwrap()
    }

    /// The class of messages.
    pub fn class(&self, messages: Vec<CosmosMsg>) -> Class {
        self.class_of(messages).unwrap().class
    }

    /// The status of an operation.
    pub fn status(&self, id: u64) -> Status {
        self.operation(id).unwrap().status
    }

    /// Where the bond of an operation is.
    pub fn bond_state(&self, id: u64) -> BondState {
        self.operation(id).unwrap().operation.bond_state
    }

    /// QER that the timelock holds as bonds, smallest unit.
    pub fn held(&self) -> Uint128 {
        let answer: BondsResponse = self
            .net
            .home
            .query(&self.timelock, &QueryMsg::Bonds {})
            .unwrap();
        answer.held
    }

    /// The stage.
    pub fn stage(&self) -> StageResponse {
        self.net
            .home
            .query(&self.timelock, &QueryMsg::Stage {})
            .unwrap()
    }

    /// QER of an account.
    pub fn qer_balance(&self, of: &Addr) -> Uint128 {
        self.qer_of(of).unwrap()
    }

    /// Any message of anybody to any contract.
    pub fn send<M: Serialize>(
        &mut self,
        sender: &Addr,
        contract: &Addr,
        msg: &M,
    ) -> Result<AppResponse> {
        self.net.home.execute(sender, contract, msg, &[])
    }

    /// A payment of stablecoins, as the timelock's message.
    pub fn pay(&self, to: &Addr, amount: Uint128) -> CosmosMsg {
        BankMsg::Send {
            to_address: to.to_string(),
            amount: vec![cosmwasm_std::coin(amount.u128(), &self.suite.stable)],
        }
        .into()
    }

    /// A payment of QER, as the timelock's message.
    pub fn pay_qer(&self, to: &Addr, amount: &str) -> CosmosMsg {
        let transfer = qerun_messages::token::ExecuteMsg::Transfer {
            recipient: to.to_string(),
            amount: qer(amount),
        };
        call(&self.at.token, &transfer).unwrap()
    }
}

/// Asserts that something failed for this reason.
#[track_caller]
pub fn refused<T>(result: Result<T>, reason: &str) {
    match result {
        Ok(_) => panic!("succeeded, but should fail with {reason:?}"),
        Err(error) => {
            let text = format!("{error:#}");
            assert!(text.contains(reason), "{text:?} without {reason:?}");
        }
    }
}
