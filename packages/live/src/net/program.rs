//! The program `qerun`, as an operator or a user runs it.

use std::ffi::OsStr;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use anyhow::{ensure, Context, Result};

/// The program beside this one.
#[derive(Clone)]
pub struct Program(PathBuf);

impl Program {
    /// # Errors
    /// It was not built.
    pub fn beside_this() -> Result<Self> {
        let program = std::env::current_exe()?.with_file_name("qerun");
        let name = program.display().to_string();
        ensure!(
            program.is_file(),
            "{name} is missing: cargo build --bin qerun"
        );
        Ok(Program(program))
    }

    /// A call of it, not yet made.
    #[must_use]
    pub fn command(&self) -> Command {
        Command::new(&self.0)
    }

    /// Runs it with these words, and returns what it wrote to stdout.
    ///
    /// # Errors
    /// It ends with another status than 0: what it wrote.
    pub fn run<W: AsRef<OsStr>>(&self, words: &[W]) -> Result<String> {
        let ran = self.command().args(words).stdin(Stdio::null()).output();
        let ran = ran.with_context(|| self.0.display().to_string())?;
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        let (out, told) = (text(&ran.stdout), text(&ran.stderr));
        let first = words.iter().take(2).map(|word| word.as_ref());
        let first = first.collect::<Vec<_>>().join(OsStr::new(" "));
        let first = first.to_string_lossy();
        ensure!(
            ran.status.success(),
            "qerun {first}: {}\n{out}{told}",
            ran.status
        );
        Ok(out)
    }
}
