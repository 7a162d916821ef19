# Creating and running one chain; sourced by scripts/localnet.

chain_home() { echo "$state/chains/$1"; }
rpc() { echo "http://127.0.0.1:$(port "$1" rpc)"; }
rest() { echo "http://127.0.0.1:$(port "$1" rest)"; }
grpc() { echo "http://127.0.0.1:$(port "$1" grpc)"; }

# wasmd of a chain, as its own client.
wasmd() {
    local chain=$1
    shift
    "$bin/wasmd-$chain" --home "$(chain_home "$chain")" "$@"
}

height() {
    curl -sf --max-time 3 "$(rpc "$1")/status" | jq -er '.result.sync_info.latest_block_height | tonumber'
}
has_blocks() { [ "$(height "$1")" -ge 2 ]; }

# set_toml <file> <section or ''> <key> <value>: the key must be there already, once.
set_toml() {
    awk -v section="$2" -v key="$3" -v value="$4" '
        /^\[/ { now = $0; gsub(/[][ ]/, "", now) }
        now == section && index($0, key " =") == 1 { print key " = " value; found++; next }
        { print }
        END { exit found != 1 }
    ' "$1" >"$1.new" || die "$1 has not just one ${2:+$2.}$3"
    mv "$1.new" "$1"
}

coins_of() {
    local chain=$1 name=$2 times=1
    [ "$name" != faucet ] || times=$faucet_times
    # As text: the shell's integers end before 10^25.
    local zeros=${times#1}
    printf '%s%s%s' "$stake_each" "$zeros" "$fee_denom"
    [ "$chain" != dex ] || printf ',%s%s%s,%s%s%s' "$usdc_each" "$zeros" "$usdc" "$weth_each" "$zeros" "$weth"
}

# Genesis and configuration, built aside and then moved, so that a half-made chain is never started.
create_chain() {
    local chain=$1 home name
    [ ! -d "$(chain_home "$chain")" ] || return 0
    home=$state/new-$chain
    rm -rf "$home"
    mkdir -p "$state/chains"
    "$bin/wasmd-$chain" init "$chain" --chain-id "$(chain_id "$chain")" --default-denom "$fee_denom" \
        --home "$home" >"$state/log/$chain.init.log" 2>&1 || die "see $state/log/$chain.init.log"
    import_keys "$chain" "$home"
    local genesis=("$bin/wasmd-$chain" genesis --home "$home")
    for name in $(key_names); do
        "${genesis[@]}" add-genesis-account "$(address "$name" "$chain")" "$(coins_of "$chain" "$name")"
    done
    {
        "${genesis[@]}" gentx validator "500000000000$fee_denom" --keyring-backend test \
            --chain-id "$(chain_id "$chain")"
        "${genesis[@]}" collect-gentxs
        "${genesis[@]}" validate
    } >>"$state/log/$chain.init.log" 2>&1 || die "see $state/log/$chain.init.log"
    configure_node "$chain" "$home/config/config.toml"
    configure_app "$chain" "$home/config/app.toml"
    mv "$home" "$(chain_home "$chain")"
}

configure_node() {
    local chain=$1 file=$2
    set_toml "$file" rpc laddr "\"tcp://127.0.0.1:$(port "$chain" rpc)\""
    set_toml "$file" rpc pprof_laddr "\"127.0.0.1:$(port "$chain" pprof)\""
    set_toml "$file" rpc cors_allowed_origins '["*"]'
    # A contract's code in a transaction, base64, is more than the default takes.
    set_toml "$file" rpc max_body_bytes 10000000
    set_toml "$file" mempool max_tx_bytes 4000000
    set_toml "$file" rpc timeout_broadcast_tx_commit '"30s"'
    # A run with hundreds of users.
    set_toml "$file" mempool size 20000
    set_toml "$file" mempool cache_size 40000
    set_toml "$file" p2p laddr "\"tcp://127.0.0.1:$(port "$chain" p2p)\""
    set_toml "$file" p2p pex false
    set_toml "$file" consensus timeout_commit "\"$block_time\""
}

configure_app() {
    local chain=$1 file=$2
    # No fee is required, so that gas is measured without the cost of paying one.
    set_toml "$file" '' minimum-gas-prices "\"0$fee_denom\""
    set_toml "$file" api enable true
    set_toml "$file" api address "\"tcp://127.0.0.1:$(port "$chain" rest)\""
    # Wallets and pages in a browser.
    set_toml "$file" api enabled-unsafe-cors true
    # All our contracts and the official ones, compiled.
    set_toml "$file" wasm memory_cache_size 500
    set_toml "$file" grpc address "\"127.0.0.1:$(port "$chain" grpc)\""
}

start_chain() {
    local chain=$1 what
    if running_pid "$chain" >/dev/null; then return; fi
    for what in rpc p2p grpc rest pprof; do
        need_port "$(port "$chain" "$what")" "$chain's $what"
    done
    start_process "$chain" "$bin/wasmd-$chain" start --home "$(chain_home "$chain")" --log_no_color --log_level \
        "*:error,consensus:info,state:info,server:info"
    wait_for 90 "blocks of $chain" "$chain" has_blocks "$chain"
}
