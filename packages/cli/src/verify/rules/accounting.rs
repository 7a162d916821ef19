//! The invariants of the design, as far as sums over the chain's records show them.

use cosmwasm_std::Uint128;
use qerun_math::encumbered_ceil;

use crate::verify::{Audit, Facts, Role};
use qerun_deployment::{Contract, Module};

/// ETH that rounding may leave encumbered without a claim, smallest unit: turning a claim's part of a
/// batch into ETH leaves less than one, so a million of them leave less than this.
const DUST: Uint128 = Uint128::new(1_000_000);

pub fn check(audit: &mut Audit, facts: &Facts) {
    market(audit, facts);
    reserve(audit, facts);
    claims(audit, facts);
    voting(audit, facts);
}

fn sum(parts: &[Uint128]) -> Uint128 {
    parts
        .iter()
        .copied()
        .fold(Uint128::zero(), Uint128::saturating_add)
}

fn market(audit: &mut Audit, facts: &Facts) {
    let (market, state) = (&facts.market, &facts.market.state);
    let batch = sum(&[state.batch.user_in, state.batch.protocol_in]);
    let recorded = sum(&[state.cash, state.insurance, batch, state.kept]);
    let held = market.held;
    audit.must(recorded <= held, "market", || {
        format!("the market has recorded {recorded} stablecoins, it holds {held}")
    });
    let pledged = facts.qer_of(Contract::Market);
    audit.must(market.sums.collateral <= pledged, "market", || {
        format!(
            "{} QER are pledged, the market holds {pledged}",
            market.sums.collateral
        )
    });
    for (what, parts, whole) in [
        (
            "collateral",
            market.sums.collateral.u128(),
            state.collateral.u128(),
        ),
        (
            "debt shares",
            market.sums.debt_shares.u128(),
            state.debt_shares.u128(),
        ),
        (
            "supply shares",
            market.supply_shares.u128(),
            state.supply_shares.u128(),
        ),
        (
            "unsent claims",
            market.sums.unsent.u128(),
            state.batch.user_in.u128(),
        ),
    ] {
        audit.must(parts == whole, "market", || {
            format!("{what} add up to {parts}, in all they are {whole}")
        });
    }
    let (claimed, kept) = (market.sums.stable, state.kept);
    audit.must(claimed <= kept, "market", || {
        format!("{claimed} stablecoins of settled batches are claimed, {kept} are kept for them")
    });
    let owned = sum(&[state.supplied, state.insurance_due]);
    let assets = sum(&[state.cash, state.debt, state.deficit]);
    audit.must(owned == assets, "market", || {
        format!("cash, debt and deficit are {assets}, suppliers and insurance own {owned}")
    });
}

fn reserve(audit: &mut Audit, facts: &Facts) {
    let (reserve, backing) = (&facts.reserve, &facts.reserve.backing);
    let recorded = sum(&[backing.encumbered, backing.unencumbered]);
    let held = reserve.held_eth;
    audit.must(recorded <= held, "reserve", || {
        format!("the reserve has recorded {recorded} ETH units, it holds {held}")
    });
    let held = reserve.held_stable;
    audit.must(backing.waiting <= held, "reserve", || {
        format!(
            "{} stablecoins wait in the reserve, it holds {held}",
            backing.waiting
        )
    });
    let in_flight: Vec<Uint128> = reserve
        .open_orders
        .iter()
        .map(|row| row.order.amount)
        .collect();
    for (what, parts, whole) in [
        ("stablecoins in flight", sum(&in_flight), backing.in_flight),
        ("waiting stablecoins", reserve.waiting, backing.waiting),
        (
            "open orders",
            Uint128::new(in_flight.len() as u128),
            backing.open_orders.into(),
        ),
        (
            "open batches",
            Uint128::new(reserve.open_batches.len() as u128),
            backing.open_batches.into(),
        ),
    ] {
        audit.must(parts == whole, "reserve", || {
            format!("{what} add up to {parts}, the reserve has recorded {whole}")
        });
    }
    let Some(outpost) = &facts.outpost else {
        return;
    };
    audit.must(outpost.held <= outpost.balance, "outpost", || {
        format!(
            "{} ETH units are held for the reserve, {} are there",
            outpost.held, outpost.balance
        )
    });
    audit.should(outpost.held.is_zero(), "outpost", || {
        format!("{} ETH units wait in the outpost for `retry`", outpost.held)
    });
}

/// What borrowers may claim is what the reserve has encumbered for settled batches, but for dust.
fn claims(audit: &mut Audit, facts: &Facts) {
    let batches = facts.reserve.open_batches.iter().map(|row| &row.batch);
    let unsettled: Result<Vec<Uint128>, _> = batches
        .map(|batch| encumbered_ceil(batch.user_in, batch.stable_in, batch.eth_out))
        .collect();
    audit.must(unsettled.is_ok(), "claims", || {
        "a batch's ETH cannot be computed".to_owned()
    });
    let unsettled = sum(&unsettled.unwrap_or_default());
    let settled = facts.reserve.backing.encumbered.saturating_sub(unsettled);
    let claimed = facts.market.sums.eth;
    audit.must(claimed <= settled, "claims", || {
        format!("{claimed} ETH units are claimed, {settled} are encumbered")
    });
    audit.should(settled <= claimed.saturating_add(DUST), "claims", || {
        format!("{settled} ETH units are encumbered, only {claimed} are claimed")
    });
}

fn voting(audit: &mut Audit, facts: &Facts) {
    let voting = &facts.voting;
    for (what, parts, whole) in [
        ("stakes", voting.sums.0, voting.staked),
        ("powers", voting.sums.1, voting.power),
    ] {
        audit.must(parts == whole, "voting", || {
            format!("{what} add up to {parts}, in all they are {whole}")
        });
    }
    for (what, recorded, role) in [
        ("staked", voting.staked, Role::from(Module::Voting)),
        (
            "bonds of the timelock",
            facts.timelock.bonds,
            Contract::Timelock.into(),
        ),
    ] {
        let held = facts.qer_of(role);
        audit.must(recorded <= held, "voting", || {
            format!("{recorded} QER are {what}, {held} are there")
        });
    }
}
