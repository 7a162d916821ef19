//! Keepers as processes of the `qerun` program: a kill is a kill.

use std::fmt::Write;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};

use anyhow::{ensure, Context, Result};

use super::provider::Providers;
use super::BURST;
use crate::net::{soon, Endpoints, Net, Paths, Program};

/// A keeper that runs.
pub struct Keeper {
    /// Whose key it signs with.
    pub name: &'static str,
    /// Its log, JSON lines.
    pub log: PathBuf,
    child: Child,
}

/// Whether a keeper only feeds, or does everything.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Duty {
    Feed,
    All,
}

/// Starts keepers of one deployment.
pub struct Starter<'a> {
    net: &'a Net,
    endpoints: Endpoints,
    folder: PathBuf,
    program: Program,
    pair: &'a str,
}

impl<'a> Starter<'a> {
    /// Those of the deployment of this net, which sell on this pair.
    ///
    /// # Errors
    /// The program `qerun` is not beside this one.
    pub fn new(net: &'a Net, paths: &Paths, pair: &'a str) -> Result<Self> {
        Ok(Starter {
            net,
            endpoints: Endpoints::load(&paths.endpoints)?,
            folder: paths.endpoints.with_file_name(""),
            program: Program::beside_this()?,
            pair,
        })
    }

    /// Starts one.
    ///
    /// # Errors
    /// The system's.
    pub fn start(&self, name: &'static str, duty: Duty, providers: &Providers) -> Result<Keeper> {
        let file = |what: &str| {
            let deployment = &self.net.plan.name;
            self.folder.join(format!("{deployment}-{name}.{what}"))
        };
        let config = file("toml");
        let key = self.endpoints.keys.get(name).context(name)?;
        std::fs::write(&config, self.config(&key.mnemonic_file, duty, providers)?)?;
        let log = file("log");
        let child = self
            .program
            .command()
            .args(["keeper", "--config"])
            .arg(&config)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(File::create(&log)?)
            .spawn()
            .context("qerun keeper")?;
        Ok(Keeper { name, log, child })
    }

    fn config(&self, key: &Path, duty: Duty, providers: &Providers) -> Result<String> {
        let (plan, chain) = (&self.net.plan, &self.net.plan.chain.home);
        let mut text = format!(
            "market = '{}'\n\
             [chain.home]\nchain_id = '{}'\nrpc = ['{}', '{}']\nprefix = '{}'\nfee_denom = '{}'\n\
             gas_price = '{}'\nkey = {{ file = {{ path = '{}' }} }}\n\
             [log]\nformat = 'json'\n[back_off]\nfirst = 1\nlongest = 4\n\
             [task.feed]\ninterval = 3\ntimeout = 2\n",
            self.net.at.market,
            chain.chain_id,
            chain.rpc,
            chain.rpc.replace("127.0.0.1", "localhost"),
            chain.prefix,
            chain.fee_denom,
            chain.gas_price,
            key.display(),
        );
        let assets = [
            &plan.assets.qer,
            &plan.assets.eth.oracle,
            &plan.assets.stable.oracle,
        ];
        for (asset, place) in assets.into_iter().zip(["qer", "eth", "usdc"]) {
            // Of five one lies and one hangs.
            write!(text, "[[task.feed.asset]]\nasset = '{asset}'\nquorum = 3\n")?;
            for (name, url) in &providers.urls {
                write!(
                    text,
                    "[[task.feed.asset.provider]]\nname = '{name}'\nurl = '{url}'\n"
                )?;
                writeln!(text, "price = '/{place}/price'")?;
                if place == "qer" {
                    writeln!(text, "depth = '/qer/depth'")?;
                }
            }
        }
        if duty == Duty::All {
            write!(
                text,
                "[task.poke]\n[task.flush]\ninterval = 5\n[task.sync]\n\
                 [task.collect]\ninterval = 20\nmin_value = '0'\nmax_users = 50\n\
                 [task.liquidate]\ninterval = 1\nburst = {BURST}\nmin_profit = '0.05'\npair = '{}'\n",
                self.pair
            )?;
        }
        Ok(text)
    }
}

impl Keeper {
    /// SIGKILL.
    ///
    /// # Errors
    /// It had ended before.
    pub fn kill(&mut self) -> Result<()> {
        self.ensure_runs()?;
        self.child.kill()?;
        self.child.wait()?;
        Ok(())
    }

    /// SIGTERM, and waits for its end.
    ///
    /// # Errors
    /// It had ended before, or does not end.
    pub fn terminate(&mut self) -> Result<ExitStatus> {
        self.ensure_runs()?;
        let pid = self.child.id().to_string();
        let told = Command::new("kill").args(["-TERM", &pid]).status()?;
        ensure!(told.success(), "no signal for {}", self.name);
        soon(60, "a keeper ends", || Ok(self.child.try_wait()?))
    }

    /// # Errors
    /// It has ended.
    pub fn ensure_runs(&mut self) -> Result<()> {
        let ended = self.child.try_wait()?;
        ensure!(ended.is_none(), "{} has ended: {ended:?}", self.name);
        Ok(())
    }

    /// Lines of its log with this message.
    ///
    /// # Errors
    /// The log cannot be read.
    pub fn said(&self, message: &str) -> Result<usize> {
        let text = std::fs::read_to_string(&self.log)?;
        let wanted = format!("\"message\":\"{message}\"");
        Ok(text.lines().filter(|line| line.contains(&wanted)).count())
    }
}

impl Drop for Keeper {
    fn drop(&mut self) {
        // It may have ended.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
