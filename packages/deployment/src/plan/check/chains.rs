//! How the chains are reached and paid, and that they are two.

use cosmwasm_std::Decimal;
use qerun_messages::ibc::is_denom;

use crate::plan::findings::Findings;
use crate::plan::{ChainPlan, KeySource, PlanFile, Problem};

/// Highest price of a unit of gas: where the smallest unit is 10^-18, prices are some 10^10.
const GAS_PRICE: Decimal = Decimal::raw(1_000_000_000_000_000_000_000_000_000_000);
/// Longest wait for a transaction to be in a block, seconds: an hour.
const TIMEOUT: u64 = 3_600;

/// Both chains, what only the two together tell, and their keys.
pub fn check(f: &mut Findings, plan: &PlanFile) {
    chain(f, "chain.home", &plan.chain.home);
    chain(f, "chain.dex", &plan.chain.dex);
    two_chains(f, plan);
}

fn chain(f: &mut Findings, at: &str, chain: &ChainPlan) {
    for (name, text) in [
        ("chain_id", &chain.chain_id),
        ("prefix", &chain.prefix),
        ("rpc", &chain.rpc),
    ] {
        f.require(!text.is_empty(), format!("{at}.{name}"), || Problem::Empty);
    }
    let wanted = "http or https";
    let reached = ["http://", "https://"]
        .iter()
        .any(|scheme| chain.rpc.starts_with(scheme));
    f.require(reached, format!("{at}.rpc"), || Problem::Url {
        url: chain.rpc.clone(),
        wanted,
    });
    f.require(
        is_denom(&chain.fee_denom),
        format!("{at}.fee_denom"),
        || Problem::Denom {
            denom: chain.fee_denom.clone(),
        },
    );
    let (value, min, max) = (chain.gas_margin, Decimal::one(), Decimal::percent(1_000));
    f.require(
        (min..=max).contains(&value),
        format!("{at}.gas_margin"),
        || Problem::OutOfRange { value, min, max },
    );
    f.require(chain.timeout >= 5, format!("{at}.timeout"), || {
        Problem::TooShort {
            seconds: chain.timeout,
            least: 5,
            why: "a block takes that long",
        }
    });
}

/// What only both chains together tell, and their keys.
fn two_chains(f: &mut Findings, plan: &PlanFile) {
    let (home, dex) = (&plan.chain.home, &plan.chain.dex);
    f.require(home.chain_id != dex.chain_id, "chain.dex.chain_id", || {
        Problem::Same {
            other: "chain.home.chain_id",
            why: "nothing can be sent over IBC from a chain to itself",
        }
    });
    for (at, chain) in [("home", home), ("dex", dex)] {
        let (value, min, max) = (chain.gas_price, Decimal::zero(), GAS_PRICE);
        f.require(value <= max, format!("chain.{at}.gas_price"), || {
            Problem::OutOfRange { value, min, max }
        });
        let (seconds, most) = (chain.timeout, TIMEOUT);
        f.require(seconds <= most, format!("chain.{at}.timeout"), || {
            let why = "nobody waits longer for a block";
            Problem::TooLong { seconds, most, why }
        });
        // It ends up in errors and in requests.
        let odd = |c: char| c.is_whitespace() || c.is_control() || !c.is_ascii();
        f.require(!chain.rpc.contains(odd), format!("chain.{at}.rpc"), || {
            let (url, wanted) = (chain.rpc.clone(), "http or https, without spaces");
            Problem::Url { url, wanted }
        });
    }
    for (field, key) in [("key.home", &plan.key.home), ("key.dex", &plan.key.dex)] {
        if let KeySource::Env { name } = key {
            f.require(is_variable(name), field, || Problem::Variable);
        }
    }
}

/// Whether a shell takes it as the name of a variable.
fn is_variable(name: &str) -> bool {
    let allowed = |c: u8| c.is_ascii_alphanumeric() || c == b'_';
    let first = name.bytes().next().unwrap_or(b'0');
    name.len() <= 64 && !first.is_ascii_digit() && name.bytes().all(allowed)
}
