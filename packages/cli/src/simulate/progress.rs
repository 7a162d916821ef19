//! The progress bar, on stderr.

use indicatif::{ProgressBar, ProgressStyle};

/// One bar that counts paths. Draws nothing when quiet or when stderr is not a terminal.
#[derive(Debug)]
pub struct Progress {
    bar: ProgressBar,
}

impl Progress {
    /// A bar for so many paths.
    pub fn new(paths: u64, quiet: bool) -> Self {
        if quiet {
            return Self {
                bar: ProgressBar::hidden(),
            };
        }
        let bar = ProgressBar::new(paths);
        // The template is constant; should it be refused the default style does as well.
        if let Ok(style) = ProgressStyle::with_template(
            "{human_pos}/{human_len} paths [{bar:32}] {per_sec} {eta} {msg}",
        ) {
            bar.set_style(style.progress_chars("=> "));
        }
        Self { bar }
    }

    /// Names what runs now.
    pub fn begin(&self, name: &str) {
        self.bar.set_message(name.to_owned());
    }

    /// Moves the bar on.
    pub fn done(&self, paths: u64) {
        self.bar.inc(paths);
    }

    /// Takes the bar off the screen.
    pub fn finish(&self) {
        self.bar.finish_and_clear();
    }
}
