# Runs one server and makes sure that it does not outlive whoever started it.
#   bash -c "$(cat guard.sh)" guard STOP_SIGNAL LOG_FILE COMMAND...
# Standard input is a pipe that the starter holds open. When it ends, whether the starter asked for a
# stop or was killed with -9, the server gets STOP_SIGNAL, and SIGKILL when it has not ended 60 s later.
# Prints the server's process id first; ends with the server's own exit code.
# Job control gives the server a process group of its own: a Ctrl-C in the terminal does not reach it,
# so that the starter can stop the servers in order.
set -m
trap : INT TERM HUP
signal=$1
log=$2
shift 2
# The shell's own notices of jobs that ended belong to nobody's log.
exec 3<&0 2>/dev/null
"$@" </dev/null >>"$log" 2>&1 3<&- &
server=$!
echo "$server"
exec >/dev/null
(
    trap - INT TERM HUP
    read -r _ <&3
    kill -s "$signal" "$server"
    sleep 60
    kill -s KILL "$server"
) &
watcher=$!
exec 3<&-
# A trapped signal ends a wait early: wait until the server has really gone.
while :; do
    wait "$server"
    status=$?
    kill -0 "$server" || break
done
kill -s KILL -- "-$watcher"
exit "$status"
