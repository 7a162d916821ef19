//! Addresses are compared in one case: the chain reads one in capitals as the same account.

/// An address as the chain itself writes it. One in mixed case is none to the chain, and fails there.
pub fn canonical(address: &str) -> String {
    address.to_ascii_lowercase()
}
