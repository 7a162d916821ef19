//! The progress bar, on stderr.

use indicatif::{ProgressBar, ProgressStyle};

/// One bar that counts days. Draws nothing when quiet or when stderr is not a terminal.
#[derive(Debug)]
pub struct Progress {
    bar: ProgressBar,
}

impl Progress {
    /// A bar for so many days.
    #[must_use]
    pub fn new(days: usize, quiet: bool) -> Self {
        if quiet {
            return Self {
                bar: ProgressBar::hidden(),
            };
        }
        let bar = ProgressBar::new(days as u64);
        // The template is constant; should it be refused the default style does as well.
        if let Ok(style) = ProgressStyle::with_template("day {pos:>3}/{len} [{bar:32}] {eta} {msg}")
        {
            bar.set_style(style.progress_chars("=> "));
        }
        Self { bar }
    }

    /// Moves the bar on by one day.
    pub fn day(&self, message: String) {
        self.bar.set_message(message);
        self.bar.inc(1);
    }

    /// Takes the bar off the screen.
    pub fn finish(&self) {
        self.bar.finish_and_clear();
    }
}
