//! Texts that no log may show: addresses of nodes and providers, whose paths often carry a key, and values of headers.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer};
use thiserror::Error;
use ureq::http::Uri;

/// Why a text is no address. The text itself is not repeated.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
#[allow(missing_docs)] // the messages say it
pub enum UrlError {
    #[error("is no URL: {reason}")]
    Syntax { reason: String },
    #[error("begins with neither http:// nor https://")]
    Scheme,
    #[error("names no host")]
    Host,
    #[error("has no port from 1 to 65535 after the host")]
    Port,
}

/// An address whose path, query and password stay hidden: shown are only host and port.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SecretUrl {
    whole: String,
    label: String,
}

impl SecretUrl {
    /// The whole of it, for whoever connects.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.whole
    }

    /// Host and port.
    #[must_use]
    pub fn label(&self) -> &str {
        &self.label
    }

    /// A message about it with the address replaced by its label.
    #[must_use]
    pub fn redact(&self, message: &str) -> String {
        let mut text = message.replace(&self.whole, &self.label);
        let (before, path) = self.whole.split_once(&self.label).unwrap_or_default();
        let (_, user) = before.split_once("://").unwrap_or_default();
        for secret in [path, user] {
            if secret.len() > 1 {
                text = text.replace(secret, "");
            }
        }
        text
    }
}

impl FromStr for SecretUrl {
    type Err = UrlError;

    fn from_str(text: &str) -> Result<Self, UrlError> {
        let uri: Uri =
            text.parse()
                .map_err(|error: ureq::http::uri::InvalidUri| UrlError::Syntax {
                    reason: error.to_string(),
                })?;
        match uri.scheme_str() {
            Some("http" | "https") => {}
            _ => return Err(UrlError::Scheme),
        }
        let authority = uri.authority().ok_or(UrlError::Host)?;
        if authority.host().is_empty() {
            return Err(UrlError::Host);
        }
        let host = authority.host();
        // After user and password: what the parser reads as no port it leaves out, and the default port would be taken.
        let (_, after) = authority
            .as_str()
            .rsplit_once('@')
            .unwrap_or(("", authority.as_str()));
        let label = match (after == host, authority.port_u16()) {
            (true, _) => host.to_owned(),
            (false, Some(port)) if port > 0 => format!("{host}:{port}"),
            (false, _) => return Err(UrlError::Port),
        };
        Ok(SecretUrl {
            whole: text.to_owned(),
            label,
        })
    }
}

impl fmt::Debug for SecretUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.label)
    }
}

impl fmt::Display for SecretUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.label)
    }
}

impl<'de> Deserialize<'de> for SecretUrl {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

/// A value that is sent and never shown.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// Hides a text; blanks around it go.
    #[must_use]
    pub fn new(text: &str) -> Self {
        Secret(text.trim().to_owned())
    }

    /// The value, for whoever sends it.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("(not shown)")
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn an_address_shows_its_host_alone() {
        let url: SecretUrl = "https://user:pass@rpc.example.org:443/v1/KEY123?token=T456"
            .parse()
            .unwrap();
        for shown in [format!("{url:?}"), url.to_string()] {
            assert_eq!(shown, "rpc.example.org:443");
        }
        let message = format!("{} does not answer: at /v1/KEY123?token=T456", url.reveal());
        let shown = url.redact(&message);
        for hidden in ["KEY123", "T456", "pass"] {
            assert!(!shown.contains(hidden), "{shown}");
        }
        assert!(shown.starts_with("rpc.example.org:443 does not answer"));
        let shown = url.redact("no route to user:pass@rpc.example.org:443");
        assert_eq!(shown, "no route to rpc.example.org:443");
        let plain: SecretUrl = "http://[::1]:26657/KEY123".parse().unwrap();
        assert_eq!(plain.label(), "[::1]:26657");
    }

    #[test]
    fn what_is_no_address_is_refused() {
        for (text, wanted) in [
            ("tcp://x", UrlError::Scheme),
            ("localhost", UrlError::Scheme),
            ("/path", UrlError::Scheme),
            ("http://a:99999/x", UrlError::Port),
            ("http://user:pass@a:0", UrlError::Port),
            ("https://a:", UrlError::Port),
        ] {
            assert_eq!(text.parse::<SecretUrl>().unwrap_err(), wanted, "{text}");
        }
        for text in ["", "http://", "http://a b"] {
            assert!(text.parse::<SecretUrl>().is_err(), "{text}");
        }
    }

    #[test]
    fn a_secret_is_never_shown() {
        let secret = Secret::new(" key \n");
        assert_eq!(secret.reveal(), "key");
        assert_eq!(format!("{secret:?}"), "(not shown)");
    }
}
