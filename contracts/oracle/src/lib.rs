//! Bid, ask and mid prices from guarded sources, published for raw reading.
