//! Addresses are compared in lower case, because the chain takes an address in capitals for the same account.

/// An address as the chain itself writes it. The chain refuses an address in mixed case, wherever it is used later.
pub fn canonical(address: &str) -> String {
    address.to_ascii_lowercase()
}
