//! The market.
