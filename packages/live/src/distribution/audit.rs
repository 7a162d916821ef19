//! What `qerun` says of the deployment, and where all QER is.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{ensure, Context, Result};
use cosmwasm_std::Uint128;
use cw20::{AllAccountsResponse, Cw20QueryMsg, TokenInfoResponse};

use super::book::Book;
use super::genesis::Genesis;
use super::qer;
use crate::net::{ensure_equal, Net, Paths, Program};

/// Runs `qerun` with the flags of the deployment.
pub struct Audit<'a> {
    program: &'a Program,
    genesis: &'a Genesis,
    artifacts: &'a Path,
}

impl<'a> Audit<'a> {
    pub fn new(program: &'a Program, genesis: &'a Genesis, paths: &'a Paths) -> Self {
        Audit {
            program,
            genesis,
            artifacts: &paths.artifacts,
        }
    }

    /// `qerun deploy`: its last line.
    pub fn deploy(&self) -> Result<String> {
        let told = self.run("deploy", true)?;
        let line = told.lines().find(|line| line.contains("steps"));
        Ok(line.unwrap_or_default().to_owned())
    }

    /// `qerun verify`, which must find nothing wrong: its last line.
    pub fn verify(&self) -> Result<String> {
        let told = self.run("verify", true)?;
        Ok(told.lines().last().unwrap_or_default().to_owned())
    }

    /// `qerun status`.
    pub fn status(&self) -> Result<String> {
        self.run("status", false)
    }

    fn run(&self, command: &str, artifacts: bool) -> Result<String> {
        let mut words = vec![
            command.as_ref(),
            "--plan".as_ref(),
            self.genesis.plan.as_os_str(),
            "--state".as_ref(),
            self.genesis.state.as_os_str(),
        ];
        if artifacts {
            words.extend(["--artifacts".as_ref(), self.artifacts.as_os_str()]);
        }
        self.program.run(&words)
    }

    /// All QER of the plan is there, each contract has what it must have, and the deployer has none.
    pub fn balances(&self, net: &Net, books: &[&Book<'_>]) -> Result<String> {
        let mut left = accounts(net)?;
        let accounts = left.len();
        let sum: u128 = left.values().sum();
        let info: TokenInfoResponse = net.home.ask(&net.at.token, &Cw20QueryMsg::TokenInfo {})?;
        ensure_equal("the supply", info.total_supply, net.plan.token.supply)?;
        ensure_equal("the sum of all balances", sum, info.total_supply.u128())?;

        let mut has = |address: &str| left.remove(address).unwrap_or_default();
        let (mut scheduled, mut dust) = (0, 0);
        for book in books {
            let stream = book.stream()?;
            scheduled += stream.total.u128() - stream.released.u128();
            dust += book.dust();
            ensure!(stream.released <= stream.scheduled, "{stream:?}");
        }
        ensure_equal("emissions", has(&net.at.emissions), scheduled)?;
        ensure_equal("the distributor", has(&net.at.distributor), dust)?;
        let airdrop = net.at.airdrop.as_deref().context("no airdrop")?;
        ensure_equal("the airdrop", has(airdrop), 0)?;
        let deployer = net.people.get("deployer")?;
        ensure_equal("the deployer", has(deployer.at_home()), 0)?;
        let locked = has(&net.at.voting);
        let staked = books.first().context("no book")?.staked_in_all();
        ensure!(locked >= staked, "{locked} are locked, {staked} staked");
        let vesting: u128 = net.at.vesting.iter().map(|address| has(address)).sum();
        let (treasury, pair) = (has(&net.at.timelock), has(&net.at.qer_pair));
        let rest: u128 = left.values().sum();
        Ok(format!(
            "{} in {accounts} accounts: treasury {}, to be released {}, vesting {}, staked or unbonding {}, pair {}, \
             {} others {}; {dust} units of rounding in the distributor",
            qer(sum),
            qer(treasury),
            qer(scheduled),
            qer(vesting),
            qer(locked),
            qer(pair),
            left.len(),
            qer(rest)
        ))
    }
}

/// Everybody's QER.
fn accounts(net: &Net) -> Result<BTreeMap<String, u128>> {
    let mut all = BTreeMap::new();
    let mut last: Option<String> = None;
    loop {
        let page = Cw20QueryMsg::AllAccounts {
            start_after: last.clone(),
            limit: Some(30),
        };
        let page: AllAccountsResponse = net.home.ask(&net.at.token, &page)?;
        let Some(next) = page.accounts.last() else {
            return Ok(all);
        };
        last = Some(next.clone());
        for account in page.accounts {
            let amount: Uint128 = net.qer(&account)?;
            all.insert(account, amount.u128());
        }
    }
}
