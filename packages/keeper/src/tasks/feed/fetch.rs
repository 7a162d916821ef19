//! Asking a provider, or reading its file.

use std::io::{ErrorKind, Read};
use std::path::PathBuf;
use std::time::{Duration, UNIX_EPOCH};

use ureq::Agent;

use super::Miss;
use crate::config::{ConfigError, Provider};
use crate::node::now;
use crate::secret::{Secret, SecretUrl};

/// Where a provider is asked. Two that are the same are asked once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// By GET.
    Http {
        /// Address.
        url: SecretUrl,
        /// Names and values.
        headers: Vec<(String, Secret)>,
    },
    /// A file.
    File {
        /// The file.
        path: PathBuf,
    },
}

/// What was told, and when, Unix seconds.
pub(super) type Told = Result<(Vec<u8>, u64), Miss>;

impl Source {
    /// The source of a provider, with the values of its headers.
    ///
    /// # Errors
    /// [`ConfigError::Header`], [`ConfigError::ReadableByOthers`].
    pub fn of(provider: &Provider) -> Result<Self, ConfigError> {
        if let Some(path) = &provider.file {
            return Ok(Source::File { path: path.clone() });
        }
        let url = provider.url.clone().ok_or_else(|| ConfigError::Header {
            origin: provider.name.clone(),
            reason: "it has neither url nor file".to_owned(),
        })?;
        let headers = provider.headers.iter();
        let headers = headers.map(|header| Ok((header.name.clone(), header.value.read()?)));
        Ok(Source::Http {
            url,
            headers: headers.collect::<Result<_, ConfigError>>()?,
        })
    }

    /// Asks, for so long and so many bytes.
    pub(super) fn ask(&self, timeout: Duration, max_body: u64) -> Told {
        match self {
            Source::Http { url, headers } => get(url, headers, timeout, max_body),
            Source::File { path } => {
                let file = std::fs::File::open(path).map_err(|_| Miss::NoAnswer)?;
                let metadata = file.metadata().map_err(|_| Miss::NoAnswer)?;
                // A device or a pipe could be read for ever.
                if !metadata.is_file() {
                    return Err(Miss::NoAnswer);
                }
                let written = metadata.modified().ok();
                let written = written.and_then(|at| at.duration_since(UNIX_EPOCH).ok());
                let at = written.map(|since| since.as_secs()).unwrap_or_default();
                let mut body = Vec::new();
                file.take(max_body.saturating_add(1))
                    .read_to_end(&mut body)
                    .map_err(|_| Miss::NoAnswer)?;
                match body.len() as u64 > max_body {
                    true => Err(Miss::TooLong),
                    false => Ok((body, at)),
                }
            }
        }
    }
}

fn get(url: &SecretUrl, headers: &[(String, Secret)], timeout: Duration, max_body: u64) -> Told {
    let config = Agent::config_builder()
        .timeout_global(Some(timeout))
        // Another host would be given the headers.
        .max_redirects(0)
        .http_status_as_error(false)
        .user_agent(concat!("qerun-keeper/", env!("CARGO_PKG_VERSION")))
        .build();
    let mut request = Agent::from(config).get(url.reveal());
    for (name, value) in headers {
        request = request.header(name, value.reveal());
    }
    let mut answer = request.call().map_err(|error| miss(&error))?;
    if !answer.status().is_success() {
        return Err(Miss::Status);
    }
    let body = answer.body_mut().with_config().limit(max_body);
    let body = body.read_to_vec().map_err(|error| miss(&error))?;
    Ok((body, now()))
}

fn miss(error: &ureq::Error) -> Miss {
    match error {
        ureq::Error::BodyExceedsLimit(_) => Miss::TooLong,
        ureq::Error::Io(error) if error.kind() == ErrorKind::FileTooLarge => Miss::TooLong,
        ureq::Error::TooManyRedirects => Miss::Status,
        _ => Miss::NoAnswer,
    }
}
