//! What each step of a deployment sends.

use std::collections::BTreeMap;

use cosmwasm_std::{to_json_vec, Binary, StdResult, WasmMsg};

use crate::address::{predict, AddressError};
use crate::addresses::Addresses;
use crate::contract::{Contract, MODULE_CODES, POOL_CODES};
use crate::known::Known;
use crate::messages::{
    create_pair, fund_vesting, pool_assets, provide_liquidity, qer_pool_assets, InstantiateMsgs,
};
use crate::plan::{Both, PlanFile, Side};
use crate::step::Step;

/// What the deployer signs for one step, alone or together with others, see [`Step::transactions`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StepMessage {
    /// Store a code; anyone may instantiate it.
    Store {
        /// The file of the code, without `.wasm`.
        code: &'static str,
    },
    /// Instantiate a contract at its predicted address, or execute one.
    Wasm(WasmMsg),
}

/// A deployment of a plan by two deployers.
///
/// ```
/// # use qerun_deployment::plan::{Both, PlanFile};
/// # use qerun_deployment::{address::AddressError, Deployment, Known, Step, StepMessage};
/// fn deploy(
///     plan: &PlanFile,
///     deployers: &Both<String>,
///     checksum: impl Fn(&'static str) -> Result<String, AddressError>,
///     now: u64,
///     mut send: impl FnMut(Vec<(Step, StepMessage)>, &mut Known),
/// ) -> Result<(), Box<dyn std::error::Error>> {
///     let deployment = Deployment::new(plan, deployers, checksum)?;
///     let mut known = Known::default();
///     for steps in Step::transactions(plan) {
///         let mut messages = vec![];
///         for step in steps {
///             messages.push((step, deployment.message(step, &known, now)?));
///         }
///         // Sends them, and fills in what the chain gave: a code's id, or the address of voting or a pair.
///         send(messages, &mut known);
///     }
///     Ok(())
/// }
/// ```
#[derive(Clone, Debug)]
pub struct Deployment<'a> {
    plan: &'a PlanFile,
    deployers: Both<String>,
    predicted: BTreeMap<Contract, String>,
}

