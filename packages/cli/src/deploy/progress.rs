//! The progress of a deployment on the terminal.

use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};

use super::Step;
use qerun_chain::Sent;

/// Is told of the progress of a deployment.
pub trait Progress {
    /// The run begins, with this number of steps.
    fn start(&mut self, steps: usize);
    /// A transaction is about to be sent for these steps.
    fn begin(&mut self, steps: &[Step]);
    /// These steps are done: by this transaction, or by an earlier run if there is none.
    fn done(&mut self, steps: &[Step], sent: Option<&Sent>);
}

/// The steps of one transaction, in words.
pub(super) fn named(steps: &[Step]) -> String {
    let steps: Vec<String> = steps.iter().map(ToString::to_string).collect();
    steps.join(" and ")
}

/// Shows nothing.
#[derive(Debug, Default)]
pub struct Silent;

impl Progress for Silent {
    fn start(&mut self, _: usize) {}
    fn begin(&mut self, _: &[Step]) {}
    fn done(&mut self, _: &[Step], _: Option<&Sent>) {}
}

/// A bar on stderr where it is a terminal, lines where it is not.
#[derive(Debug)]
pub struct Terminal {
    bar: ProgressBar,
    quiet: bool,
    began: Instant,
}

impl Terminal {
    /// Shows nothing if quiet.
    #[must_use]
    pub fn new(quiet: bool) -> Self {
        Terminal {
            bar: ProgressBar::hidden(),
            quiet,
            began: Instant::now(),
        }
    }

    /// Takes the bar off the screen.
    pub fn finish(&self) {
        self.bar.finish_and_clear();
    }

    fn line(&self, text: String) {
        if self.quiet {
            return;
        }
        if self.bar.is_hidden() {
            eprintln!("{text}");
        } else {
            self.bar.println(text);
        }
    }
}

impl Progress for Terminal {
    fn start(&mut self, steps: usize) {
        if self.quiet {
            return;
        }
        self.bar = ProgressBar::new(steps as u64);
        // The template is constant; should it be refused the default style does as well.
        if let Ok(style) = ProgressStyle::with_template("{pos:>2}/{len} [{bar:24}] {spinner} {msg}")
        {
            self.bar.set_style(style.progress_chars("=> "));
        }
        self.bar.enable_steady_tick(Duration::from_millis(200));
    }

    fn begin(&mut self, steps: &[Step]) {
        self.began = Instant::now();
        self.bar.set_message(named(steps));
    }

    fn done(&mut self, steps: &[Step], sent: Option<&Sent>) {
        self.bar.inc(steps.len() as u64);
        if let Some(sent) = sent {
            let took = self.began.elapsed().as_secs_f64();
            let (gas, steps) = (sent.gas_used, named(steps));
            self.line(format!("{steps}: {took:.1} s, gas {gas}, {}", sent.hash));
        }
    }
}
