//! Structured logs on standard error.

use std::io::{self, Write};

use tracing::level_filters::LevelFilter;

use crate::config::{LogConfig, LogFormat, LogLevel};

/// Starts logging. If the program logs already, that stays.
pub fn start_logs(config: LogConfig) {
    let level = match config.level {
        LogLevel::Error => LevelFilter::ERROR,
        LogLevel::Warn => LevelFilter::WARN,
        LogLevel::Info => LevelFilter::INFO,
        LogLevel::Debug => LevelFilter::DEBUG,
    };
    let logs = tracing_subscriber::fmt()
        .with_max_level(level)
        .with_target(false)
        .with_writer(|| Unheard(io::stderr()));
    let _ = match config.format {
        LogFormat::Text => logs.try_init(),
        LogFormat::Json => logs.json().flatten_event(true).try_init(),
    };
}

/// A writer that always succeeds. Whoever reads the log may end before the keeper, as behind a pipe; an error would be told
/// on standard error, too, which panics, and would take every thread that logs with it.
struct Unheard<W>(W);

impl<W: Write> Write for Unheard<W> {
    fn write(&mut self, text: &[u8]) -> io::Result<usize> {
        let _ = self.0.write_all(text);
        Ok(text.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        let _ = self.0.flush();
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    struct Broken;

    impl Write for Broken {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(io::ErrorKind::BrokenPipe.into())
        }

        fn flush(&mut self) -> io::Result<()> {
            Err(io::ErrorKind::BrokenPipe.into())
        }
    }

    #[test]
    fn a_log_that_nobody_reads_is_no_error() {
        let mut writer = Unheard(Broken);
        writer.write_all(b"ends").unwrap();
        writer.flush().unwrap();
    }

    #[test]
    fn what_is_written_arrives() {
        let mut writer = Unheard(Vec::new());
        writer.write_all(b"ends").unwrap();
        assert_eq!(writer.0, b"ends");
    }
}
