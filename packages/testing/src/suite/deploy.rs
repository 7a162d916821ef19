//! Carries out a deployment's steps on the two in-process chains, as `qerun deploy` does on live ones.

use anyhow::{Context, Result};
use cosmwasm_std::Addr;
use qerun_deployment::address::AddressError;
use qerun_deployment::plan::{Both, PlanFile, Side};
use qerun_deployment::{
    pool_assets, qer_pool_assets, Contract, Deployment, Known, Step, StepMessage,
};
use serde::Deserialize;
use serde_json::json;

use crate::chain::{Chain, BLOCK_SECONDS};
use crate::codes;
use crate::relayer::Network;

/// The account that signs a deployment, on both chains.
pub const DEPLOYER: &str = "deployer";

/// The answer of Astroport's factory about a pair.
#[derive(Deserialize)]
struct Pair {
    contract_addr: Addr,
    liquidity_token: Addr,
}

/// A deployment that was carried out.
pub struct Deployed<'a> {
    /// What was deployed by whom.
    pub deployment: Deployment<'a>,
    /// What the chains gave.
    pub known: Known,
}

/// Sends the steps' transactions, a block each. The coins of a test pool are minted to the deployer.
///
/// # Errors
/// A step that a chain refuses.
pub fn deploy<'a>(net: &mut Network, plan: &'a PlanFile) -> Result<Deployed<'a>> {
    let deployers = Both {
        home: net.home.addr(DEPLOYER).into_string(),
        dex: net.dex.addr(DEPLOYER).into_string(),
    };
    if let Some(pool) = &plan.dex_pool {
        let deployer = net.dex.addr(DEPLOYER);
        net.dex
            .mint(&deployer, pool.stable.u128(), &plan.stable_dex())?;
        net.dex.mint(&deployer, pool.eth.u128(), &plan.eth_dex())?;
    }
    let checksum = |file| Ok::<_, AddressError>(hex::encode(codes::checksum(file)));
    let deployment = Deployment::new(plan, &deployers, checksum)?;
    let mut known = Known::default();
    for steps in Step::transactions(plan) {
        let mut messages = Vec::new();
        for step in &steps {
            messages.push((*step, deployment.message(*step, &known, net.home.now())?));
        }
        let chain = match steps.first().map(|step| step.side()) {
            Some(Side::Dex) => &mut net.dex,
            _ => &mut net.home,
        };
        send(chain, messages, &mut known).with_context(|| format!("{steps:?}"))?;
        chain.advance(BLOCK_SECONDS);
        for step in steps {
            learn(chain, step, &deployment, plan, &mut known)?;
        }
    }
    // Each chain had a block for each of its own steps; tests go on at one time.
    let (home, dex) = (net.home.now(), net.dex.now());
    if home > dex {
        net.dex.advance(home - dex);
    } else if dex > home {
        net.home.advance(dex - home);
    }
    Ok(Deployed { deployment, known })
}

/// One transaction.
fn send(chain: &mut Chain, messages: Vec<(Step, StepMessage)>, known: &mut Known) -> Result<()> {
    let deployer = chain.addr(DEPLOYER);
    let mut wasm = Vec::new();
    for (step, message) in messages {
        match message {
            StepMessage::Store { code } => {
                let id = chain.store_by(deployer.clone(), codes::contract(code));
                known.learn_code(step.side(), code, id);
            }
            StepMessage::Wasm(message) => wasm.push(message.into()),
        }
    }
    if !wasm.is_empty() {
        chain.send_msgs(&deployer, wasm)?;
    }
    Ok(())
}

/// Asks for the address of what another contract has instantiated.
fn learn(
    chain: &Chain,
    step: Step,
    deployment: &Deployment,
    plan: &PlanFile,
    known: &mut Known,
) -> Result<()> {
    let at = |contract| Addr::unchecked(deployment.predicted(contract));
    match step {
        Step::Instantiate {
            contract: Contract::Dao,
        } => {
            known.voting = chain.query(&at(Contract::Dao), &json!({"voting_module": {}}))?;
        }
        Step::CreatePair => {
            let msg = json!({"pair": {"asset_infos": pool_assets(plan)}});
            let pair: Pair = chain.query(&at(Contract::PoolFactory), &msg)?;
            known.pair = pair.contract_addr.into_string();
        }
        Step::CreateQerPair => {
            let assets = qer_pool_assets(plan, deployment.predicted(Contract::Token));
            let factory = Addr::unchecked(deployment.qer_factory());
            let pair: Pair = chain.query(&factory, &json!({"pair": {"asset_infos": assets}}))?;
            known.qer_pair = pair.contract_addr.into_string();
            known.lp_token = pair.liquidity_token.into_string();
        }
        _ => {}
    }
    Ok(())
}
