//! Typed messages, responses and published records of every contract.
