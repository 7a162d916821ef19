# Shared by the scripts of scripts/ and ci/; sourced, never run.
# Everything that is built for checks lives outside the tree, so that a checkout stays clean
# and a second run is quick.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cache=${QERUN_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/qerun}
tools=$cache/tools
export PATH="$tools/bin:$PATH"

# Token and voting are one code, token_voting.
contracts=(token_voting oracle market reserve timelock outpost airdrop emissions)
# Contracts of other projects, in packages/official.
official=(cw20-base dao-dao-core dao-proposal-single dao-pre-propose-single dao-voting-cw20-staked cw20-stake
    dao-rewards-distributor cw-vesting astroport-pair astroport-factory)

# cosmwasm-check of later lines needs a newer Rust than the one the project is tested with.
cosmwasm_check_version=2.3.5
cargo_deny_version=0.20.2

# The largest code stock wasmd accepts: 800 KiB.
wasm_limit=819200
# What our contracts keep to, so that there is room for what comes.
own_wasm_limit=780000

say() { printf '%s\n' "$*"; }
die() { printf 'error: %s\n' "$*" >&2; exit 1; }
have() { command -v "$1" >/dev/null 2>&1; }

is_ours() { [[ " ${contracts[*]} " == *" $1 "* ]]; }
is_official() { [[ " ${official[*]} " == *" $1 "* ]]; }
# The file that a contract is built to.
artifact() {
    if is_official "$1"; then echo "${1//-/_}.wasm"; else echo "qerun_$1.wasm"; fi
}

# Where rustup neither has nor gets the toolchain of rust-toolchain.toml, its default one serves.
if have rustup && ! (cd "$root" && rustc --version) >/dev/null 2>&1; then
    RUSTUP_TOOLCHAIN=$(rustup default | cut -d' ' -f1)
    export RUSTUP_TOOLCHAIN
    say "note: the toolchain of rust-toolchain.toml is not here; $RUSTUP_TOOLCHAIN is used"
fi

# True when the active rustup toolchain can build std for wasm32 by itself.
rustup_has_wasm() {
    local sysroot
    have rustc || return 1
    sysroot=$(rustc --print sysroot) || return 1
    [ -d "$sysroot/lib/rustlib/wasm32-unknown-unknown" ] &&
        [ -d "$sysroot/lib/rustlib/src/rust/library" ]
}

# True when Debian's own toolchain (rustc-web and friends) is there instead.
debian_has_wasm() {
    [ -x /usr/bin/rustc ] && [ -x /usr/bin/cargo ] && have wasm-ld-22 &&
        [ -d /usr/lib/rustlib/src/rust/library ]
}

# Has cargo build our own crates anew in a target folder that several checkouts share: it tells theirs
# apart by file times alone, and would take another checkout's newer build for this one's.
forget_our_crates() {
    find "$1" -maxdepth 4 \( -path '*/.fingerprint/qerun*' -o -path '*/.fingerprint/official-*' \) \
        -prune -exec rm -rf {} + 2>/dev/null || true
}
