//! Dave's purchase is sent while the relayer is stopped, and his position liquidated: bob gets all of the QER, all of the
//! ETH, and a part of what is in flight as owed; the rest of that is dave's.

use anyhow::{ensure, Result};
use cosmwasm_std::Decimal;
use qerun_chain::Sent;
use qerun_math::debt_ceil;
use qerun_messages::market::{ExecuteMsg, PositionResponse};

use super::loans::SMALL_COLLATERAL;
use crate::crash::{Crash, Paid};
use crate::e2e::balances::{ensure_consistent, ensure_equal, Balances};
use crate::e2e::purchase::{sent_by_flush, Purchase};
use crate::e2e::{ether, usd, ONE};
use crate::net::{attribute, within, Net, Person, Told};

/// More than the debt.
const PAYMENT: u128 = 2_000 * ONE;
/// The largest bonus, which a health of a half gives, and the claim's.
const BONUS: u64 = 15;
const CLAIM_BONUS: u64 = 3;

/// What someone has on the home chain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wallet {
    pub stable: u128,
    pub eth: u128,
    pub qer: u128,
}

impl Wallet {
    pub fn of(net: &Net, who: &Person) -> Result<Self> {
        Ok(Wallet {
            stable: net.home.has(who.at_home(), &net.plan.stable_home())?,
            eth: net.home.has(who.at_home(), &net.plan.eth_home())?,
            qer: net.qer(who.at_home())?.u128(),
        })
    }
}

/// The prices at which positions are liquidated: the higher of mid and the average of each record.
#[derive(Clone, Copy)]
pub struct Terms {
    pub qer: Paid,
    pub eth: Paid,
}

impl Terms {
    pub fn now(net: &Net, bonus: u64) -> Result<Self> {
        let assets = &net.plan.assets;
        let paid = |asset: &str, decimals: u8, bonus: u64| -> Result<Paid> {
            let record = net.record(asset)?;
            ensure!(record.average > record.mid, "{asset} has not fallen");
            Ok(Paid {
                price: record.average,
                decimals: decimals.into(),
                bonus,
            })
        };
        Ok(Terms {
            qer: paid(&assets.qer, net.plan.token.decimals, bonus)?,
            eth: paid(&assets.eth.oracle, assets.eth.decimals, CLAIM_BONUS)?,
        })
    }

    /// Ensures that a liquidation says these prices.
    pub fn ensure_told(&self, told: &Told<'_>) -> Result<()> {
        ensure_equal(
            "the debt's price",
            told.figure("debt_price")?,
            Decimal::one(),
        )?;
        let prices = (told.figure("collateral_price")?, told.figure("eth_price")?);
        ensure_equal("the prices", prices, (self.qer.price, self.eth.price))?;
        let bonus = Decimal::percent(self.qer.bonus);
        ensure_equal("the bonus", told.figure("bonus")?, bonus)
    }
}

/// The debt of a position in the block of a message, by the index that its event tells.
pub fn debt_at(position: &PositionResponse, told: &Told<'_>) -> Result<u128> {
    let index = told.figure("debt_index")?;
    Ok(debt_ceil(position.debt_shares, index)?.u128())
}

