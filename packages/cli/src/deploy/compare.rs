//! Compares the contracts on the chains with the plan before a run goes on. A contract's address tells its code and
//! creator, but not the message with which it was instantiated.

use serde_json::Value;

use super::engine::Engine;
use super::planned::{differences, read_message};
use super::{Contract, DeployError, Difference, Side, State, Step};
use qerun_deployment::{Deployment, Known, MODULE_CODES, POOL_CODES};

/// Where the code ids are in the instantiate messages of the DAO's core and of a pool's factory.
const MODULE_IDS: [&str; 3] = [
    "/voting_module_instantiate_info/code_id",
    "/proposal_modules_instantiate_info/0/code_id",
    "/proposal_modules_instantiate_info/0/msg/pre_propose_info/module_may_propose/info/code_id",
];
const POOL_IDS: [&str; 2] = ["/pair_configs/0/code_id", "/token_code_id"];

impl Engine<'_> {
    /// Refuses to go on where a contract was instantiated with another message than the plan's, or where the state and the
    /// chains differ.
    ///
    /// # Errors
    /// [`DeployError::OtherPlan`] with every difference; [`DeployError::State`]; [`DeployError::Chain`].
    pub(super) fn ensure_same_plan(
        &self,
        state: &State,
        deployment: &Deployment,
    ) -> Result<(), DeployError> {
        let mut seen = state.clone();
        let mut found = Vec::new();
        for step in Step::all(self.plan) {
            let known = match step {
                Step::Instantiate { .. } => true,
                Step::Store { side, code } => seen.side(side).codes.contains_key(code),
                Step::CreatePair => seen
                    .address(Side::Dex, Contract::PoolFactory.kind())
                    .is_some(),
                // A pair names the token, and so is the token's if that is there.
                Step::CreateQerPair => {
                    let there =
                        |contract: Contract| seen.address(Side::Home, contract.kind()).is_some();
                    let pool = self.plan.qer_pool.as_ref();
                    let named = pool.is_some_and(|pool| pool.factory.is_some());
                    there(Contract::Token) && (named || there(Contract::QerPoolFactory))
                }
                Step::ProvideLiquidity | Step::FundVesting { .. } => false,
            };
            if !known {
                continue;
            }
            if let Some(one) = self.inspect(step, deployment, &seen)? {
                self.remember(step, one, &mut seen)?;
                if let Step::Instantiate { contract } = step {
                    found.extend(self.compare(contract, deployment, seen.known())?);
                }
            }
        }
        match found.is_empty() {
            true => Ok(()),
            false => Err(DeployError::OtherPlan { differences: found }),
        }
    }

    /// Where the message with which a contract was instantiated differs from the plan's.
    fn compare(
        &self,
        contract: Contract,
        deployment: &Deployment,
        mut known: Known,
    ) -> Result<Vec<Difference>, DeployError> {
        let step = Step::Instantiate { contract };
        let wrap = |source| DeployError::Step { step, source };
        let chain = self.chain_ref(contract.side());
        let history = chain
            .history(deployment.predicted(contract))
            .map_err(wrap)?;
        let first = history.into_iter().next().unwrap_or_default();
        let found = read_message(&first.msg);
        match contract {
            Contract::Dao => {
                self.adopt_code_ids(Side::Home, &found, MODULE_IDS, MODULE_CODES, &mut known)?
            }
            Contract::PoolFactory => {
                self.adopt_code_ids(Side::Dex, &found, POOL_IDS, POOL_CODES, &mut known)?
            }
            Contract::QerPoolFactory => {
                self.adopt_code_ids(Side::Home, &found, POOL_IDS, POOL_CODES, &mut known)?
            }
            _ => {}
        }
        let now = self.counted_from(contract, &found)?;
        let json = |source| DeployError::Json { step, source };
        let wanted = deployment.instantiate_msg(contract, &known, now);
        let wanted = read_message(&wanted.map_err(json)?);
        let mut list = Vec::new();
        differences(&contract.name(self.plan), &found, &wanted, &mut list);
        Ok(list)
    }

    /// Takes over the code ids of the message if they have the planned checksums: the same wasm may be stored twice.
    fn adopt_code_ids<const N: usize>(
        &self,
        side: Side,
        found: &Value,
        paths: [&str; N],
        codes: [&'static str; N],
        known: &mut Known,
    ) -> Result<(), DeployError> {
        for (path, code) in paths.into_iter().zip(codes) {
            let Some(named) = found.pointer(path).and_then(Value::as_u64) else {
                continue;
            };
            let wanted = self.artifacts.checksum(code)?;
            let info = self.chain_ref(side).code(named)?;
            if info.is_some_and(|info| info.checksum == wanted) {
                known.learn_code(side, code, named);
            }
        }
        Ok(())
    }

    /// From when a contract on the chain counts its dates, if they are the plan's: the timelock the steward's, airdrop and
    /// emissions their own. Never later than now, so that dates further in the future than planned show as a difference.
    fn counted_from(&self, contract: Contract, found: &Value) -> Result<u64, DeployError> {
        let (path, planned) = match contract {
            Contract::Timelock => {
                let planned = self.plan.timelock.stewardship.as_ref();
                ("/stewardship/shared_at", planned.map(|s| s.shared_after))
            }
            Contract::Airdrop => {
                let planned = self.plan.airdrop.as_ref();
                ("/config/start", planned.map(|a| a.start_after))
            }
            Contract::Emissions => {
                let planned = self.plan.emissions.as_ref();
                let path = "/streams/0/schedule/start";
                (path, planned.map(|e| e.lock.start_after))
            }
            _ => return Ok(0),
        };
        let now = self.chain_ref(Side::Home).head()?.time;
        let date = found.pointer(path).and_then(Value::as_u64);
        let counted_from = date
            .zip(planned)
            .and_then(|(at, planned)| at.checked_sub(planned));
        Ok(counted_from.unwrap_or_default().min(now))
    }
}
