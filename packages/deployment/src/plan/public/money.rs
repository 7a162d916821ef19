//! Amounts: what is asked for must exist and be worth something, and what is spent easily must be little.

use cosmwasm_std::{Decimal, Uint128};

use crate::plan::findings::Findings;
use crate::plan::{active_floor, active_stake, AssetName, Holder, PlanFile, Problem};

/// Bounds of the quorum: below, a few decide for all; above, one large holder who stays away stops the DAO.
const QUORUM: (Decimal, Decimal) = (Decimal::percent(5), Decimal::percent(50));
/// Least deposit of a proposal, part of the supply: a millionth.
const DEPOSIT_SHARE: Decimal = Decimal::raw(1_000_000_000_000);
/// Most QER that is spent as routine and as sensitive in 30 days, parts of the treasury.
const SPENT_SHARES: (Decimal, Decimal) = (Decimal::percent(1), Decimal::percent(10));
/// The same of the other two, whole coins.
const SPENT_STABLE: (u128, u128) = (100_000, 1_000_000);
const SPENT_ETH: (u128, u128) = (50, 500);
/// Decimals of QER and of the stablecoin: those of USDC to those of DAI; pages and wallets round to six.
const DECIMALS: (u8, u8) = (6, 18);
/// Decimals of ETH: 18, or 8 by some bridges.
const ETH_DECIMALS: (u8, u8) = (8, 18);

pub fn check(f: &mut Findings, plan: &PlanFile) {
    threshold(f, plan);
    bonds(f, plan);
    spending(f, plan);
    decimals(f, plan);
    let (value, (min, max)) = (plan.dao.quorum, QUORUM);
    f.require((min..=max).contains(&value), "dao.quorum", || {
        Problem::OutOfRange { value, min, max }
    });
}

fn threshold(f: &mut Findings, plan: &PlanFile) {
    let at = "voting.active_threshold";
    let Some(threshold) = &plan.voting.active_threshold else {
        let why = "else a single unit of stake may decide";
        f.add(at, Problem::NeededPublic { why });
        return;
    };
    let (amount, least) = (
        active_stake(threshold, plan.token.supply),
        active_floor(plan.token.supply),
    );
    f.require(amount >= least, at, || {
        let why = "who decides alone must have bound a hundredth of all QER";
        Problem::TooLittle { amount, least, why }
    });
}

/// Bonds and deposit: more than nothing, rising with what they are for, and no more than people have.
fn bonds(f: &mut Findings, plan: &PlanFile) {
    let (timelock, deposit, most) = (&plan.timelock, plan.dao.deposit, plan.circulating());
    let params = &timelock.params;
    let least = plan.token.supply.mul_ceil(DEPOSIT_SHARE);
    f.require(!deposit.is_zero(), "dao.deposit", || Problem::Zero);
    f.require(deposit.is_zero() || deposit >= least, "dao.deposit", || {
        let (amount, why) = (deposit, "a proposal must cost something to make up");
        Problem::TooLittle { amount, least, why }
    });
    for (field, amount) in [
        ("dao.deposit", deposit),
        ("timelock.max_bond", timelock.max_bond),
        ("timelock.params.routine.bond", params.routine.bond),
        ("timelock.params.sensitive.bond", params.sensitive.bond),
        ("timelock.params.critical.bond", params.critical.bond),
    ] {
        f.require(amount <= most, field, || {
            let why = "nobody has that much outside the treasury";
            Problem::TooMuch { amount, most, why }
        });
    }
    for (field, amount) in [
        ("timelock.params.sensitive.bond", params.sensitive.bond),
        ("timelock.params.critical.bond", params.critical.bond),
    ] {
        f.require(!amount.is_zero(), field, || Problem::Zero);
        f.require(amount.is_zero() || amount >= deposit, field, || {
            let (least, why) = (deposit, "what a veto may take is no less than a deposit");
            Problem::TooLittle { amount, least, why }
        });
    }
}

fn spending(f: &mut Findings, plan: &PlanFile) {
    let treasury = plan.given(Holder::Treasury);
    let whole = |coins: u128, decimals: u8| {
        let unit = 10u128.checked_pow(decimals.into());
        let amount = unit.and_then(|unit| unit.checked_mul(coins));
        Uint128::new(amount.unwrap_or(u128::MAX))
    };
    for (i, row) in plan.timelock.spend_limits.iter().enumerate() {
        let (stable, eth) = (&plan.assets.stable, &plan.assets.eth);
        let (routine, sensitive) = match row.asset {
            AssetName::Qer => (
                treasury.mul_floor(SPENT_SHARES.0),
                treasury.mul_floor(SPENT_SHARES.1),
            ),
            AssetName::Stable => (
                whole(SPENT_STABLE.0, stable.decimals),
                whole(SPENT_STABLE.1, stable.decimals),
            ),
            AssetName::Eth => (
                whole(SPENT_ETH.0, eth.decimals),
                whole(SPENT_ETH.1, eth.decimals),
            ),
        };
        for (name, amount, most) in [
            ("routine", row.routine, routine),
            ("sensitive", row.sensitive, sensitive),
        ] {
            f.require(
                amount <= most,
                format!("timelock.spend_limits[{i}].{name}"),
                || {
                    let why = "so much in 30 days must be a critical decision";
                    Problem::TooMuch { amount, most, why }
                },
            );
        }
    }
}

fn decimals(f: &mut Findings, plan: &PlanFile) {
    let why = "no such coin is known, and amounts would be wrong by powers of ten";
    for (field, decimals, (min, max)) in [
        ("token.decimals", plan.token.decimals, DECIMALS),
        (
            "assets.stable.decimals",
            plan.assets.stable.decimals,
            DECIMALS,
        ),
        (
            "assets.eth.decimals",
            plan.assets.eth.decimals,
            ETH_DECIMALS,
        ),
    ] {
        f.require((min..=max).contains(&decimals), field, || {
            Problem::Decimals {
                decimals,
                min,
                max,
                why,
            }
        });
    }
}
