# The whole net: up, down, status, logs; sourced by scripts/localnet.

endpoints() { echo "$state/endpoints.json"; }

# The denom under which a chain's coin arrives at the other end.
voucher() { echo "ibc/$(printf 'transfer/%s/%s' "$1" "$2" | sha256sum | cut -d' ' -f1 | tr a-f A-F)"; }

# Several commands at once would start everything twice.
lock_net() {
    mkdir -p "$state"
    exec 9>"$state/.lock"
    flock -n 9 || die "another scripts/localnet works on $state"
}

all_run() {
    local name
    for name in "${chains[@]}" hermes; do
        running_pid "$name" >/dev/null || return 1
    done
}

net_up() {
    local started=$SECONDS chain
    need jq jq
    need curl curl
    need flock util-linux
    need setsid util-linux
    if all_run && [ -f "$(endpoints)" ]; then
        say "it runs already"
        net_status
        return
    fi
    build_all
    local built=$SECONDS
    lock_net
    mkdir -p "$state"/{log,run}
    # What tells `up --reset` that this folder is ours to delete.
    touch "$state/.qerun-localnet"
    write_key_files
    for chain in "${chains[@]}"; do create_chain "$chain"; done
    for chain in "${chains[@]}"; do start_chain "$chain"; done
    say "the chains run ($((SECONDS - built)) s)"
    configure_relayer
    create_channel
    send_vouchers
    relayer_start
    await_vouchers
    write_endpoints
    say "up in $((SECONDS - built)) s$([ "$built" = "$started" ] || echo ", after $((built - started)) s of building")"
    net_status
}

# Users of the home chain begin with stablecoins that came over the channel, as in life. Sent before hermes
# starts, which begins by relaying what is pending.
send_vouchers() {
    [ ! -f "$state/vouchers-sent" ] || return 0
    local draft=$state/vouchers.json name receivers
    receivers=$(for name in $(funded_names); do address "$name" home; done | jq -R . | jq -s .)
    wasmd dex tx ibc-transfer transfer transfer "$(channel dex)" "$(address faucet home)" "$voucher_each$usdc" \
        --from faucet --keyring-backend test --chain-id "$(chain_id dex)" --node "$(rpc dex)" \
        --gas 5000000 --gas-prices "$gas_price$fee_denom" --generate-only >"$draft.one" 2>>"$state/log/vouchers.log"
    jq --argjson to "$receivers" '.body.messages = [.body.messages[0] as $m | $to[] | . as $r | $m + {receiver: $r}]' \
        "$draft.one" >"$draft.all"
    wasmd dex tx sign "$draft.all" --from faucet --keyring-backend test --chain-id "$(chain_id dex)" \
        --node "$(rpc dex)" --output-document "$draft" >>"$state/log/vouchers.log" 2>&1
    wasmd dex tx broadcast "$draft" --node "$(rpc dex)" --output json >"$draft.sent"
    jq -e '.code == 0' "$draft.sent" >/dev/null || die "the vouchers were not sent; see $draft.sent"
    rm -f "$draft" "$draft.one" "$draft.all"
    touch "$state/vouchers-sent"
}

# balance <chain> <address> <denom>
balance() {
    curl -sfG --max-time 5 "$(rest "$1")/cosmos/bank/v1beta1/balances/$2/by_denom" \
        --data-urlencode "denom=$3" | jq -er .balance.amount
}
holds_vouchers() {
    local name
    for name in $(funded_names); do
        [ "$(balance home "$(address "$name" home)" "$(voucher "$(channel home)" "$usdc")")" != 0 ] || return 1
    done
}
await_vouchers() {
    [ ! -f "$state/vouchers-came" ] || return 0
    wait_for 120 "the stablecoins to arrive on the home chain" hermes holds_vouchers
    touch "$state/vouchers-came"
}

net_down() {
    local name
    if [ ! -d "$state" ]; then
        say "there is no net in $state"
        return
    fi
    lock_net
    for name in hermes "${chains[@]}"; do stop_process "$name"; done
}

reset_net() {
    [ -d "$state" ] || return 0
    [ -f "$state/.qerun-localnet" ] || [ -z "$(ls -A "$state")" ] ||
        die "$state was not made by this script; delete it yourself"
    net_down
    exec 9>&-
    rm -rf "$state"
}

net_status() {
    local name pid failed=0
    for name in "${chains[@]}"; do
        if pid=$(running_pid "$name"); then
            say "$(printf '%-7s runs, pid %s, height %s' "$name" "$pid" "$(height "$name" || echo unknown)")"
        else
            say "$(printf '%-7s is down' "$name")"
            failed=1
        fi
    done
    if pid=$(running_pid hermes); then
        say "hermes  runs, pid $pid"
    else
        say "hermes  is down"
        failed=1
    fi
    [ ! -f "$(endpoints)" ] || print_endpoints
    return $failed
}

net_logs() {
    local name=${1:-}
    case $name in
        home | dex | hermes) ;;
        *) die "logs of home, dex or hermes?" ;;
    esac
    [ -f "$(log_file "$name")" ] || die "no log yet: $(log_file "$name")"
    if [ "${2:-}" = -f ]; then exec tail -n 50 -f "$(log_file "$name")"; fi
    tail -n 200 "$(log_file "$name")"
}
