//! Deploys with the engine of `qerun deploy`, and audits as `qerun verify`.

use std::path::Path;

use anyhow::{bail, Context, Result};
use qerun::deploy::{Artifacts, Engine, Side, Silent, State};
use qerun::verify::{self, Audit, Severity};
use qerun_chain::{load_key, Node};
use qerun_deployment::plan::{Both, ChainPlan};
use qerun_deployment::Plan;

use super::Net;

pub struct Deployment {
    /// QER.
    pub token: String,
    /// The DAO's core.
    pub dao: String,
    /// The voting module, which keeps stake.
    pub voting: String,
    /// The official proposal module.
    pub proposals: String,
    /// The official pre-propose module.
    pub pre_propose: String,
    /// The timelock, which owns everything.
    pub timelock: String,
    pub oracle: String,
    pub market: String,
    pub reserve: String,
    /// The outpost on the DEX chain.
    pub outpost: String,
    /// The Astroport pair of stablecoin and ETH on the DEX chain.
    pub pair: String,
    /// The official rewards distributor.
    pub distributor: String,
    pub emissions: String,
    /// The voting over the LP token.
    pub liquidity_voting: String,
    /// The Astroport pair of QER and stablecoin on the protocol's chain.
    pub qer_pair: String,
    /// Its LP token.
    pub lp_token: String,
    /// The official vesting contracts, in the order of the plan's members.
    pub vesting: Vec<String>,
    /// None if the plan has none.
    pub airdrop: Option<String>,
}

/// Sends the steps of the plan that are still missing.
pub fn deploy(plan: &Plan, artifacts: &Path, path: &Path) -> Result<Deployment> {
    let artifacts = Artifacts::open(artifacts)?;
    let open = |chain: &ChainPlan, source| -> Result<Node> {
        let key = load_key(source, chain.coin_type, &chain.prefix)?;
        Ok(Node::open(chain, Some(key))?)
    };
    let mut home = open(&plan.chain.home, &plan.key.home)?;
    let mut dex = open(&plan.chain.dex, &plan.key.dex)?;
    let mut state = State::load(path)?.unwrap_or_default();
    let mut engine = Engine {
        plan,
        artifacts: &artifacts,
        chains: Both {
            home: &mut home,
            dex: &mut dex,
        },
    };
    let outcome = engine.run(&mut state, &mut |state| state.save(path), &mut Silent)?;
    println!(
        "deployed {}: {} of {} steps sent, {:.1} s",
        plan.name,
        outcome.sent,
        outcome.steps,
        outcome.took.as_secs_f64()
    );
    let at = |side, name: &str| {
        let address = state.address(side, name).map(str::to_owned);
        address.with_context(|| format!("{name} is not deployed"))
    };
    let members = plan.team.iter();
    let members = members.map(|member| at(Side::Home, &member.contract_name()));
    Ok(Deployment {
        token: at(Side::Home, "token")?,
        dao: at(Side::Home, "dao")?,
        voting: at(Side::Home, "voting")?,
        proposals: at(Side::Home, "proposals")?,
        pre_propose: at(Side::Home, "pre_propose")?,
        timelock: at(Side::Home, "timelock")?,
        oracle: at(Side::Home, "oracle")?,
        market: at(Side::Home, "market")?,
        reserve: at(Side::Home, "reserve")?,
        outpost: at(Side::Dex, "outpost")?,
        pair: at(Side::Dex, "pair")?,
        distributor: at(Side::Home, "distributor")?,
        emissions: at(Side::Home, "emissions")?,
        liquidity_voting: at(Side::Home, "liquidity_voting")?,
        qer_pair: at(Side::Home, "qer_pair")?,
        lp_token: at(Side::Home, "lp_token")?,
        vesting: members.collect::<Result<_>>()?,
        airdrop: state.address(Side::Home, "airdrop").map(str::to_owned),
    })
}

impl Net {
    /// `qerun verify`, which must find nothing wrong.
    ///
    /// # Errors
    /// The findings.
    pub fn verify(&self) -> Result<Audit> {
        let chains = verify::open(&self.plan)?;
        let facts = verify::gather(&chains.home, &chains.dex, &self.at.timelock)?;
        let audit = verify::audit(&facts, &self.plan, &Artifacts::open(&self.artifacts)?);
        if audit.count(Severity::Fail) > 0 {
            let failed = audit
                .findings
                .iter()
                .filter(|f| f.severity == Severity::Fail);
            let lines: Vec<String> = failed.map(ToString::to_string).collect();
            bail!("verify: {}", lines.join("\n"));
        }
        Ok(audit)
    }
}