pub fn run(crash: &Crash) -> Result<String> {
    let net = &crash.net;
    let (bob, dave) = (crash.person("bob")?, crash.person("dave")?);
    let terms = Terms::now(net, BONUS)?;
    add_collateral(net, dave, &terms)?;
    let purchase = send_in_flight(net, crash.person("frank")?)?;

    let (before, had, borrower) = (
        Balances::of(net)?,
        Wallet::of(net, bob)?,
        Wallet::of(net, dave)?,
    );
    let (position, state) = (net.position(dave.at_home())?, net.market()?);
    let (qer, eth) = (position.collateral.u128(), position.claim.eth.u128());
    ensure_equal(
        "the claim in flight",
        position.claim.pending.u128(),
        purchase.claim,
    )?;
    let sent = net.liquidate(bob, dave.at_home(), PAYMENT, [qer, eth])?;

    let told = Told::of(&sent, "market/liquidate");
    terms.ensure_told(&told)?;
    let debt = debt_at(&position, &told)?;
    let left = debt - terms.qer.repaid_ceil(qer)? - terms.eth.repaid_ceil(eth)?;
    let owed = left * u128::from(100 + CLAIM_BONUS) / 100;
    ensure!(owed > 0 && owed < purchase.claim, "{owed} of {purchase:?}");
    ensure_equal("what was repaid", told.amount("amount")?, debt)?;
    ensure_equal("what came back", told.amount("refunded")?, PAYMENT - debt)?;
    ensure_equal("written off", told.amount("written_off")?, 0)?;
    ensure_equal("the ETH", told.amount("paid_eth")?, eth)?;
    let rest = purchase.claim - owed;
    ensure_pending(&sent, &purchase, [owed, rest])?;
    let now = Wallet {
        stable: had.stable - debt,
        eth: had.eth + eth,
        qer: had.qer + qer,
    };
    ensure_equal("the liquidator's wallet", Wallet::of(net, bob)?, now)?;
    ensure_equal("the borrower's wallet", Wallet::of(net, dave)?, borrower)?;
    Balances {
        market_stable: before.market_stable + debt,
        encumbered: before.encumbered - eth,
        reserve_eth: before.reserve_eth - eth,
        ..before
    }
    .ensure_now(net, "liquidated")?;
    let after = net.position(dave.at_home())?;
    let gone = (after.debt.u128(), after.collateral.u128(), after.claim);
    ensure_equal("the position", gone, (0, 0, Default::default()))?;
    let left = state.collateral.checked_sub(position.collateral)?;
    ensure_equal("the market's QER", net.qer(&net.at.market)?, left)?;

    collect(net, &purchase, [(bob, owed), (dave, rest)])?;
    Ok(format!(
        "{} repaid at {} USD a QER, of {} sent: {}.{:06} QER, {}, and {} in flight, collected later; {} in flight were \
         the borrower's",
        usd(debt),
        terms.qer.price,
        usd(PAYMENT),
        qer / ONE,
        qer % ONE,
        ether(eth),
        usd(owed),
        usd(rest)
    ))
}

/// Dave adds collateral, too little to be healthy: so much that QER and ETH pay for all of the debt but half of what the
/// purchase in flight is worth.
fn add_collateral(net: &Net, dave: &Person, terms: &Terms) -> Result<()> {
    let position = net.position(dave.at_home())?;
    let claim = &position.claim;
    let by_claim = terms.eth.repaid_ceil(claim.eth.u128())? + claim.unsent.u128() / 2;
    let wanted = terms.qer.paid_floor(position.debt.u128() - by_claim)?;
    ensure!(wanted > SMALL_COLLATERAL, "{wanted} QER are too few");
    net.deposit(dave, wanted - SMALL_COLLATERAL)?;
    Ok(())
}

/// Anyone hands over the batch, which has become due by age; no relayer runs.
fn send_in_flight(net: &Net, frank: &Person) -> Result<Purchase> {
    net.relayer.stop()?;
    sent_by_flush(net, frank)
}

/// Ensures that parts of the batch are owed: so much to the liquidator, so much to the borrower.
fn ensure_pending(sent: &Sent, purchase: &Purchase, [paid, returned]: [u128; 2]) -> Result<()> {
    for (key, part) in [("paid_pending", paid), ("returned_pending", returned)] {
        let found = attribute(sent, "wasm-qerun-market/liquidate", key)?;
        ensure_equal(key, found, &format!("{}:{part}", purchase.batch))?;
    }
    Ok(())
}

/// The relayer runs again, the purchase settles, and anyone collects for both.
fn collect(net: &Net, purchase: &Purchase, parts: [(&Person, u128); 2]) -> Result<()> {
    let frank = net.people.get("frank")?;
    let user = |who: &Person| ExecuteMsg::Collect {
        user: Some(who.at_home().to_owned()),
    };
    for (who, _) in parts {
        let words = "nothing to collect";
        let market = &net.at.market;
        net.home
            .refuses(&frank.home, market, &user(who), &[], words)?;
    }
    let purchase = Purchase {
        sent_balances: Balances::of(net)?,
        ..*purchase
    };
    net.relayer.start()?;
    purchase.ensure_settled(net)?;
    for (who, part) in parts {
        let (before, had) = (Balances::of(net)?, Wallet::of(net, who)?);
        let due = purchase.claimed(part);
        net.on_market(frank, &user(who), 0)?;
        let now = Wallet {
            eth: had.eth + due,
            ..had
        };
        ensure_equal("what was collected", Wallet::of(net, who)?, now)?;
        Balances {
            encumbered: before.encumbered - due,
            reserve_eth: before.reserve_eth - due,
            ..before
        }
        .ensure_now(net, "collected")?;
        within(10, "nothing is owed", || {
            Ok(net.owed(who.at_home())?.batches.is_empty())
        })?;
    }
    ensure_consistent(net)
}
