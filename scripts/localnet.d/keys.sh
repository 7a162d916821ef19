# The named test keys; sourced by scripts/localnet.

key_names() { sed -nE 's/^([a-z]+): .*/\1/p' "$here/keys.txt"; }
mnemonic() { sed -nE "s/^$1: //p" "$here/keys.txt"; }
key_file() { echo "$state/keys/$1"; }
# A key's address on a chain.
address() { cat "$state/keys/$1.$2"; }

# Everyone whom `up` gives money to: all but those who run the chains.
funded_names() { key_names | grep -vxE 'validator|relayer'; }

# Each mnemonic in a file of its own, as hermes, wasmd and `qerun deploy` take them.
write_key_files() {
    local name
    mkdir -p "$state/keys"
    for name in $(key_names); do
        (umask 077 && mnemonic "$name" >"$(key_file "$name")")
    done
}

# Puts every key into a chain's key ring, and its address beside the mnemonic.
import_keys() {
    local chain=$1 home=$2 name
    for name in $(key_names); do
        "$bin/wasmd-$chain" keys add "$name" --recover --keyring-backend test --home "$home" --output json \
            <"$(key_file "$name")" 2>&1 | jq -er .address >"$state/keys/$name.$chain" ||
            die "wasmd-$chain did not take the key $name"
    done
}
