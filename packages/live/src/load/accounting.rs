//! What every user must have at the end by the contracts' events, compared with what everyone has.

use std::collections::BTreeMap;

use anyhow::{ensure, Context, Result};

use super::sums::Sums;
use super::users::User;
use super::{purchase_audit, STABLE_EACH};
use crate::net::Net;

/// What one user must have, smallest units.
#[derive(Clone, Copy, Debug)]
pub struct Account {
    /// Stablecoins in the wallet.
    pub stable: u128,
    /// ETH in the wallet.
    pub eth: u128,
    /// QER in the wallet once all collateral is withdrawn.
    pub qer: u128,
    /// Whether part of the claim was released while its batch was in flight.
    pub in_flight: bool,
}

/// Expected balances by address.
pub struct ExpectedBalances(pub(super) BTreeMap<String, Account>);

impl ExpectedBalances {
    /// Everyone has what was given at the start.
    #[must_use]
    pub fn initial(users: &[User]) -> Self {
        let rows = users.iter().map(|user| {
            let account = Account {
                stable: STABLE_EACH,
                eth: 0,
                qer: user.collateral,
                in_flight: false,
            };
            (user.person.at_home().to_owned(), account)
        });
        ExpectedBalances(rows.collect())
    }

    /// Users with a part that was released in flight.
    pub fn waiting(&self) -> usize {
        self.0.values().filter(|account| account.in_flight).count()
    }

    pub fn of(&self, user: &User) -> Result<Account> {
        let address = user.person.at_home();
        self.0.get(address).copied().context("a user")
    }

    /// Ensures that everyone has exactly that, no debt and no claim, and that the sums agree with the contracts' accounts.
    /// `begun`: stablecoins of market and reserve before the first user came.
    pub fn ensure_final(&self, net: &Net, users: &[User], begun: u128) -> Result<Sums> {
        let (stable, eth) = (net.plan.stable_home(), net.plan.eth_home());
        let mut sums = Sums::default();
        for user in users {
            let (address, name) = (user.person.at_home(), &user.person.name);
            let account = self.of(user)?;
            let position = net.position(address)?;
            ensure!(
                position.debt_shares.is_zero(),
                "{name} has debt {}",
                position.debt
            );
            ensure!(position.collateral.is_zero(), "{name} has collateral");
            let owed = net.owed(address)?;
            ensure!(
                owed.eth.is_zero() && owed.batches.is_empty(),
                "{name} is owed"
            );
            let qer = net.qer(address)?.u128();
            ensure!(
                qer == account.qer,
                "{name} has {qer} QER, expected {}",
                account.qer
            );
            let has = net.home.has(address, &stable)?;
            ensure!(
                has == account.stable,
                "{name}: {has} USDC, expected {}",
                account.stable
            );
            let has = net.home.has(address, &eth)?;
            ensure!(
                has == account.eth,
                "{name}: {has} ETH, expected {}",
                account.eth
            );
            sums.users_stable += account.stable;
            sums.users_eth += account.eth;
            sums.qer += account.qer;
        }
        let market = net.market()?;
        ensure!(
            market.debt.is_zero() && market.debt_shares.is_zero(),
            "debt {}",
            market.debt
        );
        ensure!(
            market.collateral.is_zero(),
            "collateral {}",
            market.collateral
        );
        let held = net.qer(&net.at.market)?;
        ensure!(held.is_zero(), "the market holds {held} QER");
        purchase_audit::audit(net, &mut sums)?;
        // What was there and what was given to users is with users and contracts, or has bought ETH.
        let now =
            net.home.has(&net.at.market, &stable)? + net.home.has(&net.at.reserve, &stable)?;
        let given = STABLE_EACH * users.len() as u128;
        ensure!(
            begun + given == sums.users_stable + now + sums.bought_with,
            "{begun} + {given} stablecoins are now {} + {now} + {}",
            sums.users_stable,
            sums.bought_with
        );
        // All ETH bought is with users, a rounding rest of claims, or the protocol's own.
        let backing = net.backing()?;
        let reserve = net.home.has(&net.at.reserve, &eth)?;
        sums.rounding_rest = backing.encumbered.u128();
        sums.own_eth = backing.unencumbered.u128();
        ensure!(
            reserve == sums.rounding_rest + sums.own_eth,
            "the reserve holds {reserve} ETH"
        );
        ensure!(
            sums.bought == sums.users_eth + reserve,
            "ETH does not add up: {sums:?}"
        );
        let roundings = (users.len() + sums.batches) as u128;
        ensure!(
            sums.rounding_rest <= roundings,
            "{} ETH of claims is left over",
            sums.rounding_rest
        );
        Ok(sums)
    }
}
