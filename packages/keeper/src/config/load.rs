//! Reading the file.

use std::path::Path;

use qerun_deployment::plan::{line_and_column, mnemonic_at, redact_message, KeySource};

use super::{problems, Config, ConfigError};

/// Longest configuration, bytes.
const LONGEST: u64 = 1 << 20;

impl Config {
    /// Reads and checks a configuration. Paths in it become relative to the working folder.
    ///
    /// # Errors
    /// [`ConfigError`]; what is out of bounds is told all at once.
    pub fn load(path: &Path) -> Result<Self, ConfigError> {
        let text =
            qerun_files::read_to_string(path, LONGEST).map_err(|source| ConfigError::Read {
                path: path.to_owned(),
                source,
            })?;
        // Line by line: names of fields such as asset, one, name, price are words of the list one after the other.
        let mut lines = text.lines();
        if let Some(before) = lines.position(|line| mnemonic_at(line).is_some()) {
            return Err(ConfigError::Words {
                path: path.to_owned(),
                line: before + 1,
            });
        }
        let mut config: Config = toml::from_str(&text).map_err(|error| ConfigError::Parse {
            path: path.to_owned(),
            reason: reason(&text, &error),
        })?;
        config.resolve(path.parent().unwrap_or(Path::new("")));
        let problems = problems(&config);
        if problems.is_empty() {
            return Ok(config);
        }
        Err(ConfigError::Refused {
            path: path.to_owned(),
            problems,
        })
    }

    /// Makes paths relative to the configuration relative to the working folder.
    fn resolve(&mut self, folder: &Path) {
        let dex = self.chain.dex.as_mut();
        for chain in [Some(&mut self.chain.home), dex].into_iter().flatten() {
            if let KeySource::File { path, .. } = &mut chain.key {
                *path = folder.join(&*path);
            }
        }
        let assets = self.task.feed.iter_mut().flat_map(|feed| &mut feed.assets);
        for provider in assets.flat_map(|asset| &mut asset.providers) {
            if let Some(path) = &mut provider.file {
                *path = folder.join(&*path);
            }
            for header in &mut provider.headers {
                if let super::HeaderValue::File { path } = &mut header.value {
                    *path = folder.join(&*path);
                }
            }
        }
    }
}

/// The message of toml without the quoted line, which may contain a secret.
fn reason(text: &str, error: &toml::de::Error) -> String {
    let message = without_value(&error.message().replace('\n', ", "));
    let message = redact_message(&message);
    match error.span() {
        Some(span) => {
            let (line, column) = line_and_column(text, span.start);
            format!("line {line}, column {column}: {message}")
        }
        None => message,
    }
}

/// A message of serde without the value that is of the wrong type or no variant: it may be an address with a key in it, or a
/// secret that was written where its file should be named. What is unknown as a field is told.
fn without_value(message: &str) -> String {
    for (begin, what, end) in [
        (
            "unknown variant `",
            "unknown variant (not shown)",
            "`, expected",
        ),
        (
            "invalid type: string ",
            "invalid type: a text (not shown)",
            ", expected",
        ),
        (
            "invalid value: string ",
            "invalid value: a text (not shown)",
            ", expected",
        ),
    ] {
        let value = message.strip_prefix(begin);
        if let Some((_, after)) = value.and_then(|value| value.rsplit_once(end)) {
            return format!("{what}, expected{after}");
        }
    }
    message.to_owned()
}
