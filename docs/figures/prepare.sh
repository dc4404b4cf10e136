#!/bin/sh
# Fills a home folder with the invented school as the client keeps it, for a measurement without a server:
#   prepare.sh HOME PROGRAM-WITH-SERVER
# The server is gone when this returns.
set -eu
home=$1 program=$2
mkdir -p "$home"
export ZVONOK_NOW=2026-11-20T11:07:00+07:00 ZVONOK_LANG=ru
ZVONOK_HOME="$home/server" "$program" demo --serve-only --listen 127.0.0.1:0 >"$home/server.json" &
server=$!
trap 'kill $server 2>/dev/null || true' EXIT
while ! grep -q url "$home/server.json"; do sleep 0.2; done
field() { sed -E "s/.*\"role\":\"teacher\"[^}]*\"$1\":\"([^\"]*)\".*/\1/" "$home/server.json"; }
url=$(sed -E 's/.*"url":"([^"]*)".*/\1/' "$home/server.json")
login=$(field login)
printf '%s' "$(field password)" >"$home/password"
chmod 600 "$home/password"
printf 'server = "%s"\nuser = "%s"\n' "$url" "$login" >"$home/config.toml"
export ZVONOK_HOME="$home" ZVONOK_PASSWORD_FILE="$home/password"
"$program" today >/dev/null
# The first place that is offered keeps the session: the kernel's keyring on a machine without a desktop. It needs a terminal, and
# a login that possesses the user's keyring, as PAM gives it: keyctl session - sh -c 'keyctl link @u @s; exec …'.
(sleep 1; echo; sleep 5) | script -qec "$program login" /dev/null >/dev/null
"$program" show 5А 'Русский язык' >/dev/null
