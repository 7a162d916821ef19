//! One airdrop on a mock chain, and the list behind it.

use cosmwasm_std::testing::message_info;
use cosmwasm_std::{from_json, Addr, Coin, CosmosMsg, Env, HexBinary, Response, Uint128, WasmMsg};
use cw20::Cw20ExecuteMsg;
use qerun_airdrop::contract::{execute, instantiate, query};
use qerun_airdrop::ContractError;
use qerun_math::{Hash, MerkleTree};
use qerun_messages::airdrop::{
    ClaimedResponse, Config, Entry, ExecuteMsg, InstantiateMsg, QueryMsg, TotalsResponse,
};
use qerun_mocks::{dump, env_at, Dump, MockDeps, OtherContracts, DAY, START};
use serde::de::DeserializeOwned;

pub use qerun_mocks::addr;

/// Name of the airdrop in most tests.
pub const NAME: &str = "first";
/// Chain of the mocked environment.
pub const CHAIN: &str = "cosmos-testnet-14002";
/// From when on tests can claim.
pub const BEGIN: u64 = START + DAY;
/// From when on they cannot any more.
pub const END: u64 = BEGIN + 90 * DAY;

/// Who gets how much, in the list's order.
#[derive(Clone)]
pub struct List {
    pub rows: Vec<(Addr, Uint128)>,
    tree: MerkleTree,
}

impl List {
    pub fn of(chain: &str, name: &str, rows: Vec<(Addr, Uint128)>) -> Self {
        let leaf = |(index, (account, amount)): (u32, &(Addr, Uint128))| {
            let entry = Entry {
                chain_id: chain,
                name,
                index,
                account: account.as_str(),
                amount: *amount,
            };
            entry.leaf()
        };
        let tree = MerkleTree::new((0..).zip(&rows).map(leaf).collect());
        List { rows, tree }
    }

    /// Of these names and amounts.
    pub fn new(rows: &[(&str, u128)]) -> Self {
        let rows = rows
            .iter()
            .map(|(name, amount)| (addr(name), Uint128::new(*amount)));
        List::of(CHAIN, NAME, rows.collect())
    }

    /// Of so many accounts, who get 1, 2, 3 .. units.
    pub fn long(count: u32) -> Self {
        let row = |i| {
            (
                addr(&format!("holder {i}")),
                Uint128::new(u128::from(i) + 1),
            )
        };
        List::of(CHAIN, NAME, (0..count).map(row).collect())
    }

    pub fn root(&self) -> Hash {
        self.tree.root().unwrap()
    }

    pub fn total(&self) -> Uint128 {
        self.rows.iter().map(|(_, amount)| *amount).sum()
    }

    pub fn count(&self) -> u32 {
        u32::try_from(self.rows.len()).unwrap()
    }

    pub fn proof(&self, index: u32) -> Vec<HexBinary> {
        let proof = self.tree.proof(index).unwrap();
        proof.into_iter().map(HexBinary::from).collect()
    }

    pub fn amount(&self, index: u32) -> Uint128 {
        self.rows[index as usize].1
    }

    /// The message by which an entry is claimed.
    pub fn claim(&self, index: u32) -> ExecuteMsg {
        ExecuteMsg::Claim {
            index,
            amount: self.amount(index),
            proof: self.proof(index),
        }
    }

    /// A configuration that is right for it.
    pub fn config(&self) -> Config<String> {
        Config {
            token: addr("token").into(),
            treasury: addr("timelock").into(),
            name: NAME.into(),
            root: self.root().into(),
            count: self.count(),
            total: self.total(),
            start: BEGIN,
            end: END,
        }
    }
}

pub struct Airdrop {
    pub deps: MockDeps,
    pub env: Env,
    pub list: List,
}

impl Airdrop {
    /// An airdrop that can be claimed.
    pub fn open(list: List) -> Self {
        let mut airdrop = Self::with(list.config(), list).unwrap();
        airdrop.at(BEGIN);
        airdrop
    }

    /// At [`START`].
    pub fn with(config: Config<String>, list: List) -> Result<Self, ContractError> {
        let mut deps = OtherContracts::default().deps();
        let env = env_at("airdrop", START);
        let info = message_info(&addr("deployer"), &[]);
        instantiate(deps.as_mut(), env.clone(), info, InstantiateMsg { config })?;
        Ok(Airdrop { deps, env, list })
    }

    /// Moves to a block time.
    pub fn at(&mut self, time: u64) {
        self.env = env_at("airdrop", time);
    }

    pub fn execute(&mut self, sender: &Addr, msg: ExecuteMsg) -> Result<Response, ContractError> {
        self.execute_with(sender, &[], msg)
    }

    pub fn execute_with(
        &mut self,
        sender: &Addr,
        funds: &[Coin],
        msg: ExecuteMsg,
    ) -> Result<Response, ContractError> {
        execute(
            self.deps.as_mut(),
            self.env.clone(),
            message_info(sender, funds),
            msg,
        )
    }

    /// The account of an entry claims it.
    pub fn claim(&mut self, index: u32) -> Result<Response, ContractError> {
        let (account, msg) = (
            self.list.rows[index as usize].0.clone(),
            self.list.claim(index),
        );
        self.execute(&account, msg)
    }

    pub fn return_rest(&mut self) -> Result<Response, ContractError> {
        self.execute(&addr("anyone"), ExecuteMsg::ReturnRest {})
    }

    /// Fails with this error, and has changed nothing.
    pub fn refused(&mut self, sender: &Addr, msg: ExecuteMsg, wanted: &ContractError) {
        let before = self.storage();
        let error = self.execute(sender, msg.clone()).unwrap_err();
        assert_eq!(error, *wanted, "{msg:?}");
        assert_eq!(self.storage(), before, "{msg:?}");
    }

    pub fn query<T: DeserializeOwned>(&self, msg: QueryMsg) -> T {
        from_json(query(self.deps.as_ref(), self.env.clone(), msg).unwrap()).unwrap()
    }

    pub fn totals(&self) -> TotalsResponse {
        self.query(QueryMsg::Totals {})
    }

    pub fn claimed(&self, account: &Addr) -> Option<Uint128> {
        let account = account.to_string();
        self.query::<ClaimedResponse>(QueryMsg::Claimed { account })
            .amount
    }

    pub fn storage(&self) -> Dump {
        dump(&self.deps.storage)
    }
}

/// What a response transfers, and to whom: of the token, in plain transfers.
pub fn transfers(response: &Response) -> Vec<(String, Uint128)> {
    let transfer = |sub: &cosmwasm_std::SubMsg| match &sub.msg {
        CosmosMsg::Wasm(WasmMsg::Execute {
            contract_addr,
            msg,
            funds,
        }) => {
            assert_eq!(
                (contract_addr.as_str(), funds.len()),
                (addr("token").as_str(), 0)
            );
            assert_eq!(sub.reply_on, cosmwasm_std::ReplyOn::Never);
            match from_json(msg).unwrap() {
                Cw20ExecuteMsg::Transfer { recipient, amount } => (recipient, amount),
                other => panic!("{other:?}"),
            }
        }
        other => panic!("{other:?}"),
    };
    response.messages.iter().map(transfer).collect()
}
