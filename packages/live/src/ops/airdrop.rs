//! An airdrop for runs that make their plan themselves: a thousand people who are all derived from the deployment's name.

use anyhow::{Context, Result};
use cosmwasm_std::Uint128;
use qerun::airdrop::{self, Proof, Summary};
use qerun_deployment::plan::{AirdropPlan, Allocation, Holder, Part, PlanFile, AIRDROP};
use qerun_messages::airdrop::ExecuteMsg;

use crate::net::Person;

/// Entries of the list, whose proofs have ten hashes at most.
const ENTRIES: usize = 1_000;
/// What each is given, smallest units.
const GIVEN: Uint128 = Uint128::new(5_000_000);

/// Seconds.
const DAY: u64 = 86_400;

/// The list's tree.
pub struct List {
    summary: Summary,
    proofs: Vec<Proof>,
}

impl List {
    /// For the deployment of a plan.
    ///
    /// # Errors
    /// A key cannot be derived.
    pub fn of(plan: &PlanFile) -> Result<Self> {
        let mut rows = Vec::new();
        for place in 0..ENTRIES {
            let address = Self::person(plan, place)?.home.address;
            rows.push((address, GIVEN));
        }
        rows.sort();
        let chain_id = &plan.chain.home.chain_id;
        let (summary, proofs) = airdrop::make(chain_id, &plan.name, &rows);
        Ok(List { summary, proofs })
    }

    /// Somebody who is listed, by a place from 0.
    ///
    /// # Errors
    /// See [`Self::of`].
    pub fn person(plan: &PlanFile, place: usize) -> Result<Person> {
        Person::derived(&format!("{}-listed{place}", plan.name), plan)
    }

    /// Adds such an airdrop to a plan, of whose community's part the treasury gets as much less, and lets the members vest
    /// for as long as a run may take.
    ///
    /// # Errors
    /// See [`Self::of`]; or the treasury has no such part.
    pub fn add_to(plan: &mut PlanFile) -> Result<()> {
        let summary = Self::of(plan)?.summary;
        for member in &mut plan.team {
            member.duration = DAY;
        }
        let mut rows = plan.supply.iter_mut();
        let row = rows.find(|row| row.holder() == Holder::Treasury && row.part == Part::Community);
        let row = row.context("the treasury has no part of the community's")?;
        row.amount = row.amount.checked_sub(summary.total)?;
        plan.supply.push(Allocation {
            to: AIRDROP.to_owned(),
            part: Part::Community,
            amount: summary.total,
        });
        plan.airdrop = Some(AirdropPlan {
            root: summary.root,
            count: summary.count,
            total: summary.total,
            start_after: 0,
            duration: DAY,
        });
        Ok(())
    }

    /// The message by which somebody claims.
    ///
    /// # Errors
    /// It is not listed.
    pub fn claim(&self, who: &Person) -> Result<ExecuteMsg> {
        let mut proofs = self.proofs.iter();
        let found = proofs.find(|proof| proof.account == who.at_home());
        let found = found.context("it is not in the list")?;
        Ok(ExecuteMsg::Claim {
            index: found.index,
            amount: found.amount,
            proof: found.proof.clone(),
        })
    }
}
