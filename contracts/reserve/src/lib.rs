//! Buys ETH over IBC, keeps it, and pays it out on the market's word.
