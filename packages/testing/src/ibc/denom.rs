//! ICS-20 denominations: traces, vouchers, escrow accounts.

use anyhow::{bail, Result};
use cosmwasm_std::{Addr, Api, IbcPacket, Storage};
use sha2::{Digest, Sha256};

use super::state::TRACES;
use super::PORT;

/// The local denom of a full trace path: the path itself if it is a base denom, else
/// `ibc/` and the upper-case hex SHA-256 of the path (ICS-20, ibc-go `types.Denom.IBCDenom`).
pub fn local_denom(path: &str) -> String {
    if has_hop(path) {
        format!("ibc/{}", hex::encode_upper(Sha256::digest(path)))
    } else {
        path.to_owned()
    }
}

/// The denom under which `path` (a base denom or a full trace path) that came over `channel`
/// is known on the receiving chain.
pub fn voucher_denom(channel: &str, path: &str) -> String {
    local_denom(&format!("{PORT}/{channel}/{path}"))
}

/// The account that holds what was sent out over `channel` and is to come back over it:
/// the first 20 bytes of SHA-256 of `ics20-1`, a zero byte and `transfer/{channel}` (ADR-028).
pub fn escrow_address(api: &dyn Api, channel: &str) -> Result<Addr> {
    let mut hash = Sha256::new();
    hash.update(b"ics20-1\0");
    hash.update(format!("{PORT}/{channel}"));
    Ok(api.addr_humanize(&hash.finalize()[..20].to_vec().into())?)
}

/// The full trace path of a local denom.
///
/// # Errors
/// An `ibc/` denom that never arrived on this chain.
pub fn full_path(storage: &dyn Storage, denom: &str) -> Result<String> {
    match denom.strip_prefix("ibc/") {
        None => Ok(denom.to_owned()),
        Some(hash) => match TRACES.may_load(storage, hash)? {
            Some(path) => Ok(path),
            None => bail!("denomination trace not found: {denom}"),
        },
    }
}

/// Remembers the trace of a voucher, so that it can be sent on.
pub(super) fn save_trace(storage: &mut dyn Storage, path: &str) -> Result<()> {
    if let Some(hash) = local_denom(path).strip_prefix("ibc/") {
        TRACES.save(storage, hash, &path.to_owned())?;
    }
    Ok(())
}

/// What `path` in a packet becomes on the receiving chain.
pub(super) enum Arrival {
    /// It comes home: unescrow this path.
    Returns(String),
    /// It is foreign here: mint vouchers of this path.
    Voucher(String),
}

/// Strips the sender's hop once, or adds the receiver's.
pub(super) fn arrival(packet: &IbcPacket, path: &str) -> Arrival {
    match strip_hop(path, &packet.src.channel_id) {
        Some(rest) => Arrival::Returns(rest.to_owned()),
        None => Arrival::Voucher(format!("{PORT}/{}/{path}", packet.dest.channel_id)),
    }
}

/// `path` without the hop over `channel`, or `None` if that is not its last hop.
pub(super) fn strip_hop<'a>(path: &'a str, channel: &str) -> Option<&'a str> {
    path.strip_prefix(PORT)?
        .strip_prefix('/')?
        .strip_prefix(channel)?
        .strip_prefix('/')
}

/// Whether the path starts with `transfer/channel-N/`.
fn has_hop(path: &str) -> bool {
    path.strip_prefix("transfer/channel-")
        .and_then(|rest| rest.split_once('/'))
        .is_some_and(|(number, _)| !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hashes_the_known_denoms_of_osmosis() {
        // docs: Osmosis' axlETH and USDC
        assert_eq!(
            voucher_denom("channel-208", "weth-wei"),
            "ibc/EA1D43981D5C9A1C4AAEA9C23BB1D4FA126BA9BC7020A25E0AE4AA841EA25DC5"
        );
        assert_eq!(
            voucher_denom("channel-750", "uusdc"),
            "ibc/498A0751C798A0D9A389AA3691123DADA57DAA4FE165D5C75894505B876BA6E4"
        );
        assert_eq!(local_denom("factory/a/b"), "factory/a/b");
        assert_eq!(local_denom("transfer/x"), "transfer/x");
    }

    #[test]
    fn escrow_accounts_are_those_of_ibc_go() {
        // the well-known escrow account of channel-0 on the Cosmos Hub
        let api = cw_multi_test::MockApiBech32::new("cosmos");
        assert_eq!(
            escrow_address(&api, "channel-0").unwrap().as_str(),
            "cosmos1a53udazy8ayufvy0s434pfwjcedzqv34kvz9tw"
        );
    }
}
