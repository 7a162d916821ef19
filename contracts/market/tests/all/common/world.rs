//! What oracle and reserve have published: records in memory, answered to raw queries. And voting,
//! which is asked for the perk.

use std::cell::{Cell, RefCell};

use cosmwasm_std::testing::MockStorage;
use cosmwasm_std::{
    from_json, to_json_binary, Addr, Binary, ContractResult, Response, Storage, SystemError,
    SystemResult, Uint128, WasmQuery,
};
use qerun_messages::oracle::{PriceRecord, Status, PRICES};
use qerun_messages::reserve::{Backing, Batch, BACKING, BATCHES, CONFIG, PARAMS};
use qerun_messages::voting::{HasAccessResponse, QueryMsg};

use super::{addr, dec, int, storage_gas, Market};

/// Seconds from now until a record expires.
pub const FRESH: u64 = 1_000_000_000;

/// What other contracts have published.
#[derive(Default)]
pub struct World {
    oracle: MockStorage,
    reserve: MockStorage,
    /// The reserve answers nothing at all.
    pub reserve_down: bool,
    /// What voting says.
    pub voting: Voting,
    /// Records of other contracts that were read.
    pub raw_reads: Cell<u64>,
    /// What reading them costs.
    pub raw_gas: Cell<u64>,
    /// Whom voting was asked about, and for which perk.
    pub asked: RefCell<Vec<(String, String)>>,
}

