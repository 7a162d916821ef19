//! What every plan must fulfil.

mod deployers;
mod governance;
mod oracle;
mod route;
mod supply;

use cosmwasm_std::Decimal;
use qerun_messages::ibc::is_denom;

pub use self::deployers::deployers;

use super::{ChainPlan, Finding, PlanFile, Problem};
use crate::address::is_address;
use crate::plan::KeySource;

/// Highest price of a unit of gas: where the smallest unit is 10^-18, prices are some 10^10.
const GAS_PRICE: Decimal = Decimal::raw(1_000_000_000_000_000_000_000_000_000_000);
/// Longest wait for a transaction to be in a block, seconds: an hour.
const TIMEOUT: u64 = 3_600;

/// Collects findings.
#[derive(Default)]
pub struct Findings(pub(super) Vec<Finding>);

impl Findings {
    pub(super) fn add(&mut self, field: impl Into<String>, problem: Problem) {
        let field = field.into();
        self.0.push(Finding { field, problem });
    }

    pub(super) fn that(
        &mut self,
        holds: bool,
        field: impl Into<String>,
        problem: impl FnOnce() -> Problem,
    ) {
        if !holds {
            self.add(field, problem());
        }
    }

    /// An address of the chain, as the chain writes it: addresses are compared as they stand.
    fn address(&mut self, field: impl Into<String>, address: &str, chain: &ChainPlan) {
        let field = field.into();
        let capitals = address.bytes().any(|c| c.is_ascii_uppercase());
        self.that(!capitals, field.as_str(), || Problem::Capitals);
        self.that(is_address(address, &chain.prefix), field, || {
            Problem::Address {
                address: address.to_owned(),
                prefix: chain.prefix.clone(),
            }
        });
    }
}

/// Everything that is wrong.
pub fn findings(plan: &PlanFile) -> Vec<Finding> {
    let mut found = Findings(Vec::new());
    let f = &mut found;
    names(f, plan);
    chain(f, "chain.home", &plan.chain.home);
    chain(f, "chain.dex", &plan.chain.dex);
    two_chains(f, plan);
    supply::check(f, plan);
    governance::check(f, plan);
    super::active::check(f, plan);
    route::check(f, plan);
    oracle::check(f, plan);
    found.0
}

fn names(f: &mut Findings, plan: &PlanFile) {
    let allowed = |c: u8| matches!(c, b'a'..=b'z' | b'0'..=b'9' | b'-');
    let name = &plan.name;
    let good = (1..=32).contains(&name.len()) && name.bytes().all(allowed);
    f.that(good, "name", || Problem::Name { name: name.clone() });
    f.that(!plan.dao.name.is_empty(), "dao.name", || Problem::Empty);
}

fn chain(f: &mut Findings, at: &str, chain: &ChainPlan) {
    for (name, text) in [
        ("chain_id", &chain.chain_id),
        ("prefix", &chain.prefix),
        ("rpc", &chain.rpc),
    ] {
        f.that(!text.is_empty(), format!("{at}.{name}"), || Problem::Empty);
    }
    let wanted = "http or https";
    let reached = ["http://", "https://"]
        .iter()
        .any(|scheme| chain.rpc.starts_with(scheme));
    f.that(reached, format!("{at}.rpc"), || Problem::Url {
        url: chain.rpc.clone(),
        wanted,
    });
    f.that(
        is_denom(&chain.fee_denom),
        format!("{at}.fee_denom"),
        || Problem::Denom {
            denom: chain.fee_denom.clone(),
        },
    );
    let (value, min, max) = (chain.gas_margin, Decimal::one(), Decimal::percent(1_000));
    f.that(
        (min..=max).contains(&value),
        format!("{at}.gas_margin"),
        || Problem::Range { value, min, max },
    );
    f.that(chain.timeout >= 5, format!("{at}.timeout"), || {
        Problem::Short {
            seconds: chain.timeout,
            least: 5,
            why: "a block takes that long",
        }
    });
}

/// What only both chains together tell, and their keys.
fn two_chains(f: &mut Findings, plan: &PlanFile) {
    let (home, dex) = (&plan.chain.home, &plan.chain.dex);
    f.that(home.chain_id != dex.chain_id, "chain.dex.chain_id", || {
        Problem::Same {
            other: "chain.home.chain_id",
            why: "nothing can be sent over IBC from a chain to itself",
        }
    });
    for (at, chain) in [("home", home), ("dex", dex)] {
        let (value, min, max) = (chain.gas_price, Decimal::zero(), GAS_PRICE);
        f.that(value <= max, format!("chain.{at}.gas_price"), || {
            Problem::Range { value, min, max }
        });
        let (seconds, most) = (chain.timeout, TIMEOUT);
        f.that(seconds <= most, format!("chain.{at}.timeout"), || {
            let why = "nobody waits longer for a block";
            Problem::Long { seconds, most, why }
        });
        // It ends up in errors and in requests.
        let odd = |c: char| c.is_whitespace() || c.is_control() || !c.is_ascii();
        f.that(!chain.rpc.contains(odd), format!("chain.{at}.rpc"), || {
            let (url, wanted) = (chain.rpc.clone(), "http or https, without spaces");
            Problem::Url { url, wanted }
        });
    }
    for (field, key) in [("key.home", &plan.key.home), ("key.dex", &plan.key.dex)] {
        if let KeySource::Env { name } = key {
            f.that(is_variable(name), field, || Problem::Variable);
        }
    }
}

/// Whether a shell takes it as the name of a variable.
fn is_variable(name: &str) -> bool {
    let allowed = |c: u8| c.is_ascii_alphanumeric() || c == b'_';
    let first = name.bytes().next().unwrap_or(b'0');
    name.len() <= 64 && !first.is_ascii_digit() && name.bytes().all(allowed)
}
