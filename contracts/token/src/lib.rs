//! QER: a cw20 with a governed, bounded supply.
