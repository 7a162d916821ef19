//! Supply stablecoins, borrow against QER, and keep the ledger of reserve claims.
