//! Asks the chains which steps are done.

use cosmwasm_std::Uint128;
use serde::Deserialize;
use serde_json::{json, Value};

use super::engine::{Engine, Found};
use super::{Contract, DeployError, Side, State, StateError, Step};
use qerun_chain::{ask, Chain, ChainError};
use qerun_deployment::{pool_assets, qer_pool_assets, Deployment};

#[derive(Deserialize)]
struct ProposalModule {
    address: String,
}

#[derive(Deserialize)]
struct CreationPolicy {
    module: ModuleAddress,
}

#[derive(Deserialize)]
struct ModuleAddress {
    addr: String,
}

#[derive(Deserialize)]
struct PairInfo {
    contract_addr: String,
    liquidity_token: String,
    pair_type: Value,
}

impl PairInfo {
    /// Pair and LP token by these names.
    fn found(self, [pair, lp_token]: [&str; 2]) -> Found {
        Found::Contracts(vec![
            (pair.to_owned(), self.contract_addr),
            (lp_token.to_owned(), self.liquidity_token),
        ])
    }
}

/// What a vesting contract says of itself; `status` is `"unfunded"`, `"funded"`, or an object once it is cancelled.
#[derive(Deserialize)]
struct Vest {
    status: Value,
}

#[derive(Deserialize)]
struct PoolInfo {
    total_share: Uint128,
}

impl Engine<'_> {
    /// What a step has made; none if it is still to be done.
    pub(super) fn inspect(
        &self,
        step: Step,
        deployment: &Deployment,
        state: &State,
    ) -> Result<Option<Found>, DeployError> {
        let wrap = |source| DeployError::Step { step, source };
        let chain = self.chain_ref(step.side());
        match step {
            Step::Store { side, code } => self.inspect_code(side, code, state),
            Step::Instantiate { contract } => self.inspect_contract(contract, deployment, state),
            Step::CreatePair => {
                let factory = deployment.predicted(Contract::PoolFactory);
                let pair = find_pair(chain, factory, &pool_assets(self.plan)).map_err(wrap)?;
                Ok(pair.map(|pair| pair.found(["pair", "liquidity_token"])))
            }
            Step::CreateQerPair => {
                let token = deployment.predicted(Contract::Token);
                let assets = qer_pool_assets(self.plan, token);
                let pair = find_pair(chain, deployment.qer_factory(), &assets).map_err(wrap)?;
                let Some(pair) = pair else { return Ok(None) };
                // Anyone may have created it: a factory has one pair of two assets, of whatever type.
                ensure_usable(step, &pair)?;
                Ok(Some(pair.found(["qer_pair", "lp_token"])))
            }
            Step::FundVesting { place } => {
                let vesting = deployment.predicted(Contract::Vesting(place));
                if chain.contract(vesting).map_err(wrap)?.is_none() {
                    return Ok(None);
                }
                let vest: Vest = ask(chain, vesting, &json!({"info": {}})).map_err(wrap)?;
                // A contract that was cancelled since was funded before.
                Ok((vest.status != "unfunded").then_some(Found::Done))
            }
            Step::ProvideLiquidity => {
                let pair = state.known().pair;
                let pool: PoolInfo = ask(chain, &pair, &json!({"pool": {}})).map_err(wrap)?;
                Ok((!pool.total_share.is_zero()).then_some(Found::Done))
            }
        }
    }

    fn inspect_code(
        &self,
        side: Side,
        code: &'static str,
        state: &State,
    ) -> Result<Option<Found>, DeployError> {
        let step = Step::Store { side, code };
        let wrap = |source| DeployError::Step { step, source };
        let chain = self.chain_ref(side);
        let checksum = self.artifacts.checksum(code)?;
        let Some(known) = state.side(side).codes.get(code) else {
            let signer = chain.signer().map_err(wrap)?;
            let found = chain.find_code(checksum, &signer).map_err(wrap)?;
            return Ok(found.map(Found::Code));
        };
        match chain.code(known.id).map_err(wrap)? {
            Some(info) if info.checksum == checksum => Ok(Some(Found::Code(known.id))),
            Some(info) => Err(StateError::Tampered {
                what: format!("the checksum of {code}, code {},", known.id),
                found: checksum.to_owned(),
                wanted: info.checksum,
            }
            .into()),
            None => Err(StateError::Gone {
                what: format!("{code} as code {}", known.id),
                chain: state.side(side).chain_id.clone(),
            }
            .into()),
        }
    }

    fn inspect_contract(
        &self,
        contract: Contract,
        deployment: &Deployment,
        state: &State,
    ) -> Result<Option<Found>, DeployError> {
        let step = Step::Instantiate { contract };
        let wrap = |source| DeployError::Step { step, source };
        let chain = self.chain_ref(contract.side());
        let (address, name) = (
            deployment.predicted(contract).to_owned(),
            contract.name(self.plan),
        );
        let Some(info) = chain.contract(&address).map_err(wrap)? else {
            if state.address(contract.side(), &name).is_some() {
                return Err(StateError::Gone {
                    what: format!("{name} at {address}"),
                    chain: state.side(contract.side()).chain_id.clone(),
                }
                .into());
            }
            return Ok(None);
        };
        // Address and creator follow from code and salt; the admin does not, so it is compared.
        let wanted = deployment.admin(contract);
        if info.admin.as_deref() != wanted {
            let what = "admin";
            let or_nobody = |admin: Option<&str>| admin.unwrap_or("nobody").to_owned();
            let (found, wanted) = (or_nobody(info.admin.as_deref()), or_nobody(wanted));
            return Err(DeployError::OtherContract {
                step,
                address,
                what,
                found,
                wanted,
            });
        }
        let mut rows = vec![(name.into_owned(), address.clone())];
        if contract == Contract::Dao {
            let modules = modules(chain, &address).map_err(wrap)?;
            rows.extend(modules.map(|(name, at)| (name.to_owned(), at)));
        }
        Ok(Some(Found::Contracts(rows)))
    }
}

