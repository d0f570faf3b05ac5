# shellcheck shell=bash disable=SC2154
# Sourced by what runs the packaged server: where it is, whether it is stale, how it is started.
# Expects $root.

server_app="$root/server/target/quarkus-app"
server_jar="$server_app/quarkus-run.jar"
server_launcher="$server_app/ringback"

# Everything the jar is made of.
server_is_stale() {
  [ ! -f "$server_jar" ] && return 0
  local sources=("$root"/pom.xml "$root"/core/pom.xml "$root"/server/pom.xml "$root"/core/src/main "$root"/server/src/main)
  [ -d "$root/web/src" ] && sources+=("$root/web/src")
  [ -n "$(find "${sources[@]}" -newer "$server_jar" -print -quit)" ]
}

build_server_if_stale() {
  if server_is_stale; then
    echo "Building the server (the first time takes some minutes) …" >&2
    "$root/script/mvn" --quiet --projects core,server -DskipTests package >&2
  fi
}

# Replaces the shell: no daemon, no other session. The data folder is the one of this checkout, wherever one stands.
exec_server() {
  export RINGBACK_DATA_DIR="${RINGBACK_DATA_DIR:-$root/data}"
  install_launcher
  exec "$server_launcher" "$@"
}

# Beside the jar, so that the folder can be taken elsewhere and started there.
install_launcher() {
  cmp -s "$root/server/src/main/launcher/ringback" "$server_launcher" ||
    install -m 755 "$root/server/src/main/launcher/ringback" "$server_launcher"
}
