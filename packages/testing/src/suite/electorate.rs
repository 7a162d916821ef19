//! Who has staked, what they have, and what unbonds: every page of voting's lists.

use anyhow::Result;
use cosmwasm_std::{Addr, Timestamp, Uint128};
use qerun_messages::voting::{
    HasAccessResponse, PowerAtHeightResponse, QueryMsg as Ask, Staker, StakersResponse,
    TotalsResponse,
};
use serde::Deserialize;

use super::Suite;

/// Most rows of a page of `stakers`.
const PAGE: u32 = 30;

/// The page's `claims`.
#[derive(Deserialize)]
struct Claims {
    claims: Vec<Claim>,
}

#[derive(Deserialize)]
struct Claim {
    amount: Uint128,
    release_at: Expiration,
}

#[derive(Deserialize)]
struct Expiration {
    at_time: Timestamp,
}

impl Suite {
    /// Everybody who has ever staked, with stake and power as they stand now.
    pub fn stakers(&self) -> Result<Vec<Staker>> {
        let voting = self.at.voting.clone();
        let mut all: Vec<Staker> = vec![];
        loop {
            let msg = Ask::Stakers {
                start_after: all.last().map(|one| one.address.to_string()),
                limit: Some(PAGE),
            };
            let page: StakersResponse = self.net.home.query(&voting, &msg)?;
            if page.stakers.is_empty() {
                return Ok(all);
            }
            all.extend(page.stakers);
        }
    }

    /// All stake and all power now.
    pub fn totals(&self) -> Result<TotalsResponse> {
        let voting = self.at.voting.clone();
        self.net.home.query(&voting, &Ask::Totals {})
    }

    /// What an address is unbonding: amount, and the second from which on it can be claimed.
    pub fn unbonding(&self, address: &str) -> Result<Vec<(Uint128, u64)>> {
        let address = address.to_owned();
        let voting = self.at.voting.clone();
        let found: Claims = self.net.home.query(&voting, &Ask::Claims { address })?;
        let claims = found.claims.into_iter();
        Ok(claims
            .map(|claim| (claim.amount, claim.release_at.at_time.seconds()))
            .collect())
    }

    /// An address's power at a height; at the one after the present block it is the power now.
    pub fn power_at(&self, address: &str, height: u64) -> Result<Uint128> {
        let voting = self.at.voting.clone();
        let msg = Ask::VotingPowerAtHeight {
            address: address.to_owned(),
            height: Some(height),
        };
        let power: PowerAtHeightResponse = self.net.home.query(&voting, &msg)?;
        Ok(power.power)
    }

    /// The total of powers at a height.
    pub fn total_power_at(&self, height: u64) -> Result<Uint128> {
        let voting = self.at.voting.clone();
        let height = Some(height);
        let msg = Ask::TotalPowerAtHeight { height };
        let power: PowerAtHeightResponse = self.net.home.query(&voting, &msg)?;
        Ok(power.power)
    }

    /// Whether an address has a perk.
    pub fn has_access(&self, user: &Addr, perk: &str) -> Result<HasAccessResponse> {
        let voting = self.at.voting.clone();
        let msg = Ask::HasAccess {
            address: user.to_string(),
            perk: perk.to_owned(),
        };
        self.net.home.query(&voting, &msg)
    }
}
