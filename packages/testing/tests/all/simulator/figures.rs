//! The figures of a path, and how near they must be.

use cosmwasm_std::Uint128;
use qerun_messages::market::WriteOffs;
use qerun_simulate::Outcome;

/// What the contracts did on a path. Smallest units.
#[derive(Clone, Debug, Default)]
pub struct Contracts {
    pub liquidations: u32,
    pub write_offs: u32,
    pub sales: u32,
    /// Liquidations that the market would have carried out and that paid nobody, step by step.
    pub unprofitable: u32,
    pub repaid: Uint128,
    pub seized: Uint128,
    pub eth_paid: Uint128,
    pub stable_paid: Uint128,
    pub earmarked: Uint128,
    /// Of what sales brought beyond the booked value, what came back to suppliers.
    pub to_suppliers: Uint128,
    /// Of this path alone.
    pub written_off: WriteOffs,
    pub debt_after: Uint128,
    pub insurance_after: Uint128,
    pub deficit_after: Uint128,
}

/// Smallest units of the stablecoin by which an amount may differ for each message.
pub const UNITS: f64 = 24.0;
/// By which part of itself besides: the engine counts losses larger by 10^-9.
pub const PART: f64 = 1.5e-9;

/// Every figure, and that suppliers lose no less in the engine.
#[track_caller]
pub fn compare(contracts: &Contracts, engine: &Outcome, path: &str) {
    let messages = f64::from(contracts.liquidations + contracts.sales + 1);
    let written_off = &contracts.written_off;
    assert_eq!(
        (contracts.liquidations, contracts.write_offs),
        (engine.liquidations, engine.write_offs),
        "{path}: {contracts:?}\n{engine:?}"
    );
    // A unit of the stablecoin buys so many units of QER and ETH at the lowest prices.
    let qer = 1.0 + 1.0 / engine.lowest_price;
    let eth = 1e12 / 50.0;
    for (name, theirs, ours, decimals, unit) in [
        ("repaid", contracts.repaid, engine.repaid, 6, 1.0),
        ("seized", contracts.seized, engine.seized, 6, qer),
        ("eth paid", contracts.eth_paid, engine.eth_paid, 18, eth),
        (
            "stable paid",
            contracts.stable_paid,
            engine.stable_paid,
            6,
            1.0,
        ),
        (
            "earmarked",
            contracts.earmarked,
            engine.eth_earmarked,
            18,
            eth,
        ),
        ("written off", written_off.debt, engine.written_off, 6, 1.0),
        (
            "insurance",
            written_off.insurance,
            engine.insurance_used,
            6,
            1.0,
        ),
        ("booked", written_off.booked, engine.eth_booked, 6, 1.0),
        (
            "suppliers",
            written_off.suppliers,
            engine.supplier_loss,
            6,
            1.0,
        ),
        ("recovered", written_off.recovered, engine.recovered, 6, 1.0),
        (
            "to suppliers",
            contracts.to_suppliers,
            engine.to_suppliers,
            6,
            1.0,
        ),
        (
            "debt after",
            contracts.debt_after,
            engine.debt_after,
            6,
            1.0,
        ),
        (
            "insurance after",
            contracts.insurance_after,
            engine.insurance_after,
            6,
            1.0,
        ),
        (
            "deficit after",
            contracts.deficit_after,
            engine.deficit_left,
            6,
            1.0,
        ),
    ] {
        let (theirs, ours) = (theirs.u128() as f64, ours * 10f64.powi(decimals));
        let tolerance = UNITS * messages * unit + theirs * PART;
        assert!(
            (theirs - ours).abs() <= tolerance,
            "{path}: {name}: contracts {theirs}, engine {ours}, off by {} of {tolerance}\n{contracts:?}\n{engine:?}",
            ours - theirs
        );
    }
    conservative(contracts, engine, path);
}

/// Suppliers lose no less in the engine, to the unit: at once, and after what came back to them.
#[track_caller]
fn conservative(contracts: &Contracts, engine: &Outcome, path: &str) {
    let whole = |amount: Uint128| amount.u128() as f64 / 1e6;
    let theirs = &contracts.written_off;
    let net = whole(theirs.suppliers) - whole(contracts.to_suppliers);
    for (name, theirs, ours) in [
        ("written off", whole(theirs.debt), engine.written_off),
        ("suppliers", whole(theirs.suppliers), engine.supplier_loss),
        ("net", net, engine.supplier_loss - engine.to_suppliers),
        ("in the end", net.max(0.0), engine.net_supplier_loss()),
    ] {
        assert!(
            ours >= theirs,
            "{path}: {name}: contracts {theirs}, engine {ours}"
        );
    }
}

/// How often what is compared has happened at all.
#[derive(Debug, Default)]
pub struct Tally {
    liquidated: u32,
    liquidations: u32,
    unprofitable: u32,
    waited: u32,
    written_off: u32,
    insurance: u32,
    own_eth: u32,
    suppliers: u32,
    claims: u32,
    unsettled: u32,
    sales: u32,
    recovered: u32,
}

impl Tally {
    pub fn count(&mut self, contracts: &Contracts) {
        let some = |amount: Uint128| u32::from(!amount.is_zero());
        let written_off = &contracts.written_off;
        self.liquidated += u32::from(contracts.liquidations > 0);
        self.liquidations += contracts.liquidations;
        self.unprofitable += contracts.unprofitable;
        let late = contracts.unprofitable > 0 && contracts.liquidations > 0;
        self.waited += u32::from(late);
        self.written_off += some(written_off.debt);
        self.insurance += some(written_off.insurance);
        self.own_eth += some(written_off.booked);
        self.suppliers += some(written_off.suppliers);
        self.claims += some(contracts.eth_paid);
        self.unsettled += some(contracts.stable_paid);
        self.sales += contracts.sales;
        self.recovered += some(written_off.recovered);
    }

    /// A comparison of paths on which nothing happens proves nothing.
    #[track_caller]
    pub fn ensure_enough(&self) {
        let least = [
            ("liquidated", self.liquidated, 50),
            ("liquidations", self.liquidations, 150),
            ("unprofitable", self.unprofitable, 100),
            ("waited", self.waited, 10),
            ("written off", self.written_off, 20),
            ("insurance", self.insurance, 20),
            ("own ETH", self.own_eth, 3),
            ("suppliers", self.suppliers, 3),
            ("claims", self.claims, 8),
            ("unsettled claims", self.unsettled, 20),
            ("sales", self.sales, 2),
            ("recovered", self.recovered, 2),
        ];
        for (name, seen, least) in least {
            assert!(seen >= least, "{name}: {seen} of {least}: {self:?}");
        }
    }
}
