# hermes: configuration, channel, start; sourced by scripts/localnet.

hermes_config() { echo "$state/hermes/config.toml"; }
hermes() { "$bin/hermes" --config "$(hermes_config)" "$@"; }
hermes_rest() { echo "http://127.0.0.1:$(telemetry_port)"; }

configure_chain_in_hermes() {
    local chain=$1
    cat <<END

[[chains]]
id = '$(chain_id "$chain")'
type = 'CosmosSdk'
rpc_addr = '$(rpc "$chain")'
grpc_addr = '$(grpc "$chain")'
event_source = { mode = 'pull', interval = '500ms' }
rpc_timeout = '15s'
trusted_node = true
account_prefix = '$chain'
key_name = 'relayer'
key_store_type = 'Test'
key_store_folder = '$state/hermes/keys'
store_prefix = 'ibc'
default_gas = 400000
max_gas = 10000000
gas_price = { price = $gas_price, denom = '$fee_denom' }
gas_multiplier = 1.5
max_msg_num = 30
clock_drift = '5s'
max_block_time = '10s'
trusting_period = '14days'
trust_threshold = '1/3'
clear_interval = 20
compat_mode = '0.38'
address_type = { derivation = 'cosmos' }
END
}

# hermes reads the blocks (pull). What it would subscribe to (push) are transactions with an event `message` of
# the IBC module, and wasmd drops that event when a contract sends the packet: all of ours.
# Everything that is pending is cleared at the start: packets that were sent while no relayer ran.
# What hermes loses is cleared every 20 blocks: two of its transactions in one block, and a packet is dropped
# for a wrong account sequence.
configure_relayer() {
    local chain
    mkdir -p "$state/hermes"
    {
        cat <<END
[global]
log_level = 'info'

[mode.clients]
enabled = true
refresh = true
misbehaviour = false

[mode.connections]
enabled = false

[mode.channels]
enabled = false

[mode.packets]
enabled = true
clear_interval = 20
clear_on_start = true
tx_confirmation = false

[rest]
enabled = true
host = '127.0.0.1'
port = $(telemetry_port)

[telemetry]
enabled = false
host = '127.0.0.1'
port = 3001
END
        for chain in "${chains[@]}"; do configure_chain_in_hermes "$chain"; done
    } >"$(hermes_config)"
    for chain in "${chains[@]}"; do
        hermes keys add --chain "$(chain_id "$chain")" --key-name relayer --overwrite \
            --mnemonic-file "$(key_file relayer)" >>"$(log_file hermes)" 2>&1 ||
            die "hermes does not take its key; see $(log_file hermes)"
    done
}

channel_file() { echo "$state/channel.json"; }
# The channel's end on a chain.
channel() { jq -er ".$1" "$(channel_file)"; }

# One client, connection and unordered ICS-20 channel.
create_channel() {
    [ ! -f "$(channel_file)" ] || return 0
    say "creating the channel (about 40 s)"
    hermes --json create channel --a-chain "$(chain_id home)" --b-chain "$(chain_id dex)" \
        --a-port transfer --b-port transfer --new-client-connection --yes \
        >"$state/log/channel.log" 2>&1 || { tail -n 20 "$state/log/channel.log" >&2; die "no channel"; }
    grep '"status":"success"' "$state/log/channel.log" | jq -e '.result | {home: .a_side.channel_id,
        dex: .b_side.channel_id, home_connection: .a_side.connection_id, dex_connection: .b_side.connection_id,
        home_client: .a_side.client_id, dex_client: .b_side.client_id}' >"$(channel_file).new" ||
        die "cannot read what hermes says; see $state/log/channel.log"
    mv "$(channel_file).new" "$(channel_file)"
}

relayer_answers() { curl -sf --max-time 3 "$(hermes_rest)/state"; }

relayer_start() {
    [ -f "$(channel_file)" ] || die "there is no channel yet; run scripts/localnet up"
    if running_pid hermes >/dev/null; then
        say "hermes runs already"
        return
    fi
    need_port "$(telemetry_port)" "hermes"
    start_process hermes "$bin/hermes" --config "$(hermes_config)" start
    wait_for 60 "hermes" hermes relayer_answers
    # Packets of the blocks in which hermes started are neither in what it searched nor in its events.
    hermes clear packets --chain "$(chain_id home)" --port transfer --channel "$(channel home)" \
        >>"$(log_file hermes)" 2>&1 || say "hermes has not cleared old packets; see $(log_file hermes)"
    say "hermes started"
}