/// The modules of a DAO, as its core names them.
fn modules(chain: &dyn Chain, core: &str) -> Result<[(&'static str, String); 3], ChainError> {
    let voting: String = ask(chain, core, &json!({"voting_module": {}}))?;
    let modules: Vec<ProposalModule> = ask(chain, core, &json!({"active_proposal_modules": {}}))?;
    let proposals = modules.into_iter().next().map(|module| module.address);
    let proposals = proposals.unwrap_or_default();
    let question = json!({"proposal_creation_policy": {}});
    let policy: CreationPolicy = ask(chain, &proposals, &question)?;
    Ok([
        ("voting", voting),
        ("proposals", proposals),
        ("pre_propose", policy.module.addr),
    ])
}

/// Refuses a pair with another curve than the constant product, and one whose LP token is no cw20, which cannot be staked:
/// newer factories make it a coin.
fn ensure_usable(step: Step, pair: &PairInfo) -> Result<(), DeployError> {
    let wanted = json!({"xyk": {}});
    let (found, lp_token) = (&pair.pair_type, &pair.liquidity_token);
    let (what, found, wanted) = if *found != wanted {
        ("type of pair", found.to_string(), wanted.to_string())
    } else if lp_token.contains('/') {
        (
            "LP token",
            lp_token.clone(),
            "the address of a cw20".to_owned(),
        )
    } else {
        return Ok(());
    };
    let address = pair.contract_addr.clone();
    Err(DeployError::OtherContract {
        step,
        address,
        what,
        found,
        wanted,
    })
}

/// A factory's pair. The factory's refusal means that there is none.
fn find_pair(
    chain: &dyn Chain,
    factory: &str,
    assets: &[Value; 2],
) -> Result<Option<PairInfo>, ChainError> {
    let question = json!({"pair": {"asset_infos": assets}});
    match ask(chain, factory, &question) {
        Ok(pair) => Ok(Some(pair)),
        Err(ChainError::Query { log, .. }) if log.contains("not found") => Ok(None),
        Err(error) => Err(error),
    }
}
