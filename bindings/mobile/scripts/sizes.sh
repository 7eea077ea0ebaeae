#!/bin/sh
# Measures the stripped library for each set of features, as a table for the README.
#
#   bindings/mobile/scripts/sizes.sh [TARGET]
#
# Without a target it builds for this machine. The profile is `release` as Cargo.toml has it.
set -eu

cd "$(dirname "$0")/../../.."
target=${1:-$(rustc -vV | sed -n 's/^host: //p')}
case "$target" in
*-apple-*) library=libnetcode_mobile.dylib ;;
*) library=libnetcode_mobile.so ;;
esac

echo "$(rustc --version), $target, profile release, $(date -u +%Y-%m-%d)"
echo
echo "| features | holds | library | compressed with gzip |"
echo "|---|---|---|---|"
for set in "none:codes, verifier, risk, clocks" "world:models, twins, the app, stays, drawings, advice" "portal:the portal on SQLite"; do
    features=${set%%:*}
    [ "$features" = none ] && enabled= || enabled=$features
    CARGO_PROFILE_RELEASE_STRIP=symbols cargo build --quiet --release -p netcode-mobile --target "$target" \
        --no-default-features --features "$enabled"
    file=target/$target/release/$library
    plain=$(wc -c <"$file")
    packed=$(gzip -9 -c "$file" | wc -c)
    awk -v name="$features" -v holds="${set#*:}" -v plain="$plain" -v packed="$packed" \
        'BEGIN { printf "| `%s` | %s | %.2f MB | %.2f MB |\n", name, holds, plain / 1e6, packed / 1e6 }' </dev/null
done
