//! Two in-process chains joined by an IBC model with faults, and the protocol on them.
