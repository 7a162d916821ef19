//! Keys: a mnemonic from a file or an environment variable, never from an argument.

use std::path::PathBuf;

use bip32::{DerivationPath, Language, Mnemonic};
use cosmrs::crypto::secp256k1::SigningKey;

use super::KeyError;
use qerun_deployment::plan::{redact_value, KeySource};

/// Longest key file, bytes: it may hold the words of many accounts.
const LONGEST: u64 = 1 << 20;

/// A key that signs for one account.
pub struct Key {
    /// The private key.
    pub signing: SigningKey,
    /// Bech32.
    pub address: String,
}

/// Reads the mnemonic and derives the first account, `m/44'/<coin>'/0'/0/0`.
///
/// # Errors
/// [`KeyError`]; no message of it repeats the mnemonic.
pub fn load_key(source: &KeySource, coin_type: u32, prefix: &str) -> Result<Key, KeyError> {
    let (origin, words) = words(source)?;
    let phrase = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let mnemonic = Mnemonic::new(phrase, Language::English).map_err(|_| KeyError::Words {
        origin: origin.clone(),
    })?;
    let derive = || KeyError::Derive {
        origin: origin.clone(),
    };
    let path: DerivationPath = format!("m/44'/{coin_type}'/0'/0/0")
        .parse()
        .map_err(|_| derive())?;
    let signing =
        SigningKey::derive_from_path(mnemonic.to_seed(""), &path).map_err(|_| derive())?;
    let account = signing
        .public_key()
        .account_id(prefix)
        .map_err(|_| derive())?;
    Ok(Key {
        signing,
        address: account.to_string(),
    })
}

/// A name for where the mnemonic comes from, and the mnemonic. The name is redacted if it could itself be a mnemonic.
fn words(source: &KeySource) -> Result<(String, String), KeyError> {
    match source {
        KeySource::Env { name } => match std::env::var(name) {
            Ok(words) => Ok((format!("${}", redact_value(name)), words)),
            Err(_) => Err(KeyError::Env {
                name: redact_value(name),
            }),
        },
        KeySource::File { path, line } => {
            let origin = redact_value(&path.display().to_string());
            let text =
                qerun_files::read_to_string(path, LONGEST).map_err(|source| KeyError::File {
                    path: PathBuf::from(&origin),
                    source,
                })?;
            let Some(name) = line else {
                return Ok((origin, text));
            };
            let found = text
                .lines()
                .filter_map(|line| line.split_once(':'))
                .find(|(key, _)| key.trim() == name);
            match found {
                Some((_, words)) => {
                    let name = redact_value(name);
                    Ok((format!("{origin} ({name})"), words.to_owned()))
                }
                None => Err(KeyError::Line {
                    path: PathBuf::from(&origin),
                    name: redact_value(name),
                }),
            }
        }
    }
}
