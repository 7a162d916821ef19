//! What a message or a query reads: own records, index entries, and records of other contracts; and what reading and
//! writing costs on a chain.

use std::cell::Cell;

use cosmwasm_std::testing::{message_info, MockStorage};
use cosmwasm_std::{Coin, Deps, DepsMut, Order, QuerierWrapper, Record, Storage};
use qerun_market::contract::{execute, query};
use qerun_messages::market::{ExecuteMsg, QueryMsg};

use super::{addr, storage_gas, Market};

/// A storage that counts.
#[derive(Default)]
struct Counting {
    storage: MockStorage,
    gets: Cell<u64>,
    entries: Cell<u64>,
    gas: Cell<u64>,
}

/// How much was read.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Reads {
    /// Own records, one by one.
    pub gets: u64,
    /// Entries that ranges yielded.
    pub entries: u64,
    /// Records of other contracts.
    pub raw: u64,
}

impl Counting {
    fn pay(&self, gas: u64) {
        self.gas.set(self.gas.get() + gas);
    }
}

impl Storage for Counting {
    fn get(&self, key: &[u8]) -> Option<Vec<u8>> {
        self.gets.set(self.gets.get() + 1);
        let value = self.storage.get(key);
        self.pay(storage_gas::read(key, value.as_deref().unwrap_or_default()));
        value
    }

    fn range<'a>(
        &'a self,
        start: Option<&[u8]>,
        end: Option<&[u8]>,
        order: Order,
    ) -> Box<dyn Iterator<Item = Record> + 'a> {
        let counted = move |record| {
            self.entries.set(self.entries.get() + 1);
            self.pay(storage_gas::step(&record));
            record
        };
        Box::new(self.storage.range(start, end, order).map(counted))
    }

    fn set(&mut self, key: &[u8], value: &[u8]) {
        self.pay(storage_gas::write(key, value));
        self.storage.set(key, value);
    }

    fn remove(&mut self, key: &[u8]) {
        self.pay(storage_gas::REMOVE);
        self.storage.remove(key);
    }
}

impl Market {
    /// What a query reads.
    pub fn reads_of_query(&mut self, msg: QueryMsg) -> Reads {
        let run = |storage: &mut Counting, market: &Market| {
            let deps = Deps {
                storage,
                api: &market.deps.api,
                querier: QuerierWrapper::new(&market.deps.querier),
            };
            query(deps, market.env.clone(), msg).unwrap();
        };
        self.counting(run).0
    }

    /// What a message reads, which is carried out.
    pub fn reads_of(&mut self, sender: &str, funds: &[Coin], msg: ExecuteMsg) -> Reads {
        self.counting_execute(sender, funds, msg).0
    }

    /// What the reads and writes of a message cost, which is carried out.
    pub fn storage_gas_of(&mut self, sender: &str, funds: &[Coin], msg: ExecuteMsg) -> u64 {
        self.counting_execute(sender, funds, msg).1
    }

    fn counting_execute(&mut self, sender: &str, funds: &[Coin], msg: ExecuteMsg) -> (Reads, u64) {
        self.counting(|storage, market| {
            let deps = DepsMut {
                storage,
                api: &market.deps.api,
                querier: QuerierWrapper::new(&market.deps.querier),
            };
            let info = message_info(&addr(sender), funds);
            execute(deps, market.env.clone(), info, msg).unwrap();
        })
    }

    fn counting(&mut self, run: impl FnOnce(&mut Counting, &Market)) -> (Reads, u64) {
        let mut counting = Counting {
            storage: std::mem::take(&mut self.deps.storage),
            ..Counting::default()
        };
        self.world.borrow().raw_reads.set(0);
        self.world.borrow().raw_gas.set(0);
        run(&mut counting, self);
        let raw = self.world.borrow().raw_reads.get();
        let gas = counting.gas.get() + self.world.borrow().raw_gas.get();
        let (gets, entries) = (counting.gets.get(), counting.entries.get());
        self.deps.storage = counting.storage;
        (Reads { gets, entries, raw }, gas)
    }
}
