# shellcheck shell=bash
# Sourced by every entry point: leaves a JDK 25 in JAVA_HOME, or says in one line what to install.

is_jdk_25() {
  [ -x "$1/bin/javac" ] && grep -q '^JAVA_VERSION="25[."]' "$1/release" 2>/dev/null
}

find_jdk_25() {
  local java_on_path
  java_on_path=$(command -v java || true)
  [ -n "$java_on_path" ] && java_on_path=$(dirname "$(dirname "$(readlink -f "$java_on_path")")")
  local home
  for home in "${JAVA_HOME:-}" /usr/lib/jvm/*25* "$HOME"/.sdkman/candidates/java/25* "$java_on_path"; do
    if [ -n "$home" ] && is_jdk_25 "$home"; then
      printf '%s\n' "$home"
      return
    fi
  done
  return 1
}

if ! JAVA_HOME=$(find_jdk_25); then
  echo "Ringback needs a JDK 25: install one (Debian: apt-get install temurin-25-jdk or openjdk-25-jdk) or set JAVA_HOME to it." >&2
  exit 1
fi
export JAVA_HOME
