#!/bin/sh
# Builds NetcodeFFI.xcframework for iOS, its simulator and macOS, and writes the Swift source beside it: what
# Package.swift takes with NETCODE_XCFRAMEWORK=1. Untested where this repository is checked: it wants a Mac.
#
# Wants: Xcode 16.4 and Rust's targets: rustup target add aarch64-apple-ios aarch64-apple-ios-sim x86_64-apple-ios \
#   aarch64-apple-darwin x86_64-apple-darwin
set -eu

XCODE="Xcode 16.4"
cd "$(dirname "$0")/../../.."
package=bindings/mobile/swift
work=target/mobile/apple
# Nothing for codes alone, `world` or `portal`.
features="--no-default-features --features=${FEATURES-portal}"

[ "$(xcodebuild -version | head -n 1)" = "$XCODE" ] || { echo "this wants $XCODE" >&2; exit 1; }
export IPHONEOS_DEPLOYMENT_TARGET=13.0 MACOSX_DEPLOYMENT_TARGET=10.15

for target in aarch64-apple-ios aarch64-apple-ios-sim x86_64-apple-ios aarch64-apple-darwin x86_64-apple-darwin; do
    cargo build --release -p netcode-mobile --target "$target" $features
done
cargo run --locked --manifest-path bindings/mobile/bindgen/Cargo.toml --target-dir target/bindgen -- generate \
    target/aarch64-apple-darwin/release/libnetcode_mobile.dylib --config bindings/mobile/uniffi.toml --language swift \
    --no-format --out-dir "$work/sources"

rm -rf "$work/headers" "$work/simulator" "$work/macos" "$package/NetcodeFFI.xcframework"
mkdir -p "$work/headers" "$work/simulator" "$work/macos"
cp "$work/sources/NetcodeFFI.h" "$work/headers/"
cp "$work/sources/NetcodeFFI.modulemap" "$work/headers/module.modulemap"
cp "$work/sources/Netcode.swift" "$package/Sources/Netcode/"
library=libnetcode_mobile.a
lipo -create "target/aarch64-apple-ios-sim/release/$library" "target/x86_64-apple-ios/release/$library" -output "$work/simulator/$library"
lipo -create "target/aarch64-apple-darwin/release/$library" "target/x86_64-apple-darwin/release/$library" -output "$work/macos/$library"
xcodebuild -create-xcframework \
    -library "target/aarch64-apple-ios/release/$library" -headers "$work/headers" \
    -library "$work/simulator/$library" -headers "$work/headers" \
    -library "$work/macos/$library" -headers "$work/headers" \
    -output "$package/NetcodeFFI.xcframework"