/// How voting answers `has_access`.
#[derive(Default)]
pub enum Voting {
    /// There is no such contract.
    #[default]
    Absent,
    /// These have the perk.
    Access(Vec<Addr>),
    /// An error.
    Fails(&'static str),
    /// Something that is no answer.
    Says(&'static str),
}

impl Market {
    /// A live record with this bid; average, mid and ask are 3, 5 and 7 % above. The stablecoin's ask is its bid,
    /// so that figures are easy to follow, and its mid and average, which nothing may look at, are far off.
    /// [`Market::uneven`] has no such ease. Keeps the depth.
    pub fn price(&mut self, asset: &str, price: &str) {
        let bid = dec(price);
        let (average, mid, ask) = if asset == "usdc" {
            (bid * dec("0.8"), bid * dec("1.3"), bid)
        } else {
            (bid * dec("1.03"), bid * dec("1.05"), bid * dec("1.07"))
        };
        let now = self.now();
        let world = &mut self.world.borrow_mut().oracle;
        let old = PRICES.may_load(world, asset).unwrap();
        let record = PriceRecord {
            bid,
            ask,
            mid,
            average,
            depth: old.and_then(|p| p.depth),
            as_of: now,
            expires: now + FRESH,
            status: Status::Live,
            grace_ends: 0,
            uptime: 1_000,
            updated_at: now,
        };
        PRICES.save(world, asset, &record).unwrap();
    }

    pub fn change_price(&mut self, asset: &str, change: impl FnOnce(&mut PriceRecord)) {
        let world = &mut self.world.borrow_mut().oracle;
        let mut record = PRICES.load(world, asset).unwrap();
        change(&mut record);
        PRICES.save(world, asset, &record).unwrap();
    }

    pub fn expire(&mut self, asset: &str) {
        let now = self.now();
        self.change_price(asset, |p| p.expires = now - 1);
    }

    pub fn set_status(&mut self, asset: &str, status: Status) {
        self.change_price(asset, |p| p.status = status);
    }

    pub fn forget_price(&mut self, asset: &str) {
        PRICES.remove(&mut self.world.borrow_mut().oracle, asset);
    }

    /// The reserve's record: roomy unless changed.
    pub fn backing(&mut self, change: impl FnOnce(&mut Backing)) {
        let world = &mut self.world.borrow_mut().reserve;
        let mut backing = BACKING.may_load(world).unwrap().unwrap_or(Backing {
            capacity: int(u128::MAX),
            order_capacity: 8,
            batch_capacity: 15,
            ..Default::default()
        });
        change(&mut backing);
        BACKING.save(world, &backing).unwrap();
    }

    /// The market that the reserve's configuration names.
    pub fn reserve_works_for(&mut self, market: &Addr) {
        let record = format!(r#"{{"market":"{market}","token_decimals":6}}"#);
        let world = &mut self.world.borrow_mut().reserve;
        world.set(CONFIG.as_slice(), record.as_bytes());
    }

    pub fn forget_reserve_config(&mut self) {
        let world = &mut self.world.borrow_mut().reserve;
        world.remove(CONFIG.as_slice());
    }

    /// Publishes for how many seconds the price of the storefront falls.
    pub fn sale_duration(&mut self, seconds: u64) {
        let record =
            format!(r#"{{"max_order":"1","storefront":{{"premium":"0","duration":{seconds}}}}}"#);
        let world = &mut self.world.borrow_mut().reserve;
        world.set(PARAMS.as_slice(), record.as_bytes());
    }

    pub fn forget_sale_duration(&mut self) {
        let world = &mut self.world.borrow_mut().reserve;
        world.remove(PARAMS.as_slice());
    }

    /// Publishes a batch that the reserve has taken and not settled.
    pub fn batch_in_flight(&mut self, id: u64, user_in: u128, protocol_in: u128) {
        let stable_in = int(user_in + protocol_in);
        self.publish_batch(
            id,
            Batch {
                stable_in,
                user_in: int(user_in),
                eth_out: Uint128::zero(),
                stable_out: Uint128::zero(),
                open: stable_in,
                settled: false,
            },
        );
    }

    /// Settles a published batch.
    pub fn settle_batch(&mut self, id: u64, eth_out: u128) {
        let mut batch = BATCHES.load(&self.world.borrow().reserve, id).unwrap();
        batch.eth_out = int(eth_out);
        batch.open = Uint128::zero();
        batch.settled = true;
        self.publish_batch(id, batch);
    }

    /// Settles a published batch as wound down: part of it became ETH, these stablecoins came back, of which the
    /// reserve hands the borrowers' part to the market as such.
    pub fn wind_down(&mut self, id: u64, eth_out: u128, stable_out: u128) -> Response {
        let mut batch = BATCHES.load(&self.world.borrow().reserve, id).unwrap();
        batch.eth_out = int(eth_out);
        batch.stable_out = int(stable_out);
        batch.open = Uint128::zero();
        batch.settled = true;
        let user_out = batch.stable_out * batch.user_in;
        let user_out = user_out.u128() / batch.stable_in.u128();
        self.publish_batch(id, batch);
        self.return_batch(id, stable_out, user_out).unwrap()
    }

    pub fn publish_batch(&mut self, id: u64, batch: Batch) {
        BATCHES
            .save(&mut self.world.borrow_mut().reserve, id, &batch)
            .unwrap();
    }

    /// Overwrites a price with what nobody can read.
    pub fn garble_price(&mut self, asset: &str) {
        let key = PRICES.key(asset);
        self.world.borrow_mut().oracle.set(&key, b"no json at all");
    }

    /// Overwrites what the reserve says that it holds.
    pub fn forget_backing(&mut self, record: &[u8]) {
        let world = &mut self.world.borrow_mut().reserve;
        world.set(BACKING.as_slice(), record);
    }

    /// Overwrites a batch's record with what nobody can read.
    pub fn garble_batch(&mut self, id: u64) {
        let key = BATCHES.key(id);
        self.world.borrow_mut().reserve.set(&key, b"no json at all");
    }
}

/// Answers voting's `has_access` and raw queries: the market must not make any other.
pub fn answer(world: &World, query: &WasmQuery) -> SystemResult<ContractResult<Binary>> {
    if let WasmQuery::Smart { contract_addr, msg } = query {
        if *contract_addr == addr("voting").to_string() {
            return ask_voting(world, msg);
        }
    }
    let WasmQuery::Raw { contract_addr, key } = query else {
        return SystemResult::Err(SystemError::UnsupportedRequest {
            kind: "the market reads raw only".into(),
        });
    };
    world.raw_reads.set(world.raw_reads.get() + 1);
    let storage = if *contract_addr == addr("oracle").to_string() {
        &world.oracle
    } else if *contract_addr == addr("reserve").to_string() && !world.reserve_down {
        &world.reserve
    } else {
        let addr = contract_addr.clone();
        return SystemResult::Err(SystemError::NoSuchContract { addr });
    };
    let value = storage.get(key).unwrap_or_default();
    let gas = world.raw_gas.get() + storage_gas::raw_query(key, &value);
    world.raw_gas.set(gas);
    SystemResult::Ok(ContractResult::Ok(value.into()))
}

fn ask_voting(world: &World, msg: &Binary) -> SystemResult<ContractResult<Binary>> {
    let QueryMsg::HasAccess { address, perk } = from_json(msg).unwrap() else {
        panic!("the market asks has_access only");
    };
    world.asked.borrow_mut().push((address.clone(), perk));
    SystemResult::Ok(match &world.voting {
        Voting::Absent => {
            let addr = addr("voting").to_string();
            return SystemResult::Err(SystemError::NoSuchContract { addr });
        }
        Voting::Access(holders) => {
            let access = holders.iter().any(|holder| holder.as_str() == address);
            let answer = HasAccessResponse {
                access,
                power: int(7),
                reputation: int(3),
            };
            ContractResult::Ok(to_json_binary(&answer).unwrap())
        }
        Voting::Fails(error) => ContractResult::Err((*error).to_owned()),
        Voting::Says(text) => ContractResult::Ok(text.as_bytes().into()),
    })
}
