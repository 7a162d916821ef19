//! The reserve under test, its chain and its records.

use cosmwasm_std::{coin, from_json, Addr, Coin, Empty, Env, IbcPacket, MessageInfo};
use qerun_messages::market::{self, Earmark, BORROWING_OPENED, EARMARK};
use qerun_messages::oracle::{PriceRecord, Status, PRICES};
use qerun_messages::reserve::{
    Backing, Batch, InstantiateMsg, Order, QueryMsg, StorefrontResponse, BACKING, BATCHES,
    BUYBACK_OPENED,
};
use qerun_messages::token::BURNERS;
use qerun_mocks::{env_at, Dump, MockDeps, OtherContracts, START};
use qerun_reserve::contract;
use qerun_reserve::state::{ORDERS, WAITING};
use qerun_reserve::ContractError;

use super::*;

pub struct TestReserve {
    pub deps: MockDeps,
    pub env: Env,
    /// The oracle's records.
    others: OtherContracts,
    pub market: Addr,
    pub owner: Addr,
    pub guardian: Addr,
    pub anyone: Addr,
    /// Bank balances of the reserve.
    pub stable: u128,
    pub eth: u128,
    /// Sequence of the next packet.
    pub next_sequence: u64,
    /// Packets that were sent, in order, with the ids of their orders.
    pub packets: Vec<(u64, IbcPacket)>,
    /// ETH that was paid out, by bank messages.
    pub paid: Vec<(String, Coin)>,
    /// Stablecoins that were sent back, by bank messages.
    pub refunded: Vec<(String, Coin)>,
    /// What was sent to the market, each with its one coin.
    pub to_market: Vec<(market::ExecuteMsg, Coin)>,
    /// ETH of lost orders that came after all.
    pub late_eth: u128,
    /// The protocol's own ETH that went to batches in the place of lost orders.
    pub made_good: u128,
    /// The reserve's QER.
    pub qer: u128,
    /// QER that was burned, and that was sent back.
    pub burned: u128,
    pub qer_refunded: Vec<(String, u128)>,
    /// Earmarked ETH that was sold, and for how many stablecoins, as the events tell it.
    pub sold: (u128, u128),
    /// Surplus ETH that was sold, and for how much QER, as the events tell it.
    pub bought_back: (u128, u128),
}

impl TestReserve {
    pub fn new() -> Self {
        Self::with(|_| {})
    }

    /// Buyback has been opened, as if what that takes had been there once: tests say what is there now.
    pub fn with(change: impl FnOnce(&mut InstantiateMsg)) -> Self {
        let mut reserve = Self::not_open(change);
        let now = reserve.now();
        BUYBACK_OPENED
            .save(&mut reserve.deps.storage, &now)
            .unwrap();
        reserve
    }

    /// As a deployment leaves it.
    pub fn not_open(change: impl FnOnce(&mut InstantiateMsg)) -> Self {
        let mut reserve = Self::uninstantiated();
        let mut msg = instantiate_msg();
        change(&mut msg);
        reserve.instantiate(msg, &[]).unwrap();
        reserve
    }

    /// The market opens borrowing, or has not.
    pub fn borrowing_opened(&self, at: Option<u64>) {
        self.others.records(&self.market, |storage| match at {
            Some(at) => BORROWING_OPENED.save(storage, &at).unwrap(),
            None => BORROWING_OPENED.remove(storage),
        });
    }

    /// The record of when the market opened borrowing becomes nonsense.
    pub fn break_borrowing_opened(&self) {
        self.others.records(&self.market, |storage| {
            storage.set(BORROWING_OPENED.as_slice(), b"nonsense");
        });
    }

    /// The token names this address as a burner, and no other.
    pub fn name_burner(&self, burner: &Addr) {
        self.others.records(&addr("qer"), |storage| {
            BURNERS.clear(storage);
            BURNERS.save(storage, burner, &Empty {}).unwrap();
        });
    }

    /// The chain before the reserve is instantiated.
    pub fn uninstantiated() -> Self {
        let others = OtherContracts::default();
        let reserve = Self {
            deps: others.deps(),
            env: env_at("reserve", START),
            others,
            market: addr("market"),
            owner: addr("owner"),
            guardian: addr("guardian"),
            anyone: addr("anyone"),
            stable: 0,
            eth: 0,
            next_sequence: 1,
            packets: vec![],
            paid: vec![],
            refunded: vec![],
            to_market: vec![],
            late_eth: 0,
            made_good: 0,
            qer: 0,
            burned: 0,
            qer_refunded: vec![],
            sold: (0, 0),
            bought_back: (0, 0),
        };
        reserve.others.records(&reserve.market, |_| {});
        reserve.set_price("usdc", record("0.999", "1", "1.001", START));
        reserve.set_price("eth", record("1990", "2000", "2010", START));
        reserve.set_price("qer", record("1.21", "1.25", "1.28", START));
        reserve
    }

    pub fn instantiate(
        &mut self,
        msg: InstantiateMsg,
        funds: &[Coin],
    ) -> Result<(), ContractError> {
        let info = MessageInfo {
            sender: self.owner.clone(),
            funds: funds.to_vec(),
        };
        contract::instantiate(self.deps.as_mut(), self.env.clone(), info, msg).map(|_| ())
    }

    pub fn this(&self) -> String {
        self.env.contract.address.to_string()
    }

    pub fn now(&self) -> u64 {
        qerun_mocks::now(&self.env)
    }

