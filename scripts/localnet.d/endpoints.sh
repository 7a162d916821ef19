# What others need to reach the net, for people and for programs; sourced by scripts/localnet.

# endpoints.json is read by `qerun deploy` and the live tests. Fields are added, never renamed.
write_endpoints() {
    local chain name
    {
        for chain in "${chains[@]}"; do chain_facts "$chain"; done | jq -s '{chains: map({(.name): .}) | add}'
        for name in $(key_names); do
            jq -n --arg name "$name" --arg file "$(key_file "$name")" \
                --arg home "$(address "$name" home)" --arg dex "$(address "$name" dex)" \
                '{keys: {($name): {mnemonic_file: $file, home: $home, dex: $dex}}}'
        done | jq -s '{keys: map(.keys) | add}'
        jq -n --arg program "$bin/hermes" --arg config "$(hermes_config)" --arg rest "$(hermes_rest)" \
            --arg log "$(log_file hermes)" '{hermes: {program: $program, config: $config, rest: $rest, log: $log}}'
    } | jq -s 'add | {version: 1} + .' >"$(endpoints).new"
    mv "$(endpoints).new" "$(endpoints)"
}

# usdc and weth are the denoms that the assets have on that chain.
chain_facts() {
    local chain=$1 usdc_here=$usdc weth_here=$weth
    if [ "$chain" = home ]; then
        usdc_here=$(voucher "$(channel home)" "$usdc")
        weth_here=$(voucher "$(channel home)" "$weth")
    fi
    jq -n --arg name "$chain" --arg chain_id "$(chain_id "$chain")" --arg rpc "$(rpc "$chain")" \
        --arg rest "$(rest "$chain")" --arg grpc "$(grpc "$chain")" --arg fee_denom "$fee_denom" \
        --arg gas_price "$gas_price" --arg usdc "$usdc_here" --arg weth "$weth_here" \
        --arg program "$bin/wasmd-$chain" --arg home "$(chain_home "$chain")" --arg log "$(log_file "$chain")" \
        --slurpfile channel "$(channel_file)" '{name: $name, chain_id: $chain_id, prefix: $name, rpc: $rpc,
        rest: $rest, grpc: $grpc, fee_denom: $fee_denom, gas_price: $gas_price, usdc: $usdc, weth: $weth,
        channel: $channel[0][$name], connection: $channel[0][$name + "_connection"],
        client: $channel[0][$name + "_client"], program: $program, home: $home, log: $log}'
}

# deploy/localnet.toml names the nodes of a net on the default ports; these are this one's.
qerun_flags() {
    echo "--home-rpc $(rpc home) --dex-rpc $(rpc dex) --home-rest $(rest home) --dex-rest $(rest dex)"
}

print_endpoints() {
    jq -r '
        (.chains[] | "", "\(.name): \(.chain_id), addresses begin with \(.prefix), fees in \(.fee_denom) (\(.gas_price) a unit of gas)",
            "  rpc      \(.rpc)", "  rest     \(.rest)", "  grpc     \(.grpc)", "  channel  \(.channel)",
            "  usdc     \(.usdc)", "  weth     \(.weth)"),
        "", "keys (public, for tests only): \(.keys | keys_unsorted | join(", "))"' "$(endpoints)"
    say "for programs: $(endpoints)"
    [ "$port_base" = "$default_port_base" ] || say "for qerun: $(qerun_flags)"
}
