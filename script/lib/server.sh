# shellcheck shell=bash disable=SC2154
# Sourced by what runs the packaged server: where it is, whether it is stale, how it is started.
# Expects $root.

server_jar="$root/server/target/quarkus-app/quarkus-run.jar"

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

# G1 and compact headers: the least memory for held connections.
# The last two silence what JDK 25 says about libraries that use Unsafe and native access.
java_flags=(
  -XX:+UseG1GC -XX:+UseCompactObjectHeaders -Xms64m
  --sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED
)

# Replaces the shell: no daemon, no other session. The data folder is the one of this checkout, wherever one stands.
exec_server() {
  export RINGBACK_DATA_DIR="${RINGBACK_DATA_DIR:-$root/data}"
  # JAVA_OPTS is split into words on purpose.
  # shellcheck disable=SC2086
  exec "$JAVA_HOME/bin/java" "${java_flags[@]}" ${JAVA_OPTS:-} -jar "$server_jar" "$@"
}
