//! The timelock pauses what can be paused, over and over, held to one rule: not while it is paused, and not
//! before it has been open for as long as it was paused, at least a day.

use anyhow::{ensure, Result};
use cosmwasm_std::to_json_binary;
use qerun_messages::market::{ExecuteMsg, Pausable};
use qerun_messages::voting::{self, ReceiveMsg};
use qerun_messages::{reserve, token};
use rand::Rng;

use super::expectation::Must;
use super::suppliers::pauses;
use super::Random;
use crate::suite::{qer, Suite};

const DAY: u64 = 86_400;

/// What the market can pause, each with its name here.
const PAUSABLE: [(Pausable, &str); 3] = [
    (Pausable::Supply, "supply"),
    (Pausable::Borrow, "borrow"),
    (Pausable::WithdrawCollateral, "withdraw_collateral"),
];
const PURCHASES: &str = "purchases";
const STAKING: &str = "staking";

impl Random {
    /// Whether anything is paused.
    pub(super) fn pauses_run(&self, suite: &Suite) -> bool {
        let now = suite.net.home.now();
        self.pauses.values().any(|(until, _)| now < *until)
    }

    fn may_pause(&self, suite: &Suite, effect: &str) -> bool {
        let now = suite.net.home.now();
        self.pauses
            .get(effect)
            .is_none_or(|(until, ready)| now >= *until && now >= *ready)
    }

    fn paused(&self, suite: &Suite, effect: &str) -> bool {
        let now = suite.net.home.now();
        self.pauses
            .get(effect)
            .is_some_and(|(until, _)| now < *until)
    }

    /// The timelock pauses one or all of the market's verbs, purchases, or staking.
    pub(super) fn pause(&mut self, suite: &mut Suite) -> Result<()> {
        let sender = suite.at.timelock.clone();
        let duration = match self.once_in(10) {
            true => self.rng.gen_range(DAY..3 * DAY),
            false => self.rng.gen_range(60..8_000),
        };
        let effects: Vec<&'static str> = match self.rng.gen_range(0..8) {
            i @ 0..=2 => vec![PAUSABLE[i].1],
            3 => PAUSABLE.map(|(_, name)| name).to_vec(),
            4 | 5 => vec![PURCHASES],
            _ => vec![STAKING],
        };
        let ready = effects.iter().all(|effect| self.may_pause(suite, effect));
        let runs = effects.iter().any(|effect| self.paused(suite, effect));
        let kind = match (ready, runs) {
            (true, _) => "pause",
            (false, true) => "pause_running",
            (false, false) => "pause_cooling_down",
        };
        let text = format!("{effects:?} {duration}");
        let what = (kind, Must::succeed_if(ready), text);
        let voting = suite.at.voting.clone();
        let listed = |name: &&str| PAUSABLE.iter().find(|(_, n)| n == name).map(|(p, _)| *p);
        let actions: Vec<Pausable> = effects.iter().filter_map(listed).collect();
        let done = self.attempt(suite, what, |s| match effects[0] {
            PURCHASES => s.reserve(&sender, &reserve::ExecuteMsg::Pause { duration }),
            STAKING => {
                let msg = voting::ExecuteMsg::Pause { duration };
                s.net.home.execute(&sender, &voting, &msg, &[])
            }
            _ => s.market(&sender, &ExecuteMsg::Pause { actions, duration }, &[]),
        })?;
        if done.is_some() {
            let until = suite.net.home.now() + duration;
            for effect in effects {
                let ready = until + duration.max(DAY);
                self.pauses.insert(effect, (until, ready));
            }
        }
        let told = pauses(suite)?;
        for (name, until) in [
            ("supply", told.supply),
            ("borrow", told.borrow),
            ("withdraw_collateral", told.withdraw_collateral),
            (PURCHASES, suite.backing()?.paused_until),
        ] {
            let known = self.pauses.get(name).map_or(0, |(until, _)| *until);
            ensure!(
                known == until,
                "{name} is paused until {until}, not {known}"
            );
        }
        Ok(())
    }

    /// The timelock ends the pauses of one contract. Their cool-down counts from now.
    pub(super) fn unpause(&mut self, suite: &mut Suite) -> Result<()> {
        if !self.pauses_run(suite) {
            return Ok(());
        }
        let timelock = suite.at.timelock.clone();
        let names = PAUSABLE.map(|(_, name)| name);
        let (effects, kind): (Vec<&'static str>, _) = match self.rng.gen_range(0..3) {
            0 => (names.to_vec(), "unpause"),
            1 => (vec![PURCHASES], "unpause_purchases"),
            _ => (vec![STAKING], "unpause_staking"),
        };
        let runs = effects.iter().any(|effect| self.paused(suite, effect));
        // The market's own verb does not ask whether anything is paused.
        let must = Must::succeed_if(runs || kind == "unpause");
        let voting = suite.at.voting.clone();
        let what = (kind, must, String::new());
        let done = self.attempt(suite, what, |s| match effects[0] {
            PURCHASES => s.reserve(&timelock, &reserve::ExecuteMsg::Unpause {}),
            STAKING => {
                let msg = voting::ExecuteMsg::Unpause {};
                s.net.home.execute(&timelock, &voting, &msg, &[])
            }
            _ => {
                let actions = PAUSABLE.map(|(action, _)| action).to_vec();
                s.market(&timelock, &ExecuteMsg::Unpause { actions }, &[])
            }
        })?;
        if done.is_some() {
            let now = suite.net.home.now();
            for effect in effects {
                if let Some((until, ready)) = self.pauses.get_mut(effect) {
                    let cool_down = *ready - *until;
                    *until = now.min(*until);
                    *ready = *until + cool_down;
                }
            }
        }
        Ok(())
    }

    /// A user stakes, which nothing stops but a pause.
    pub(super) fn stake(&mut self, suite: &mut Suite) -> Result<()> {
        let (user, amount) = (self.user(), self.amount(qer("100")));
        suite.fund_qer(&user, amount)?;
        let msg = token::ExecuteMsg::Send {
            contract: suite.at.voting.to_string(),
            amount,
            msg: to_json_binary(&ReceiveMsg::Stake { tier: None })?,
        };
        let must = Must::succeed_if(!self.paused(suite, STAKING));
        let token = suite.at.token.clone();
        let what = ("stake", must, format!("{user} {amount}"));
        self.attempt_for(suite, &user, what, |s| {
            s.net.home.execute(&user, &token, &msg, &[])
        })?;
        Ok(())
    }
}
