# Starting and stopping programs; sourced by scripts/localnet.
# A pid file alone proves nothing (the number may have been given to another program), so the command
# line must name this net's folder, too.

need() { have "$1" || die "$1 is missing; please install $2"; }
pid_file() { echo "$state/run/$1.pid"; }
log_file() { echo "$state/log/$1.log"; }

# The pid of a program of this net, if it runs.
running_pid() {
    local file pid
    file=$(pid_file "$1")
    [ -f "$file" ] || return 1
    pid=$(<"$file")
    [[ $pid =~ ^[0-9]+$ ]] || return 1
    [[ "$(ps -ww -o args= -p "$pid" 2>/dev/null)" == *"$bin/"*"$state/"* ]] || return 1
    echo "$pid"
}

# start_process <name> <command...>; every command names a file below $state.
start_process() {
    local name=$1
    shift
    mkdir -p "$state/run" "$state/log"
    # Its own session: an interrupt of the shell that ran `up` does not reach it. No lock is handed on.
    setsid "$@" >>"$(log_file "$name")" 2>&1 </dev/null 8>&- 9>&- &
    echo $! >"$(pid_file "$name")"
}

# Ends it in an orderly way, within 20 s; by force after that.
stop_process() {
    local name=$1 pid
    if ! pid=$(running_pid "$name"); then
        rm -f "$(pid_file "$name")"
        say "$name does not run"
        return
    fi
    kill -TERM "$pid" 2>/dev/null || true
    for _ in $(seq 100); do
        running_pid "$name" >/dev/null || break
        sleep 0.2
    done
    if running_pid "$name" >/dev/null; then
        say "$name did not stop in 20 s: killed"
        kill -KILL "$pid" 2>/dev/null || true
    fi
    rm -f "$(pid_file "$name")"
    say "$name stopped"
}

# Ends it as a crash would.
kill_process() {
    local pid
    pid=$(running_pid "$1") || die "$1 does not run"
    kill -KILL "$pid"
    rm -f "$(pid_file "$1")"
    say "$1 killed"
}

# wait_for <seconds> <what> <program or ''> <command...>: until the command succeeds, while the program lives.
wait_for() {
    local seconds=$1 what=$2 program=$3 end
    shift 3
    end=$((SECONDS + seconds))
    until "$@" >/dev/null 2>&1; do
        if [ -n "$program" ] && ! running_pid "$program" >/dev/null; then
            tail -n 20 "$(log_file "$program")" >&2 || true
            die "$program has stopped; its log is $(log_file "$program")"
        fi
        [ $SECONDS -lt $end ] || die "waited $seconds s in vain for $what"
        sleep 0.5
    done
}

taken() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

# need_port <port> <for what>
need_port() {
    ! taken "$1" || die "port $1 ($2) is taken by another program; stop it, or set QERUN_LOCALNET_PORT"
}
