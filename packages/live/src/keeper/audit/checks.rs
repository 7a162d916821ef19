//! What must be true of a run: each borrower closed once and in order, losses borne by the rule, everybody paid to the unit.

use anyhow::{bail, ensure, Result};
use cosmwasm_std::{Decimal, Uint128};
use qerun_messages::market::{QueryMsg, WriteOffs};

use super::{usd, Audit, Closing};
use crate::keeper::story::RIVALS;
use crate::keeper::wallet::Wallet;
use crate::keeper::BURST;
use crate::net::{Net, Person};

/// Rounding of a booked amount, smallest unit.
const ROUNDING: u128 = 2;

impl Audit {
    /// Every borrower is closed by one liquidation.
    ///
    /// # Errors
    /// One is not, or is twice.
    pub fn ensure_each_once(&self, count: usize) -> Result<()> {
        let mut times = vec![0usize; count];
        for closing in &self.closings {
            if let Some(times) = times.get_mut(closing.place) {
                *times += 1;
            }
            ensure!(closing.debt == 0, "debt is left: {closing:?}");
            ensure!(
                self.rivals.contains(&closing.sender),
                "by whom: {closing:?}"
            );
        }
        match times.iter().position(|times| *times != 1) {
            Some(place) => bail!("position {place} was closed {:?} times", times.get(place)),
            None => Ok(()),
        }
    }

    /// The block from which on the position was unhealthy.
    pub fn since(&self, closing: &Closing) -> Option<u64> {
        self.unhealthy.get(closing.place).copied().flatten()
    }

    /// For each closing, how many healthier positions were closed in an earlier block.
    pub fn ahead(&self) -> Vec<usize> {
        let earlier = |closing: &Closing| {
            let healthier = self
                .closings
                .iter()
                .filter(|other| other.place > closing.place && other.height < closing.height);
            healthier.count()
        };
        self.closings.iter().map(earlier).collect()
    }

    /// The least healthy first, but for what two keepers have under way at once: each sends so many in one batch.
    ///
    /// # Errors
    /// A position waited longer; or was closed while it was healthy.
    pub fn ensure_order(&self) -> Result<()> {
        let most = self.ahead().into_iter().max().unwrap_or_default();
        let allowed = BURST * RIVALS.len();
        ensure!(
            most <= allowed,
            "{most} healthier ones came before, {allowed} may"
        );
        for closing in &self.closings {
            let since = self.since(closing);
            ensure!(
                since.is_some_and(|since| since <= closing.height),
                "{since:?}: {closing:?}"
            );
        }
        Ok(())
    }

    /// Insurance first, then the protocol's own ETH at its bid less the discount, then the suppliers; and all sums agree.
    ///
    /// # Errors
    /// They do not.
    pub fn ensure_written_off_by_the_rule(&self, net: &Net, supplied: u128) -> Result<()> {
        let kept = Decimal::one().checked_sub(net.plan.market.stress.own_discount)?;
        let mut sums = WriteOffs::default();
        for row in &self.write_offs {
            ensure!(
                row.loss == row.insurance + row.booked + row.suppliers,
                "{row:?}"
            );
            ensure!(row.booked + row.suppliers == 0 || row.left == 0, "{row:?}");
            // 18 digits of ETH, 6 of the stablecoin.
            let value = Uint128::new(row.eth).checked_mul_floor(row.bid.checked_mul(kept)?)?;
            let value = value.u128() / 1_000_000_000_000;
            ensure!(
                value.abs_diff(row.booked) <= ROUNDING,
                "worth {value}: {row:?}"
            );
            sums.debt += Uint128::new(row.loss);
            sums.insurance += Uint128::new(row.insurance);
            sums.booked += Uint128::new(row.booked);
            sums.suppliers += Uint128::new(row.suppliers);
        }
        let told: u128 = self
            .closings
            .iter()
            .map(|closing| closing.written_off)
            .sum();
        ensure!(told == sums.debt.u128(), "{told} was written off, {sums:?}");
        let kept: WriteOffs = net.home.ask(&net.at.market, &QueryMsg::WriteOffs {})?;
        ensure!(kept == sums, "the market has {kept:?}, events say {sums:?}");
        ensure!(told > 0, "nothing was written off");
        let now = net.market()?;
        ensure!(now.deficit == sums.booked, "{now:?}");
        // Interest, which is due to suppliers, too, is far below this.
        ensure!(
            now.supplied.u128() + sums.suppliers.u128() >= supplied,
            "{supplied}: {now:?}"
        );
        println!(
            "written off {} in {} parts: insurance {}, own ETH {}, suppliers {}",
            usd(sums.debt.u128()),
            self.write_offs.len(),
            usd(sums.insurance.u128()),
            usd(sums.booked.u128()),
            usd(sums.suppliers.u128()),
        );
        Ok(())
    }

    /// What a keeper has is what it had, and what its liquidations paid, to the unit: so what failed cost gas only.
    ///
    /// # Errors
    /// It is not.
    pub fn ensure_paid(&self, who: &Person, before: Wallet, after: Wallet) -> Result<()> {
        let mut wanted = before;
        for closing in self
            .closings
            .iter()
            .filter(|row| row.sender == who.at_home())
        {
            wanted.stable = wanted.stable + closing.returned + closing.stable - closing.repaid;
            wanted.eth += closing.eth;
            wanted.qer = wanted.qer + closing.qer - closing.sold;
        }
        let (eth, stable) = self
            .collected
            .get(who.at_home())
            .copied()
            .unwrap_or_default();
        wanted.eth += eth;
        wanted.stable += stable;
        ensure!(after == wanted, "has {after:?}, not {wanted:?}");
        Ok(())
    }
}
