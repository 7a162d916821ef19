//! Pure arithmetic of the protocol: no storage, no messages.
