//! Lives on the DEX chain: swaps what arrives and sends the ETH back.
