# Builds the programs of the local net, once, into $bin; sourced by scripts/localnet.

# A rebuild happens when what would be built has changed: each program leaves a stamp with its key.
stamped() { [ -x "$bin/$1" ] && [ "$(cat "$bin/.$1.key" 2>/dev/null)" = "$2" ]; }
stamp() { printf '%s\n' "$2" >"$bin/.$1.key"; }

# wasmd with a bech32 prefix of its own: wasmd-home and wasmd-dex differ in nothing else. Different
# prefixes, as on public chains, so that an address of the other chain cannot pass for one's own.
build_wasmd() {
    local chain=$1 name=wasmd-$1 started=$SECONDS sdk=github.com/cosmos/cosmos-sdk/version flags key
    # checklinkname: a JSON library of the SDK reaches into Go's own. rpath: the virtual machine's shared
    # library, which its Go module carries, is put beside the program.
    flags="-checklinkname=0 -s -w -X github.com/CosmWasm/wasmd/app.Bech32Prefix=$chain"
    flags+=" -X $sdk.Name=wasm -X $sdk.AppName=$name -X $sdk.Version=$wasmd_version"
    flags+=" -linkmode=external -extldflags '-Wl,-rpath,\$ORIGIN'"
    key=$({
        cat "$here"/wasmd/go.{mod,sum}
        echo "$flags"
    } | sha256sum | cut -c1-16)
    stamped "$name" "$key" && return
    need go "Go 1.25 or newer: https://go.dev/dl"
    need gcc "a C compiler (cgo)"
    say "building $name (up to 10 min the first time)"
    (
        cd "$here/wasmd"
        go mod download github.com/CosmWasm/wasmvm/v3
        vm=$(go list -mod=readonly -m -f '{{.Dir}}' github.com/CosmWasm/wasmvm/v3)
        install -m 755 "$vm"/internal/api/libwasmvm."$(uname -m)".so "$bin/"
        CGO_ENABLED=1 nice -n 10 go build -mod=readonly -trimpath -tags netgo -ldflags "$flags" \
            -o "$bin/$name" github.com/CosmWasm/wasmd/cmd/wasmd
    ) || die "building $name failed"
    stamp "$name" "$key"
    say "built $name in $((SECONDS - started)) s"
}

build_hermes() {
    local started=$SECONDS
    stamped hermes "$hermes_version" && return
    need cargo "Rust: https://rustup.rs"
    say "installing hermes $hermes_version (up to 20 min)"
    # A relayer waits nearly all the time: light optimisation is enough, and halves the build time.
    CARGO_PROFILE_RELEASE_OPT_LEVEL=1 CARGO_TARGET_DIR=$cache/hermes-target nice -n 10 \
        cargo install ibc-relayer-cli --bin hermes --version "$hermes_version" --locked --force --quiet --root "$cache/localnet" ||
        die "installing hermes failed"
    rm -rf "$cache/hermes-target"
    stamp hermes "$hermes_version"
    say "installed hermes in $((SECONDS - started)) s"
}

build_all() {
    mkdir -p "$bin"
    # Two checkouts that start together would build twice.
    exec 8>"$bin/.lock"
    flock -n 8 || { say "waiting for another build"; flock 8; }
    build_wasmd home
    build_wasmd dex
    build_hermes
    exec 8>&-
}
