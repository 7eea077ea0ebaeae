#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| netcode::testing::twin_events(data));
