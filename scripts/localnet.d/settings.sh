# What the local net is made of; sourced by scripts/localnet. Nothing here is for a public chain.

wasmd_version=0.61.14
hermes_version=1.10.5

# Programs that `up` builds once; everything a running net writes goes to $state.
bin=$cache/localnet/bin
state=${QERUN_LOCALNET_DIR:-$cache/localnet/state}

chains=(home dex)
chain_id() { echo "$1-1"; }

# Ports by chain, from a base that QERUN_LOCALNET_PORT moves (a second net on one machine).
default_port_base=26600
port_base=${QERUN_LOCALNET_PORT:-$default_port_base}
port() {
    local base=$port_base
    [ "$1" = home ] || base=$((base + 20))
    case $2 in
        rpc) echo $((base + 1)) ;;
        p2p) echo $((base + 2)) ;;
        grpc) echo $((base + 3)) ;;
        rest) echo $((base + 4)) ;;
        pprof) echo $((base + 5)) ;;
    esac
}
# Where hermes answers about itself.
telemetry_port() { echo $((port_base + 41)); }

# Every chain stakes and pays fees in its own coin, at next to nothing a unit of gas.
fee_denom=stake
gas_price=0.001
block_time=1s

# The assets that matter are the DEX chain's own, as USDC and axlETH are at home on other chains: on the
# home chain they are IBC vouchers.
usdc=uusdc
weth=weth-wei

# What every named key holds at genesis: fee coins on both chains; on the DEX chain both assets. 1e12 stake,
# 10 million USDC (6 decimals), 10,000 WETH (18 decimals).
stake_each=1000000000000
usdc_each=10000000000000
weth_each=10000000000000000000000
# The faucet's multiple of that (a power of ten), for runs with many users.
faucet_times=1000
# What `up` sends of it over IBC, so that the keys hold vouchers on the home chain: a million USDC each.
voucher_each=1000000000000
