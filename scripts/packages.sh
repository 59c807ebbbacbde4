# What Hashira needs from Debian 12; docs/dependencies.md says why each. Sourced by ./run and ./test.
packages_build="g++ cmake ninja-build ccache mold pkg-config ca-certificates tzdata
  libboost1.81-dev libboost-json1.81-dev libexpected-dev libintelrdfpmath-dev libsqlite3-dev libyaml-cpp-dev
  libpugixml-dev libicu-dev libhowardhinnant-date-dev libfmt-dev libspdlog-dev libcli11-dev libsodium-dev libssl-dev
  libkainjow-mustache-dev libmimalloc-dev libzip-dev libxlsxwriter-dev"
packages_test="libgtest-dev libgmock-dev librapidcheck-dev sqlite3 python3 chromium chromium-driver fonts-noto-cjk
  clang-format-16"
packages_fuzz="clang-16 libclang-rt-16-dev"
packages_long="clang-16 clang-tidy-16 libclang-rt-16-dev valgrind"

as_root() {
  if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo "$@"; fi
}

# install_packages LIST…: installs what is missing, quietly; says what and where it failed.
install_packages() {
  missing=""
  for package in "$@"; do
    dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing="$missing $package"
  done
  [ -z "$missing" ] && return 0
  echo "Installing from Debian:$missing"
  log=$(mktemp)
  as_root apt-get update -qq >"$log" 2>&1
  if ! as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >>"$log" 2>&1; then
    tail -n 15 "$log" >&2
    echo "Installing failed. Hashira is built on Debian 12 (bookworm); see the lines above, mend, and call again." >&2
    exit 2
  fi
  rm -f "$log"
}
