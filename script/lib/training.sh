# shellcheck shell=bash disable=SC2154
# Sourced by script/package, after server.sh: runs the packaged server once and keeps what the JVM learned of it.

aot_cache="$server_app/app.aot"

train_if_stale() {
  cmp -s "$aot_cache.made-for" <("$server_launcher" made-for) && [ -f "$aot_cache" ] && return
  echo "Training the AOT cache …" >&2
  local folder
  folder=$(mktemp -d)
  rm -f "$aot_cache" "$aot_cache.made-for"
  if train "$folder" && [ -f "$aot_cache" ]; then
    "$server_launcher" made-for >"$aot_cache.made-for"
    rm -rf "$folder"
  else
    tail -n 20 "$folder/log" >&2
    rm -rf "$aot_cache" "$folder"
    return 1
  fi
}

# A server on a data folder of its own does what every server does first; the JVM writes the cache when it ends.
train() {
  local folder=$1 port server ready=no
  port=$((20000 + RANDOM % 10000))
  env -u RINGBACK_DATABASE_URL RINGBACK_DATA_DIR="$folder/data" RINGBACK_HTTP_HOST=127.0.0.1 \
    RINGBACK_HTTP_PORT="$port" RINGBACK_DEMO=true JAVA_OPTS="-XX:AOTCacheOutput=$aot_cache" \
    "$server_launcher" serve >"$folder/log" 2>&1 &
  server=$!
  for _ in {1..600}; do
    grep -q '^Ringback is ready' "$folder/log" && ready=yes && break
    kill -0 "$server" 2>/dev/null || break
    sleep 0.1
  done
  [ $ready = yes ] && { exercise "$port" || true; }
  kill "$server" 2>/dev/null || true
  wait "$server" 2>/dev/null || true
  [ $ready = yes ]
}

# What a page asks first, without any tool that may not be there.
exercise() {
  local port=$1 token
  request "$port" GET / >/dev/null
  token=$(request "$port" POST /api/demo/token '{"user_id": 1}' | sed -n 's/.*"token" *: *"\([^"]*\)".*/\1/p')
  request "$port" GET /api/call-logs '' "Authorization: Bearer $token" >/dev/null
  request "$port" GET /q/health/ready >/dev/null
  greeting "$port" "$token"
}

# One request and the whole answer.
request() {
  local port=$1 method=$2 path=$3 body=${4:-} header=${5:-X-Training: yes}
  exec 3<>"/dev/tcp/127.0.0.1/$port"
  printf '%s %s HTTP/1.1\r\nHost: localhost:%s\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: %d\r\n%s\r\n\r\n%s' \
    "$method" "$path" "$port" "${#body}" "$header" "$body" >&3
  cat <&3
  exec 3>&-
}

# A socket, until its first frames are there.
greeting() {
  local port=$1 token=$2
  exec 3<>"/dev/tcp/127.0.0.1/$port"
  printf 'GET /ws HTTP/1.1\r\nHost: localhost:%s\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nAuthorization: Bearer %s\r\n\r\n' \
    "$port" "$token" >&3
  timeout 5 grep -q -a -m 1 active_calls <&3
  exec 3>&-
}
