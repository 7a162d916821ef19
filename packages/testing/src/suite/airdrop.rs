//! A deployment with an airdrop, and the proofs of its list.

use anyhow::{Context, Result};
use cosmwasm_std::{Addr, HexBinary, Uint128};
use cw_multi_test::AppResponse;
use qerun_deployment::plan::{AirdropPlan, Allocation, Holder, Part, AIRDROP};
use qerun_math::MerkleTree;
use qerun_messages::airdrop::{
    ClaimedResponse, Entry, ExecuteMsg, QueryMsg as Ask, TotalsResponse,
};

use super::{Setup, Suite};

/// Who gets how much, in the order of the tree.
#[derive(Clone, Debug)]
pub struct AirdropList {
    /// Account and amount, smallest units.
    pub rows: Vec<(Addr, Uint128)>,
    tree: MerkleTree,
}

impl AirdropList {
    /// The message by which the account at a place claims.
    ///
    /// # Errors
    /// No such place.
    pub fn claim(&self, index: u32) -> Result<ExecuteMsg> {
        let row = self.rows.get(usize::try_from(index)?);
        let (_, amount) = row.context("no such row")?;
        let proof = self.tree.proof(index).context("no such row")?;
        Ok(ExecuteMsg::Claim {
            index,
            amount: *amount,
            proof: proof.into_iter().map(HexBinary::from).collect(),
        })
    }
}

impl Setup {
    /// An account of the home chain, before there is one.
    ///
    /// # Errors
    /// A network that cannot be made.
    pub fn home_account(&self, name: &str) -> Result<Addr> {
        Ok(self.network()?.home.addr(name))
    }

    /// Gives an airdrop what its list adds up to, from whoever has most of the community's part; it can be claimed for `duration` seconds.
    ///
    /// # Errors
    /// Nobody has that much.
    pub fn give_airdrop(
        &mut self,
        rows: Vec<(Addr, Uint128)>,
        duration: u64,
    ) -> Result<AirdropList> {
        let (plan, indexes) = (&mut self.plan, 0u32..);
        let leaves = indexes.zip(&rows).map(|(index, (account, amount))| {
            let entry = Entry {
                chain_id: &plan.chain.home.chain_id,
                name: &plan.name,
                index,
                account: account.as_str(),
                amount: *amount,
            };
            entry.leaf()
        });
        let tree = MerkleTree::new(leaves.collect());
        let total: Uint128 = rows.iter().map(|(_, amount)| *amount).sum();
        let held = |row: &&mut Allocation| {
            row.part == Part::Community
                && matches!(row.holder(), Holder::Treasury | Holder::Account(_))
        };
        let richest = plan
            .supply
            .iter_mut()
            .filter(held)
            .max_by_key(|row| row.amount);
        let richest = richest.context("nobody has some of the community's part")?;
        richest.amount = richest.amount.checked_sub(total)?;
        plan.supply.push(Allocation {
            to: AIRDROP.to_owned(),
            part: Part::Community,
            amount: total,
        });
        plan.airdrop = Some(AirdropPlan {
            root: HexBinary::from(tree.root().context("an empty list")?),
            count: u32::try_from(rows.len())?,
            total,
            start_after: 0,
            duration,
        });
        Ok(AirdropList { rows, tree })
    }
}

impl Suite {
    /// The account at a place of the list claims.
    ///
    /// # Errors
    /// What the airdrop refuses.
    pub fn claim_airdrop(&mut self, list: &AirdropList, index: u32) -> Result<AppResponse> {
        let row = list.rows.get(usize::try_from(index)?);
        let (account, _) = row.context("no such row")?;
        self.airdrop(account, &list.claim(index)?)
    }

    /// Sends a message to the airdrop.
    ///
    /// # Errors
    /// What the airdrop refuses.
    pub fn airdrop(&mut self, sender: &Addr, msg: &ExecuteMsg) -> Result<AppResponse> {
        let airdrop = self.at.airdrop.clone();
        self.net.home.execute(sender, &airdrop, msg, &[])
    }

    /// What was claimed and returned so far.
    ///
    /// # Errors
    /// A plan without an airdrop.
    pub fn airdrop_totals(&self) -> Result<TotalsResponse> {
        self.net.home.query(&self.at.airdrop, &Ask::Totals {})
    }

    /// What an account has claimed.
    ///
    /// # Errors
    /// A plan without an airdrop.
    pub fn airdrop_claimed(&self, account: &Addr) -> Result<Option<Uint128>> {
        let account = account.to_string();
        let answer: ClaimedResponse = self
            .net
            .home
            .query(&self.at.airdrop, &Ask::Claimed { account })?;
        Ok(answer.amount)
    }
}
