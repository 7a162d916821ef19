# A local net of its own for one run of qerun-live; sourced by ci/e2e, ci/gas and others after lib.sh.

# live <first port> <words of qerun-live...>: builds, starts a net in a folder of its own, runs, stops.
live() {
    local port=$1 artifacts=${ARTIFACTS:-$root/artifacts}
    shift
    [ -f "$artifacts/checksums.txt" ] || die "$artifacts/checksums.txt is missing; run scripts/build-wasm all"
    QERUN_LOCALNET_DIR=$(mktemp -d)
    export QERUN_LOCALNET_DIR QERUN_LOCALNET_PORT=${QERUN_LOCALNET_PORT:-$port}
    trap live_ends EXIT
    cargo build --quiet --locked --workspace --bin qerun-live
    "$root/scripts/localnet" up
    "${CARGO_TARGET_DIR:-$root/target}/debug/qerun-live" --artifacts "$artifacts" \
        --endpoints "$QERUN_LOCALNET_DIR/endpoints.json" "$@"
}

live_ends() {
    local status=$? log facts=$QERUN_LOCALNET_DIR/endpoints.json
    if [ $status -ne 0 ] && [ -f "$facts" ]; then
        for log in $(jq -r '.hermes.log, .chains.home.log, .chains.dex.log' "$facts"); do
            say "-- the end of $log" >&2
            tail -n 25 "$log" | cut -c -400 >&2 || true
        done
    fi
    "$root/scripts/localnet" down || true
    rm -rf "$QERUN_LOCALNET_DIR"
}