    /// Time passes; prices stay fresh, and as live as they are.
    pub fn wait(&mut self, seconds: u64) {
        for asset in ["usdc", "eth", "qer"] {
            let end = self.now() + seconds;
            self.change_price(asset, |record| record.expires = end);
        }
        self.wait_until_prices_expire(seconds);
        self.write_prices();
    }

    /// The oracle writes every record anew, as old as they may be.
    pub fn write_prices(&mut self) {
        let now = self.now();
        for asset in ["usdc", "eth", "qer"] {
            self.change_price(asset, |record| {
                record.uptime = record.uptime_at(now);
                record.updated_at = now;
                record.as_of = now;
                record.expires = now + 900;
            });
        }
    }

    /// Time passes; prices age.
    pub fn wait_until_prices_expire(&mut self, seconds: u64) {
        qerun_mocks::wait(&mut self.env, seconds);
    }

    /// Timeout and grace of what is sent now are over.
    pub fn wait_for_grace(&mut self) {
        self.wait(900 + 3_601);
    }

    pub fn set_price(&self, asset: &str, record: PriceRecord) {
        self.others.records(&addr("oracle"), |storage| {
            PRICES.save(storage, asset, &record).unwrap();
        });
    }

    /// Changes a record of the oracle's, if there is one.
    pub fn change_price(&self, asset: &str, change: impl FnOnce(&mut PriceRecord)) {
        let record = self.others.records(&addr("oracle"), |storage| {
            PRICES.may_load(storage, asset).unwrap()
        });
        if let Some(mut record) = record {
            change(&mut record);
            self.set_price(asset, record);
        }
    }

    /// The oracle's record becomes nonsense.
    pub fn break_price(&self, asset: &str) {
        self.others.records(&addr("oracle"), |storage| {
            storage.set(&PRICES.key(asset), b"nonsense");
        });
    }

    pub fn remove_price(&self, asset: &str) {
        self.others.records(&addr("oracle"), |storage| {
            PRICES.remove(storage, asset);
        });
    }

    /// The oracle writes a record of this status.
    pub fn set_status(&mut self, asset: &str, status: Status) {
        self.write_prices();
        self.change_price(asset, |record| record.status = status);
    }

    /// What the market has earmarked.
    pub fn earmark(&self) -> Earmark {
        self.others.records(&self.market, |storage| {
            EARMARK.may_load(storage).unwrap().unwrap_or_default()
        })
    }

    /// The market earmarks ETH, wei, from a second of ETH's uptime on.
    pub fn set_earmark(&self, eth: u128, started: u64) {
        let eth = eth.into();
        self.others.records(&self.market, |storage| {
            EARMARK.save(storage, &Earmark { eth, started }).unwrap();
        });
    }

    /// The market earmarks ETH now, wei.
    pub fn earmark_now(&self, eth: u128) {
        self.set_earmark(eth, self.uptime("eth"));
    }

    /// The protocol's own ETH that is not earmarked, wei.
    pub fn free_eth(&self) -> u128 {
        (self.backing().unencumbered - self.earmark().eth).u128()
    }

    /// The market's record becomes these bytes.
    pub fn break_earmark(&self, record: &[u8]) {
        self.others.records(&self.market, |storage| {
            storage.set(EARMARK.as_slice(), record);
        });
    }

    /// What would be for sale if nothing were earmarked.
    pub fn storefront_without_deficit(&self) -> StorefrontResponse {
        let replace = |record: Option<Vec<u8>>| {
            self.others.records(&self.market, |storage| {
                let old = storage.get(EARMARK.as_slice());
                match record {
                    Some(record) => storage.set(EARMARK.as_slice(), &record),
                    None => storage.remove(EARMARK.as_slice()),
                }
                old
            })
        };
        let old = replace(None);
        let answer = self.storefront();
        replace(old);
        answer
    }

    /// Seconds for which a price has been live.
    pub fn uptime(&self, asset: &str) -> u64 {
        let record = self.others.records(&addr("oracle"), |storage| {
            PRICES.load(storage, asset).unwrap()
        });
        record.uptime_at(self.now())
    }

    /// Tells the chain the reserve's balances.
    pub fn update_bank(&mut self) {
        let balance = vec![coin(self.stable, STABLE), coin(self.eth, eth_denom())];
        let this = self.this();
        self.deps.querier.bank.update_balance(this, balance);
    }

    pub fn order(&self, id: u64) -> Order {
        ORDERS.load(&self.deps.storage, id).unwrap().0
    }

    pub fn batch(&self, id: u64) -> Batch {
        BATCHES.load(&self.deps.storage, id).unwrap()
    }

    pub fn backing(&self) -> Backing {
        BACKING.load(&self.deps.storage).unwrap()
    }

    /// Stablecoins of a batch that wait.
    pub fn waiting(&self, batch: u64) -> u128 {
        let waiting = WAITING.may_load(&self.deps.storage, batch).unwrap();
        waiting.unwrap_or_default().u128()
    }

    /// The whole storage.
    pub fn dump(&self) -> Dump {
        qerun_mocks::dump(&self.deps.storage)
    }

    pub fn query<T: serde::de::DeserializeOwned>(&self, msg: QueryMsg) -> Result<T, ContractError> {
        let answer = contract::query(self.deps.as_ref(), self.env.clone(), msg)?;
        Ok(from_json(answer).unwrap())
    }
}
