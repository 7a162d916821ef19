//! What every test of the team begins with: a deployment, and a holder who alone decides in the DAO.

use std::ops::{Deref, DerefMut};

use anyhow::Result;
use cosmwasm_std::{Addr, CosmosMsg, Timestamp, Uint128};
use cw_multi_test::AppResponse;
use qerun_testing::suite::{call, qer, Setup, Suite};
use serde_json::{json, Value};

pub const DAY: u64 = 86_400;
/// Of 365 days.
pub const YEAR: u64 = 365 * DAY;
/// A 48th of four years.
pub const MONTH: u64 = 4 * YEAR / 48;

pub struct Team {
    suite: Suite,
    /// Has all the power.
    pub voter: Addr,
    pub anna: Addr,
    pub ben: Addr,
    pub timelock: Addr,
    /// When anna's vesting began.
    pub start: u64,
}

impl Deref for Team {
    type Target = Suite;
    fn deref(&self) -> &Suite {
        &self.suite
    }
}

impl DerefMut for Team {
    fn deref_mut(&mut self) -> &mut Suite {
        &mut self.suite
    }
}

impl Team {
    pub fn new() -> Self {
        let mut suite = Setup::with_genesis().build().unwrap();
        let [voter, anna, ben] = ["voter", "anna", "ben"].map(|name| suite.user(name));
        suite.fund_qer(&voter, qer("2000000")).unwrap();
        suite.stake(&voter, qer("1500000"), None).unwrap();
        suite.net.advance(6);
        let timelock = suite.at.timelock.clone();
        let mut team = Team {
            suite,
            voter,
            anna,
            ben,
            timelock,
            start: 0,
        };
        let begun = team.info(0)["start_time"].as_str().unwrap().to_owned();
        team.start = begun.parse::<u64>().unwrap() / 1_000_000_000;
        team
    }

    /// The vesting contract of the member at this place.
    pub fn vesting(&self, place: usize) -> Addr {
        self.at.vesting[place].clone()
    }

    /// What the contract says of itself.
    pub fn info(&self, place: usize) -> Value {
        self.ask(place, &json!({"info": {}}))
    }

    pub fn ask(&self, place: usize, msg: &Value) -> Value {
        self.net.home.query(&self.vesting(place), msg).unwrap()
    }

    /// What will have vested so many seconds after the start.
    pub fn vested(&self, place: usize, after: u64) -> Uint128 {
        let t = Timestamp::from_seconds(self.start + after);
        let answer = self.ask(place, &json!({"vested": {"t": t}}));
        answer.as_str().unwrap().parse().unwrap()
    }

    /// Goes to so many seconds after the start.
    pub fn go_to(&mut self, after: u64) {
        let wait = (self.start + after)
            .checked_sub(self.net.home.now())
            .expect("that time has passed");
        self.net.advance(wait);
    }

    pub fn send(&mut self, sender: &Addr, place: usize, msg: &Value) -> Result<AppResponse> {
        let vesting = self.vesting(place);
        self.net.home.execute(sender, &vesting, msg, &[])
    }

    /// Anyone has what has vested paid to the member.
    pub fn distribute(&mut self, place: usize) -> Result<AppResponse> {
        let anyone = self.net.home.addr("anyone");
        self.send(&anyone, place, &json!({"distribute": {"amount": null}}))
    }

    /// The DAO decides, and what it decided is executed so many seconds after the start, to the second.
    pub fn decide_for(&mut self, after: u64, messages: Vec<CosmosMsg>) -> Result<AppResponse> {
        // A day of voting, the delay of its class, and half a day to spare in its window.
        let delay = self.class_of(messages.clone())?.delay;
        self.go_to(after - DAY - delay - DAY / 2);
        let voter = self.voter.clone();
        let id = self.decide(&voter, &[], "A member leaves.", messages)?;
        self.post_bond(&voter, id)?;
        self.go_to(after);
        self.execute_operation(id)
    }

    /// The DAO ends a member's vesting at this time.
    pub fn cancel_at(&mut self, place: usize, after: u64) -> Result<AppResponse> {
        let cancel = call(&self.vesting(place), &json!({"cancel": {}})).unwrap();
        self.decide_for(after, vec![cancel])
    }

    pub fn held(&self, who: &Addr) -> Uint128 {
        self.qer_of(who).unwrap()
    }
}

#[track_caller]
pub fn refused<T: std::fmt::Debug>(result: Result<T>, words: &str) {
    let error = format!("{:#}", result.unwrap_err());
    assert!(error.contains(words), "{error}");
}
