//! The list, its tree by `qerun airdrop tree`, and a plan with both: a copy of the local net's, as an operator would edit it.

use std::fmt::Write;
use std::path::{Path, PathBuf};

use anyhow::{ensure, Context, Result};
use cosmrs::AccountId;
use qerun_deployment::plan::{Holder, Part, PlanFile};
use qerun_deployment::Plan;
use sha2::{Digest, Sha256};

use super::{qer, ENTRIES, ONE};
use crate::net::{Endpoints, Paths, Person, Program};

/// Seconds to claim, from the deployment on.
const TO_CLAIM: u64 = 300;
/// What each of those who claim is given, besides a unit for each before it, and what each of the others.
const LARGE: u128 = 200_000 * ONE;
const SMALL: u128 = 100 * ONE;
/// Cliff and duration of the members, seconds: the first stays, the second is cancelled.
const MEMBERS: [[u64; 2]; 2] = [[240, 480], [150, 900]];
/// What both streams release at first, faster than afterwards: seconds and QER.
const FAST: [(u64, u128); 2] = [(180, 500_000 * ONE), (200, 300_000 * ONE)];

/// What was made before the deployment.
pub struct Genesis {
    /// The plan.
    pub plan: PathBuf,
    /// The deployment's state.
    pub state: PathBuf,
    /// Folder of the tree and the proofs.
    pub proofs: PathBuf,
    /// Sum of the list, smallest units.
    pub total: u128,
}

impl Genesis {
    /// Writes list, tree and plan beside the endpoints file.
    ///
    /// # Errors
    /// The local net's plan has changed its shape, or the program refuses the list.
    pub fn make(paths: &Paths, name: &str, program: &Program, people: &[Person]) -> Result<Self> {
        let file = |ending: &str| paths.endpoints.with_file_name(format!("{name}{ending}"));
        let (plan, csv, proofs) = (file(".toml"), file(".csv"), file("-airdrop"));
        let base = Plan::read(&paths.plan)?;
        let (list, total) = list(name, &base, people)?;
        std::fs::write(&csv, list)?;
        let mut text = Text::read(&paths.plan, &base)?;
        text.name(name)?;
        text.connect(&Endpoints::load(&paths.endpoints)?)?;
        text.shorten(&base)?;
        // The tree is made for the name that the deployment will have.
        std::fs::write(&plan, &text.0)?;
        let tree = program.run(&[
            "airdrop".as_ref(),
            "tree".as_ref(),
            "--plan".as_ref(),
            plan.as_os_str(),
            "--csv".as_ref(),
            csv.as_os_str(),
            "--out".as_ref(),
            proofs.as_os_str(),
        ])?;
        text.give(&base, total, &tree)?;
        std::fs::write(&plan, &text.0)?;
        Ok(Genesis {
            plan,
            state: file(".json"),
            proofs,
            total,
        })
    }

    /// For the output.
    pub fn figures(&self) -> String {
        let total = qer(self.total);
        format!(
            "{ENTRIES} lines, {total}, written into {}",
            self.plan.display()
        )
    }
}

/// The list as CSV, and its sum.
fn list(name: &str, plan: &PlanFile, people: &[Person]) -> Result<(String, u128)> {
    let mut text = String::from("address,amount\n");
    let (mut total, mut more) = (0, 0);
    let mut line = |address: &str, amount: u128| {
        total += amount + more;
        writeln!(text, "{address},{}", amount + more)?;
        more += 1;
        Ok::<(), std::fmt::Error>(())
    };
    for person in people {
        line(person.at_home(), LARGE)?;
    }
    for nobody in people.len()..ENTRIES {
        let hash = Sha256::digest(format!("qerun/live/{name}-nobody{nobody}"));
        let bytes = hash.get(..20).context("a hash of 20 bytes")?;
        let address = AccountId::new(&plan.chain.home.prefix, bytes);
        let address = address.map_err(|e| anyhow::anyhow!("{nobody}: {e}"))?;
        line(address.as_ref(), SMALL)?;
    }
    Ok((text, total))
}

/// The text of a plan that is being edited.
struct Text(String);

impl Text {
    /// The base, with the path of the keys made absolute.
    fn read(path: &Path, base: &PlanFile) -> Result<Self> {
        let mut text = std::fs::read_to_string(path)?;
        let folder = path.parent().context("a plan has a folder")?;
        for source in [&base.key.home, &base.key.dex] {
            if let qerun_deployment::plan::KeySource::File { path, .. } = source {
                let whole = folder.join(path).canonicalize()?;
                text = text.replace(&path.display().to_string(), &whole.display().to_string());
            }
        }
        Ok(Text(text))
    }

    /// Replaces what must be there once.
    fn replace(&mut self, from: &str, to: &str) -> Result<()> {
        let found = self.0.matches(from).count();
        ensure!(found == 1, "the plan has `{from}` {found} times, not once");
        self.0 = self.0.replace(from, to);
        Ok(())
    }

    fn name(&mut self, name: &str) -> Result<()> {
        self.replace("\nname = \"localnet\"\n", &format!("\nname = \"{name}\"\n"))
    }

    /// The nodes and the channel of the net that runs.
    fn connect(&mut self, net: &Endpoints) -> Result<()> {
        for (port, rpc) in [
            ("26601", &net.chains.home.rpc),
            ("26621", &net.chains.dex.rpc),
        ] {
            let line = format!("rpc = \"http://127.0.0.1:{port}\"");
            self.replace(&line, &format!("rpc = \"{rpc}\""))?;
        }
        for (end, channel) in [
            ("home", &net.chains.home.channel),
            ("dex", &net.chains.dex.channel),
        ] {
            let line = format!("{end}_channel = \"channel-0\"");
            self.replace(&line, &format!("{end}_channel = \"{channel}\""))?;
        }
        Ok(())
    }

    /// Shorter times: the run is to be there before and after each.
    fn shorten(&mut self, base: &PlanFile) -> Result<()> {
        for (member, [cliff, duration]) in base.team.iter().zip(MEMBERS) {
            self.replace(
                &format!("cliff = {}\nduration = {}\n", member.cliff, member.duration),
                &format!("cliff = {cliff}\nduration = {duration}\n"),
            )?;
        }
        for (released, (after, fast)) in ["8888888880000", "6666666660000"].into_iter().zip(FAST) {
            let point = format!("    {{ after = 21_600, released = \"{released}\" }},\n");
            let first = format!("    {{ after = {after}, released = \"{fast}\" }},\n");
            self.replace(&point, &format!("{first}{point}"))?;
        }
        Ok(())
    }

    /// What the program printed, at the end; the treasury's part of the community gives as much less.
    fn give(&mut self, base: &PlanFile, total: u128, tree: &str) -> Result<()> {
        let mut rows = base.supply.iter();
        let row = rows
            .find(|row| row.holder() == Holder::Treasury && row.part == Part::Community)
            .context("the treasury has no part of the community's")?;
        let had = row.amount.u128();
        let left = had.checked_sub(total).context("the list is too long")?;
        self.replace(
            &format!("amount = \"{had}\""),
            &format!("amount = \"{left}\""),
        )?;
        let (_, printed) = tree.split_once("\n\n").context("no fields for the plan")?;
        let (_, fields) = printed.split_once("\n\n").context("no row for the plan")?;
        self.0.push('\n');
        self.0.push_str(fields);
        let longer = "duration = 15_768_000\n";
        self.replace(longer, &format!("duration = {TO_CLAIM}\n"))
    }
}
