#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| netcode::testing::feed_calendar(data));
