//! Carol's QER and claim are worth less than her debt: bob takes all of it, and the insurance, the protocol's own ETH and
//! the supplier bear the rest in the same message.

use anyhow::{ensure, Result};
use cosmwasm_std::Decimal;
use qerun_math::supply_assets_floor;
use qerun_messages::market::{self, QueryMsg, WriteOffs};

use super::liquidation::{debt_at, Terms, Wallet};
use super::loans::LARGE_COLLATERAL;
use crate::crash::{Crash, Paid};
use crate::e2e::balances::{ensure_consistent, ensure_equal, Balances};
use crate::e2e::{ether, usd, ONE};
use crate::net::{Net, Told};

/// More than the debt.
const PAYMENT: u128 = 12_000 * ONE;
/// The least bonus: the position holds nothing for more.
const BONUS: u64 = 5;

pub fn run(crash: &Crash) -> Result<String> {
    let net = &crash.net;
    let (bob, carol) = (crash.person("bob")?, crash.person("carol")?);
    let terms = Terms::now(net, BONUS)?;
    let (before, had) = (Balances::of(net)?, Wallet::of(net, bob)?);
    let (position, state) = (net.position(carol.at_home())?, net.market()?);
    let eth = position.claim.eth.u128();
    let sent = net.liquidate(bob, carol.at_home(), PAYMENT, [LARGE_COLLATERAL, eth])?;

    let told = Told::of(&sent, "market/liquidate");
    terms.ensure_told(&told)?;
    let debt = debt_at(&position, &told)?;
    let repaid = terms.qer.repaid_ceil(LARGE_COLLATERAL)? + terms.eth.repaid_ceil(eth)?;
    let loss = debt - repaid;
    ensure_equal("what was repaid", told.amount("amount")?, repaid)?;
    ensure_equal("written off", told.amount("written_off")?, loss)?;
    ensure_equal("the QER", told.amount("paid_collateral")?, LARGE_COLLATERAL)?;
    ensure_equal("the ETH", told.amount("paid_eth")?, eth)?;

    // The second tranche is all of the protocol's own ETH, at its bid less a tenth.
    let booking = Paid {
        price: net.record(&net.plan.assets.eth.oracle)?.bid,
        decimals: net.plan.assets.eth.decimals.into(),
        bonus: 0,
    };
    let booked = booking.part_floor(before.unencumbered, 90)?;
    let borne = Told::of(&sent, "market/write_off");
    let (insurance, suppliers) = (
        borne.amount("paid_by_insurance")?,
        borne.amount("borne_by_suppliers")?,
    );
    ensure_equal("the loss", borne.amount("amount")?, loss)?;
    ensure_equal(
        "the earmarked ETH",
        borne.amount("eth")?,
        before.unencumbered,
    )?;
    ensure_equal("what it is booked at", borne.amount("booked")?, booked)?;
    ensure_equal("the tranches", insurance + booked + suppliers, loss)?;
    ensure!(booked > 0 && suppliers > 0, "{booked}, {suppliers}");
    ensure!(
        insurance >= state.insurance.u128() && insurance <= state.insurance.u128() + ONE,
        "the insurance had {} and paid {insurance}",
        state.insurance
    );
    ensure_accounts(net, &borne, &state, repaid)?;

    let now = Wallet {
        stable: had.stable - repaid,
        eth: had.eth + eth,
        qer: had.qer + LARGE_COLLATERAL,
    };
    ensure_equal("the liquidator's wallet", Wallet::of(net, bob)?, now)?;
    Balances {
        market_stable: before.market_stable + repaid,
        encumbered: before.encumbered - eth,
        reserve_eth: before.reserve_eth - eth,
        ..before
    }
    .ensure_now(net, "written off")?;
    let sums: WriteOffs = net.home.ask(&net.at.market, &QueryMsg::WriteOffs {})?;
    let found = [
        sums.debt,
        sums.insurance,
        sums.booked,
        sums.suppliers,
        sums.recovered,
    ];
    let wanted = [loss, insurance, booked, suppliers, 0];
    ensure_equal("the sums", found.map(|sum| sum.u128()), wanted)?;
    ensure_consistent(net)?;
    Ok(format!(
        "debt of {}, {} repaid, {} lost: {} by the insurance, {} booked against {}, {} by the supplier",
        usd(debt),
        usd(repaid),
        usd(loss),
        usd(insurance),
        usd(booked),
        ether(before.unencumbered),
        usd(suppliers)
    ))
}

/// Cash and insurance grew by what was repaid; nobody owes anything; what the supplier's shares are worth is the cash and
/// the deficit.
fn ensure_accounts(
    net: &Net,
    borne: &Told<'_>,
    before: &market::StateResponse,
    repaid: u128,
) -> Result<()> {
    let alice = net.people.get("alice")?;
    let (state, user) = (net.market()?, alice.at_home().to_owned());
    let all = |state: &market::StateResponse| (state.cash + state.insurance).u128();
    ensure_equal("cash and insurance", all(&state), all(before) + repaid)?;
    let gone = (
        state.insurance.u128(),
        state.insurance_due.u128(),
        state.debt.u128(),
    );
    ensure_equal("insurance and debt", gone, (0, 0, 0))?;
    ensure_equal("the deficit", state.deficit.u128(), borne.amount("booked")?)?;
    ensure_equal(
        "earmarked",
        state.earmarked.u128(),
        borne.amount("earmarked")?,
    )?;
    let supplied = state.cash + state.deficit;
    ensure_equal("what is supplied", state.supplied, supplied)?;
    let held: market::SupplierResponse =
        net.home.ask(&net.at.market, &QueryMsg::Supplier { user })?;
    let worth = supply_assets_floor(held.shares, supplied, state.supply_shares)?;
    ensure_equal("what the shares are worth", held.assets, worth)?;
    let share = Decimal::from_ratio(held.assets, crate::crash::SUPPLY);
    ensure!(share < Decimal::one(), "the shares are worth {share} each");
    Ok(())
}
