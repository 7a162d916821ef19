//! The other contracts of the chain, as the contract under test sees them by its queries.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::marker::PhantomData;
use std::rc::Rc;

use cosmwasm_std::testing::{mock_dependencies, MockApi, MockStorage};
use cosmwasm_std::{
    from_json, to_json_binary, Addr, Binary, ContractResult, OwnedDeps, QuerierResult, Storage,
    SystemError, SystemResult, WasmQuery,
};
use cw20::{BalanceResponse, Cw20QueryMsg, TokenInfoResponse};
use serde::de::DeserializeOwned;
use serde::Serialize;

use crate::querier::ChainQuerier;

/// Mocked dependencies. Bank balances: `deps.querier.bank.update_balance(holder, coins)`.
pub type MockDeps = OwnedDeps<MockStorage, MockApi, ChainQuerier>;

/// What the other contracts have stored and how they answer. Clones share it: a test keeps one and changes it while
/// the dependencies made from it are in use.
///
/// As on a chain a contract that was never mentioned does not exist, and a raw read of a key that it does not have
/// finds nothing. A smart query that nobody taught the contract to answer is an error.
#[derive(Clone, Default)]
pub struct OtherContracts {
    contracts: Rc<RefCell<BTreeMap<Addr, Contract>>>,
    modules: Rc<RefCell<BTreeMap<String, Box<Answer>>>>,
}

#[derive(Default)]
struct Contract {
    storage: MockStorage,
    answer: Option<Box<Answer>>,
    cw20: Option<Cw20>,
}

/// Takes the message of a smart query; an error's text is that of the contract.
type Answer = dyn Fn(&Binary) -> Result<Binary, String>;

#[derive(Default)]
struct Cw20 {
    supply: u128,
    balances: BTreeMap<String, u128>,
}

impl OtherContracts {
    /// Dependencies with an empty storage whose queries of contracts are answered from here.
    pub fn deps(&self) -> MockDeps {
        let mut deps = mock_dependencies();
        let others = self.clone();
        deps.querier.update_wasm(move |query| others.query(query));
        OwnedDeps {
            storage: deps.storage,
            api: deps.api,
            querier: ChainQuerier::new(deps.querier, self.clone()),
            custom_query_type: PhantomData,
        }
    }

    /// Teaches the chain to answer the query of a module at this path (`/osmosis.twap.v1beta1.Query/..`): the request is
    /// protobuf, the answer JSON.
    pub fn answer_module(
        &self,
        path: &str,
        answer: impl Fn(&Binary) -> Result<Binary, String> + 'static,
    ) {
        let mut modules = self.modules.borrow_mut();
        modules.insert(path.to_owned(), Box::new(answer));
    }

    /// What the chain answers at a path; None where it was taught nothing.
    pub(crate) fn module(&self, path: &str, request: &Binary) -> Option<Result<Binary, String>> {
        self.modules
            .borrow()
            .get(path)
            .map(|answer| answer(request))
    }

    /// Reads or writes what a contract has stored, through its typed records: raw queries find it.
    pub fn records<T>(&self, contract: &Addr, access: impl FnOnce(&mut dyn Storage) -> T) -> T {
        self.change(contract, |contract| access(&mut contract.storage))
    }

    /// Teaches a contract to answer smart queries of type `Q`. Panics at a query that is none.
    pub fn answer<Q: DeserializeOwned, A: Serialize>(
        &self,
        contract: &Addr,
        answer: impl Fn(Q) -> Result<A, String> + 'static,
    ) {
        self.answer_raw(contract, move |query| {
            let answer = answer(from_json(query).unwrap())?;
            Ok(to_json_binary(&answer).unwrap())
        });
    }

    /// The same in bytes, for answers that cannot be parsed.
    pub fn answer_raw(
        &self,
        contract: &Addr,
        answer: impl Fn(&Binary) -> Result<Binary, String> + 'static,
    ) {
        self.change(contract, |contract| {
            contract.answer = Some(Box::new(answer))
        });
    }

    /// Makes a contract a cw20 in which `holder` has so much; answers `balance` and `token_info`.
    pub fn set_cw20_balance(&self, token: &Addr, holder: &Addr, amount: u128) {
        self.cw20(token, |cw20| {
            cw20.balances.insert(holder.to_string(), amount);
        });
    }

    /// Sets the supply that a cw20 answers; balances need not add up to it.
    pub fn set_cw20_supply(&self, token: &Addr, supply: u128) {
        self.cw20(token, |cw20| cw20.supply = supply);
    }

    /// The contract does not exist any more.
    pub fn remove(&self, contract: &Addr) {
        self.contracts.borrow_mut().remove(contract);
    }

    fn cw20(&self, token: &Addr, change: impl FnOnce(&mut Cw20)) {
        self.change(token, |contract| {
            change(contract.cw20.get_or_insert_with(Cw20::default));
        });
    }

    fn change<T>(&self, contract: &Addr, change: impl FnOnce(&mut Contract) -> T) -> T {
        change(
            self.contracts
                .borrow_mut()
                .entry(contract.clone())
                .or_default(),
        )
    }

    fn query(&self, query: &WasmQuery) -> QuerierResult {
        let others = self.contracts.borrow();
        let find = |address: &String| {
            let contract = others.get(&Addr::unchecked(address));
            contract.ok_or_else(|| SystemError::NoSuchContract {
                addr: address.clone(),
            })
        };
        let answer = match query {
            WasmQuery::Raw { contract_addr, key } => find(contract_addr)
                .map(|contract| Ok(contract.storage.get(key).unwrap_or_default().into())),
            WasmQuery::Smart { contract_addr, msg } => {
                find(contract_addr).map(|contract| contract.smart(msg))
            }
            other => Err(SystemError::UnsupportedRequest {
                kind: format!("{other:?}"),
            }),
        };
        match answer {
            Ok(answer) => SystemResult::Ok(ContractResult::from(answer)),
            Err(error) => SystemResult::Err(error),
        }
    }
}

impl Contract {
    fn smart(&self, msg: &Binary) -> Result<Binary, String> {
        if let Some(answer) = &self.answer {
            return answer(msg);
        }
        let cw20 = self.cw20.as_ref().ok_or("no answer was taught")?;
        match from_json(msg) {
            Ok(Cw20QueryMsg::Balance { address }) => {
                let balance = cw20.balances.get(&address).copied();
                let balance = balance.unwrap_or_default().into();
                Ok(to_json_binary(&BalanceResponse { balance }).unwrap())
            }
            Ok(Cw20QueryMsg::TokenInfo {}) => {
                let info = TokenInfoResponse {
                    name: "Qerun".into(),
                    symbol: "QER".into(),
                    decimals: 6,
                    total_supply: cw20.supply.into(),
                };
                Ok(to_json_binary(&info).unwrap())
            }
            other => Err(format!("not answered by a mocked cw20: {other:?}")),
        }
    }
}
