//! What the lanes of Kotlin and Swift share: the library, and the sources that the generator writes from it.

use std::env::consts::{DLL_PREFIX, DLL_SUFFIX};
use std::path::PathBuf;

use crate::lane::Steps;
use crate::run::{Cmd, target_dir};

/// The built library and where the generated sources of a language are.
pub(crate) struct Built {
    pub(crate) library: PathBuf,
    pub(crate) sources: PathBuf,
}

/// Builds the library and writes the sources of `language`; none when a step failed.
pub(crate) fn build(steps: &mut Steps, language: &str) -> Option<Built> {
    let library = target_dir().join("debug").join(format!("{DLL_PREFIX}netcode_mobile{DLL_SUFFIX}"));
    let sources = target_dir().join("mobile").join(language);
    let tool = target_dir().join("bindgen");
    let bindgen =
        Cmd::new("cargo build --manifest-path bindings/mobile/bindgen/Cargo.toml --locked --target-dir")
            .arg(&tool);
    let generate = Cmd::program(&tool.join("debug/uniffi-bindgen"))
        .arg("generate")
        .arg(&library)
        .arg("--config=bindings/mobile/uniffi.toml")
        .arg(format!("--language={language}"))
        .arg("--no-format")
        .arg("--out-dir")
        .arg(&sources);
    let good = steps.step("library", &Cmd::new("cargo build -p netcode-mobile"))
        && steps.step("generator", &bindgen)
        && steps.step("sources", &generate);
    good.then_some(Built { library, sources })
}
