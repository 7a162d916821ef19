//! Addresses before anything exists: instantiate2, as wasmd computes it.

use bech32::{Bech32, Hrp};
use cosmwasm_std::{instantiate2_address, CanonicalAddr, Instantiate2AddressError};
use thiserror::Error;

/// Why an address cannot be predicted.
#[derive(Debug, Error)]
#[allow(missing_docs)] // the messages say it
pub enum AddressError {
    #[error("{address} is no address: {source}")]
    Decode {
        address: String,
        source: bech32::DecodeError,
    },
    #[error("{prefix:?} is no prefix: {source}")]
    Prefix {
        prefix: String,
        source: bech32::primitives::hrp::Error,
    },
    #[error("no address begins with {prefix}: {source}")]
    Encode {
        prefix: String,
        source: bech32::EncodeError,
    },
    #[error("{checksum} is no checksum: {source}")]
    Checksum {
        checksum: String,
        source: hex::FromHexError,
    },
    /// The checksum or the salt has a wrong length.
    #[error(transparent)]
    Instantiate2(#[from] Instantiate2AddressError),
}

/// Where `MsgInstantiateContract2` of `creator` puts a contract. `checksum` is the sha256 of its code, hex.
///
/// # Errors
/// [`AddressError`] for a creator, checksum or salt that is none.
pub fn predict(checksum: &str, creator: &str, salt: &[u8]) -> Result<String, AddressError> {
    let (prefix, account) = bech32::decode(creator).map_err(|source| AddressError::Decode {
        address: creator.to_owned(),
        source,
    })?;
    let checksum = hex::decode(checksum).map_err(|source| AddressError::Checksum {
        checksum: checksum.to_owned(),
        source,
    })?;
    let address = instantiate2_address(&checksum, &CanonicalAddr::from(account), salt)?;
    encode(prefix.as_str(), address.as_slice())
}

/// An address of a chain with this prefix.
///
/// # Errors
/// [`AddressError`] for a prefix that is none.
pub fn encode(prefix: &str, bytes: &[u8]) -> Result<String, AddressError> {
    let hrp = Hrp::parse(prefix).map_err(|source| AddressError::Prefix {
        prefix: prefix.to_owned(),
        source,
    })?;
    bech32::encode::<Bech32>(hrp, bytes).map_err(|source| AddressError::Encode {
        prefix: prefix.to_owned(),
        source,
    })
}

/// Whether this is an account or contract of a chain with this prefix, whose checksum is right.
#[must_use]
pub fn is_address(address: &str, prefix: &str) -> bool {
    // `decode` takes bech32m, too, which no Cosmos chain writes.
    let Ok(parsed) = bech32::primitives::decode::CheckedHrpstring::new::<Bech32>(address) else {
        return false;
    };
    let bytes: Vec<u8> = parsed.byte_iter().collect();
    parsed.hrp().as_str() == prefix && matches!(bytes.len(), 20 | 32)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Where wasmd 0.61.14 put a token.
    #[test]
    fn agrees_with_wasmd() {
        let checksum = "815c954b06abe86b2dff64224b58a824e068ca9b6659acf7f39b95dcf71f251d";
        let creator = "home1rtwdgerzddgzny2mzvjfwyw9l7est4tcyh2fc9";
        assert_eq!(
            predict(checksum, creator, b"qerun/localnet/token")
                .ok()
                .as_deref(),
            Some("home1cpv59tkhdrmvpkn35q25preuzvlcyljnva757sy7eea6k27ks0lswzffan")
        );
    }

    #[test]
    fn depends_on_all_three() {
        let creator = encode("home", &[7; 20]).unwrap_or_default();
        let one = "11".repeat(32);
        let at = |checksum: &str, salt: &str| predict(checksum, &creator, salt.as_bytes()).ok();
        let first = at(&one, "token");
        assert!(first.as_deref().is_some_and(|a| is_address(a, "home")));
        assert!(!first.as_deref().is_some_and(|a| is_address(a, "dex")));
        assert_eq!(first, at(&one, "token"));
        assert_ne!(first, at(&one, "market"));
        assert_ne!(first, at(&"22".repeat(32), "token"));
        assert!(at("11", "token").is_none());
        assert!(predict(&one, "nobody", b"token").is_err());
    }
}
