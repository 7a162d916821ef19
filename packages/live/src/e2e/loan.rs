//! A loan from supply to repayment: the reserve part is sent at once, hermes relays the purchase, and the claim settles
//! in the right voucher of the DEX chain's ETH.

use anyhow::{ensure, Result};
use qerun_messages::market;
use sha2::{Digest, Sha256};

use super::balances::{ensure_consistent, ensure_equal, Balances};
use super::purchase::borrow;
use super::repay::{close_position, repay};
use super::{ether, usd, LARGE, ONE};
use crate::net::{Net, Person};

/// More than 7 % of the pool's depth, below which nobody can borrow.
const INSURANCE: u128 = 25_000 * ONE;
/// Stablecoins that the supplier supplies.
const SUPPLY: u128 = 40_000 * ONE;
/// Collateral of each borrower.
const COLLATERAL: u128 = 20_000 * ONE;
/// A borrow whose reserve part is below the minimum size of a batch.
const SMALL: u128 = 500 * ONE;

pub fn run(net: &Net) -> Result<String> {
    let bob = net.people.get("bob")?;
    supply(net)?;
    deposit_collateral(net, bob)?;
    let purchase = borrow(net, bob, LARGE)?;
    ensure_equal("the order", purchase.stable, 1_500 * ONE)?;
    ensure_equal("its users' part", purchase.users, 1_425 * ONE)?;
    purchase.ensure_settled(net)?;
    let voucher = eth_voucher(net)?;
    let claim = purchase.claimed(purchase.claim);
    let position = net.position(bob.at_home())?;
    ensure_equal("the claim", position.claim.eth.u128(), claim)?;
    let held = net.home.has(&net.at.reserve, &voucher)?;
    ensure_equal("the reserve's vouchers", held, purchase.eth)?;

    let first = repay(net, bob, 1_000 * ONE)?;
    ensure!(first.eth > claim / 4 && first.unsent == 0, "{first:?}");

    // A second borrow, too small for a batch.
    borrow_unsent(net, bob, SMALL)?;
    let last = close_position(net, bob)?;
    ensure_equal("the ETH in all", first.eth + last.eth, claim)?;
    let unsent = SMALL / 2 - SMALL / 40;
    ensure_equal("what was unsent", last.unsent, unsent)?;
    ensure_consistent(net)?;
    Ok(format!(
        "{} bought {} in {voucher}; {} released with the first 1,000 USDC, {} and {} with the rest",
        usd(purchase.stable),
        ether(purchase.eth),
        ether(first.eth),
        ether(last.eth),
        usd(last.unsent)
    ))
}

/// The ETH's denom on the home chain: the hash of channel and denom, as the transfer module resolves it.
fn eth_voucher(net: &Net) -> Result<String> {
    let path = format!("transfer/{}/weth-wei", net.plan.route.home_channel);
    let voucher = format!("ibc/{}", hex::encode_upper(Sha256::digest(&path)));
    ensure_equal("the plan's denom", net.plan.eth_home(), voucher.clone())?;
    let config: qerun_messages::reserve::ConfigResponse = net.home.ask(
        &net.at.reserve,
        &qerun_messages::reserve::QueryMsg::Config {},
    )?;
    ensure_equal("the reserve's denom", &config.config.eth_denom, &voucher)?;
    ensure_equal("the voucher's path", net.home.path_of(&voucher)?, path)?;
    Ok(voucher)
}

/// Adds insurance and supply, and compares the market's accounts with its balance. Then the DAO opens borrowing.
fn supply(net: &Net) -> Result<()> {
    let alice = net.people.get("alice")?;
    let stable = net.plan.stable_home();
    let (before, had) = (Balances::of(net)?, net.home.has(alice.at_home(), &stable)?);
    net.insure(alice, INSURANCE)?;
    net.supply(alice, SUPPLY)?;
    let given = INSURANCE + SUPPLY;
    let has = net.home.has(alice.at_home(), &stable)?;
    ensure_equal("alice's stablecoins", has, had - given)?;
    Balances {
        market_stable: before.market_stable + given,
        ..before
    }
    .ensure_now(net, "supplied")?;
    let state = net.market()?;
    let accounts = (state.cash.u128(), state.insurance.u128());
    ensure_equal("cash and insurance", accounts, (SUPPLY, INSURANCE))?;
    let user = alice.at_home().to_owned();
    let supplier: market::SupplierResponse = net
        .home
        .ask(&net.at.market, &market::QueryMsg::Supplier { user })?;
    ensure_equal(
        "what alice's shares are worth",
        supplier.assets.u128(),
        SUPPLY,
    )?;
    net.stake_to_decide(alice)?;
    net.open_phases(alice, net.people.get("bob")?)?;
    Ok(())
}

/// Deposits QER for borrows of a few thousand.
pub fn deposit_collateral(net: &Net, who: &Person) -> Result<()> {
    let (had, pledged) = (net.qer(who.at_home())?, net.qer(&net.at.market)?);
    net.deposit(who, COLLATERAL)?;
    let has = net.qer(who.at_home())?.u128();
    ensure_equal("the borrower's QER", has, had.u128() - COLLATERAL)?;
    let now = net.qer(&net.at.market)?.u128();
    ensure_equal("the market's QER", now, pledged.u128() + COLLATERAL)?;
    let position = net.position(who.at_home())?;
    ensure_equal("the collateral", position.collateral.u128(), COLLATERAL)
}

/// A borrow whose reserve part stays in the open batch.
pub fn borrow_unsent(net: &Net, who: &Person, amount: u128) -> Result<()> {
    let stable = net.plan.stable_home();
    let (before, had) = (Balances::of(net)?, net.home.has(who.at_home(), &stable)?);
    net.borrow(who, amount)?;
    let has = net.home.has(who.at_home(), &stable)?;
    ensure_equal("what was paid out", has, had + amount / 2)?;
    let contribution = amount / 2 / 20;
    Balances {
        market_stable: before.market_stable - amount / 2,
        batch_user_in: before.batch_user_in + amount / 2 - contribution,
        batch_protocol_in: before.batch_protocol_in + contribution,
        ..before
    }
    .ensure_now(net, "borrowed without a hand-over")
}
