//! Tells the linker what an addon may leave unresolved.

fn main() {
    napi_build::setup();
}
