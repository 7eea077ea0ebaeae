#!/bin/sh
# Builds the library for Android's four ABIs and writes the Kotlin sources: what an Android library module needs beside
# kotlin/src/main. Untested where this repository is checked: there is no NDK there.
#
#   ANDROID_NDK_HOME=/opt/android-ndk-r28c bindings/mobile/scripts/android.sh [OUT]
#
# Wants: the NDK r28c (its linker aligns for pages of 16 kB by itself), Android 8 (API 26, for java.time), cargo-ndk, and
# Rust's four Android targets: rustup target add aarch64-linux-android armv7-linux-androideabi x86_64-linux-android i686-linux-android
set -eu

CARGO_NDK=4.1.2
API=26
cd "$(dirname "$0")/../../.."
out=${1:-target/mobile/android}
# Nothing for codes alone, `world` or `portal`.
features="--no-default-features --features=${FEATURES-portal}"

: "${ANDROID_NDK_HOME:?is not set: the folder of the NDK r28c}"
case "$(cat "$ANDROID_NDK_HOME/source.properties")" in
*"Pkg.Revision = 28.2."*) ;;
*) echo "$ANDROID_NDK_HOME is not the NDK r28c" >&2; exit 1 ;;
esac
cargo ndk --version 2>/dev/null | grep -q " $CARGO_NDK" || cargo install --locked --version "$CARGO_NDK" cargo-ndk

# The generator reads what stripping removes, so the sources come from a build of this machine.
cargo build -p netcode-mobile $features
library=$(find target/debug -maxdepth 1 '(' -name libnetcode_mobile.so -o -name libnetcode_mobile.dylib ')')
cargo run --locked --manifest-path bindings/mobile/bindgen/Cargo.toml --target-dir target/bindgen -- generate "$library" \
    --config bindings/mobile/uniffi.toml --language kotlin --no-format --out-dir "$out/kotlin"

CARGO_PROFILE_RELEASE_STRIP=symbols cargo ndk --platform "$API" -o "$out/jniLibs" \
    -t arm64-v8a -t armeabi-v7a -t x86_64 -t x86 build --release -p netcode-mobile $features
ls -l "$out"/jniLibs/*/libnetcode_mobile.so