impl<'a> Deployment<'a> {
    /// Predicts the addresses of all contracts that the plan instantiates. `checksum` tells the sha256 of a code in hex,
    /// by the name of its file without `.wasm`.
    ///
    /// # Errors
    /// [`AddressError`] for a deployer or checksum that is none; those of `checksum`.
    pub fn new<E: From<AddressError>, S: AsRef<str>>(
        plan: &'a PlanFile,
        deployers: &Both<String>,
        checksum: impl Fn(&'static str) -> Result<S, E>,
    ) -> Result<Self, E> {
        let mut predicted = BTreeMap::new();
        for step in Step::all(plan) {
            let Step::Instantiate { contract } = step else {
                continue;
            };
            let (checksum, deployer) = (checksum(contract.code())?, deployers.get(contract.side()));
            let salt = salt(plan, contract);
            let address = predict(checksum.as_ref(), deployer, salt.as_bytes())?;
            predicted.insert(contract, address);
        }
        Ok(Deployment {
            plan,
            deployers: deployers.clone(),
            predicted,
        })
    }

    /// Where a contract is or will be; empty if the plan does not instantiate it.
    #[must_use]
    pub fn predicted(&self, contract: Contract) -> &str {
        self.predicted
            .get(&contract)
            .map(String::as_str)
            .unwrap_or_default()
    }

    /// Where everything is or will be.
    #[must_use]
    pub fn addresses(&self, known: &Known) -> Addresses {
        let predicted = |contract| self.predicted(contract).to_owned();
        Addresses {
            token: predicted(Contract::Token),
            dao: predicted(Contract::Dao),
            voting: known.voting.clone(),
            timelock: predicted(Contract::Timelock),
            oracle: predicted(Contract::Oracle),
            market: predicted(Contract::Market),
            reserve: predicted(Contract::Reserve),
            outpost: predicted(Contract::Outpost),
            airdrop: predicted(Contract::Airdrop),
            distributor: predicted(Contract::Distributor),
            emissions: predicted(Contract::Emissions),
            liquidity_voting: predicted(Contract::LiquidityVoting),
            qer_factory: self.qer_factory().to_owned(),
            qer_pair: known.qer_pair.clone(),
            lp_token: known.lp_token.clone(),
            vesting: Contract::vesting(self.plan).map(predicted).collect(),
            deployer: self.deployers.home.clone(),
            pair: known.pair.clone(),
        }
    }

    /// Astroport's factory of the pair of QER: the plan's, or the one that is deployed; empty without such a pair.
    #[must_use]
    pub fn qer_factory(&self) -> &str {
        let named = self.plan.qer_pool.as_ref();
        let named = named.and_then(|pool| pool.factory.as_deref());
        named.unwrap_or_else(|| self.predicted(Contract::QerPoolFactory))
    }

    /// Who may migrate a contract: the timelock, or the outpost's owner on the DEX chain. Nobody may migrate a vesting
    /// contract: new code could give a member less than what was promised, or more.
    #[must_use]
    pub fn admin(&self, contract: Contract) -> Option<&str> {
        match (contract, contract.side()) {
            (Contract::Vesting(_), _) => None,
            (_, Side::Home) => Some(self.predicted(Contract::Timelock)),
            (_, Side::Dex) => Some(&self.plan.outpost.owner),
        }
    }

    /// What a step sends. `known` is what the chains gave in the steps before; `now` is the home chain's time, Unix
    /// seconds, from which the steward's time, the airdrop's and the streams' count.
    ///
    /// # Errors
    /// None in practice: all messages can be written as JSON.
    pub fn message(&self, step: Step, known: &Known, now: u64) -> StdResult<StepMessage> {
        let message = match step {
            Step::Store { code, .. } => return Ok(StepMessage::Store { code }),
            Step::Instantiate { contract } => WasmMsg::Instantiate2 {
                admin: self.admin(contract).map(str::to_owned),
                code_id: known.code(contract.side(), contract.code()),
                label: format!("{} {}", self.plan.name, contract.name(self.plan)),
                msg: self.instantiate_msg(contract, known, now)?,
                funds: vec![],
                salt: Binary::from(salt(self.plan, contract).into_bytes()),
            },
            Step::CreatePair => create_pair(
                self.predicted(Contract::PoolFactory),
                pool_assets(self.plan),
            )?,
            Step::ProvideLiquidity => provide_liquidity(self.plan, &known.pair)?,
            Step::CreateQerPair => {
                let assets = qer_pool_assets(self.plan, self.predicted(Contract::Token));
                create_pair(self.qer_factory(), assets)?
            }
            Step::FundVesting { place } => {
                let vesting = self.predicted(Contract::Vesting(place));
                let member = self.plan.team.get(usize::from(place));
                let amount = member.map(|member| member.amount).unwrap_or_default();
                fund_vesting(self.predicted(Contract::Token), vesting, amount)?
            }
        };
        Ok(StepMessage::Wasm(message))
    }

    /// The instantiate message of a contract, JSON.
    ///
    /// # Errors
    /// See [`Deployment::message`].
    pub fn instantiate_msg(
        &self,
        contract: Contract,
        known: &Known,
        now: u64,
    ) -> StdResult<Binary> {
        let at = &self.addresses(known);
        let plan = self.plan;
        let messages = InstantiateMsgs { plan, at };
        match contract {
            Contract::Token => to_json_vec(&messages.token()),
            Contract::Dao => {
                let codes = MODULE_CODES.map(|code| known.code(Side::Home, code));
                to_json_vec(&messages.dao(codes)?)
            }
            Contract::Timelock => to_json_vec(&messages.timelock(now)),
            Contract::Oracle => to_json_vec(&messages.oracle()),
            Contract::Market => to_json_vec(&messages.market()),
            Contract::Reserve => to_json_vec(&messages.reserve()),
            Contract::Outpost => to_json_vec(&messages.outpost()),
            Contract::Airdrop => to_json_vec(&messages.airdrop(now)),
            Contract::PoolFactory => {
                let codes = POOL_CODES.map(|code| known.code(Side::Dex, code));
                to_json_vec(&messages.pool_factory(codes))
            }
            Contract::QerPoolFactory => {
                let codes = POOL_CODES.map(|code| known.code(Side::Home, code));
                to_json_vec(&messages.qer_pool_factory(codes))
            }
            Contract::Distributor => to_json_vec(&messages.distributor()),
            Contract::Emissions => to_json_vec(&messages.emissions(now)),
            Contract::LiquidityVoting => to_json_vec(&messages.liquidity_voting()),
            Contract::Vesting(place) => to_json_vec(&messages.vesting(place.into())),
        }
        .map(Binary::from)
    }
}

/// Plan and contract tell addresses of one deployer apart.
fn salt(plan: &PlanFile, contract: Contract) -> String {
    format!("qerun/{}/{}", plan.name, contract.name(plan))
}
