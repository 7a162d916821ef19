# A local net of its own for one run of a live test; sourced by ci/e2e, ci/gas, ci/client and others after lib.sh.

# live <first port> <words of qerun-live...>: builds, starts a net in a folder of its own, runs, stops.
live() {
    local port=$1 artifacts=${ARTIFACTS:-$root/artifacts}
    shift
    [ -f "$artifacts/checksums.txt" ] || die "$artifacts/checksums.txt is missing; run scripts/build-wasm all"
    live_begins "$port"
    attend cargo build --quiet --locked --workspace --bin qerun-live
    attend "$root/scripts/localnet" up
    attend "${CARGO_TARGET_DIR:-$root/target}/debug/qerun-live" --artifacts "$artifacts" \
        --endpoints "$QERUN_LOCALNET_DIR/endpoints.json" "$@"
}

# live_begins <first port>: names the net's folder and ports, and takes the net down when the script ends.
live_begins() {
    QERUN_LOCALNET_DIR=$(mktemp -d)
    export QERUN_LOCALNET_DIR QERUN_LOCALNET_PORT=${QERUN_LOCALNET_PORT:-$1}
    live_step=
    trap live_ends EXIT
    trap 'exit 129' HUP
    trap 'exit 130' INT
    trap 'exit 143' TERM
}

# attend <command...>: runs it in a session of its own and waits, so that a signal ends it at once, together with
# what it has started: an `up` that continued alone would start chains that nobody stops.
attend() {
    local status=0
    setsid "$@" &
    live_step=$!
    wait "$live_step" || status=$?
    live_step=
    return "$status"
}

live_ends() {
    local status=$? log facts=$QERUN_LOCALNET_DIR/endpoints.json
    # A second signal must not keep the net from being stopped.
    trap '' HUP INT TERM
    end_step
    if [ $status -ne 0 ] && [ -f "$facts" ]; then
        for log in $(jq -r '.hermes.log, .chains.home.log, .chains.dex.log' "$facts"); do
            say "-- the end of $log" >&2
            tail -n 25 "$log" | cut -c -400 >&2 || true
        done
    fi
    if "$root/scripts/localnet" down; then
        rm -rf "$QERUN_LOCALNET_DIR"
    else
        say "the net may still run; it is kept in $QERUN_LOCALNET_DIR" >&2
    fi
}

# Ends the command that `attend` runs, if there is one, by force after 10 s.
end_step() {
    [ -n "$live_step" ] || return 0
    kill -TERM -- "-$live_step" 2>/dev/null || return 0
    for _ in $(seq 50); do
        # Reaps it when it has ended.
        jobs >/dev/null
        kill -0 -- "-$live_step" 2>/dev/null || return 0
        sleep 0.2
    done
    kill -KILL -- "-$live_step" 2>/dev/null || true
}
