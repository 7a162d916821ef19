//! How the supply is divided among the four parts.

use std::fmt;

use cosmwasm_std::{Decimal, Uint128};
use serde::{Deserialize, Serialize};

use super::file::PlanFile;

/// A part of the supply.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// What people claim or are rewarded with, and what the ecosystem is built with.
    Community,
    /// The members', who get it over years. It has no rows of `supply`, but those of `team`.
    Team,
    /// The DAO's.
    Treasury,
    /// Rewards of those who provide liquidity.
    Liquidity,
}

impl Part {
    /// All of them.
    pub const ALL: [Part; 4] = [Part::Community, Part::Team, Part::Treasury, Part::Liquidity];

    /// Its name in plans.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Part::Community => "community",
            Part::Team => "team",
            Part::Treasury => "treasury",
            Part::Liquidity => "liquidity",
        }
    }
}

impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// The parts' shares of the supply; they add up to 1, and the community has more than half.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)] // the parts' own names
pub struct SharesPlan {
    pub community: Decimal,
    pub team: Decimal,
    pub treasury: Decimal,
    pub liquidity: Decimal,
}

impl SharesPlan {
    /// The share of one part.
    #[must_use]
    pub fn of(&self, part: Part) -> Decimal {
        match part {
            Part::Community => self.community,
            Part::Team => self.team,
            Part::Treasury => self.treasury,
            Part::Liquidity => self.liquidity,
        }
    }
}

impl PlanFile {
    /// A part of the supply by its share, smallest units; none if that is no whole amount.
    #[must_use]
    pub fn share_of(&self, part: Part) -> Option<Uint128> {
        let (supply, share) = (self.token.supply, self.shares.of(part).atomics());
        let one = Decimal::one().atomics();
        let amount = supply.checked_multiply_ratio(share, one).ok()?;
        (amount.full_mul(one) == supply.full_mul(share)).then_some(amount)
    }

    /// What the rows of a part give in all, smallest units; none if it is more than can be counted.
    #[must_use]
    pub fn given_to(&self, part: Part) -> Option<Uint128> {
        let rows = self.supply.iter().filter(|row| row.part == part);
        let members = self.team.iter().filter(|_| part == Part::Team);
        rows.map(|row| row.amount)
            .chain(members.map(|member| member.amount))
            .try_fold(Uint128::zero(), |sum, amount| sum.checked_add(amount).ok())
    }
}
