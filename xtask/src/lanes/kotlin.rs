//! The Kotlin package on the JVM: compiled with npm's copy of the Kotlin compiler, tested with Debian's JUnit and JNA.

use std::fs;
use std::path::{Path, PathBuf};

use crate::lane::{Lane, Skip, Steps};
use crate::mobile::{self, Built};
use crate::run::{Cmd, root, target_dir};
use crate::tools;

pub(crate) const LANE: Lane =
    Lane { name: "kotlin", about: "the Kotlin package, compiled and run on the JVM", run };

/// The whole distribution of the compiler, with its standard library and kotlin-test.
const COMPILER: &str = "kotlin-compiler@2.4.20";
const COMPILER_JARS: [&str; 6] = [
    "kotlin-compiler",
    "kotlin-stdlib",
    "kotlinx-coroutines-core-jvm",
    "kotlin-script-runtime",
    "kotlin-reflect",
    "annotations-13.0",
];
const LIBRARY_JARS: [&str; 4] =
    ["kotlin-stdlib", "kotlinx-coroutines-core-jvm", "kotlin-test", "kotlin-test-junit5"];
const DEBIAN: [&str; 3] = ["libjna-java", "junit5", "libgoogle-gson-java"];
/// Jars by the Debian package that holds them.
const DEBIAN_JARS: [(&str, &[&str]); 7] = [
    ("libjna-java", &["jna"]),
    (
        "junit5",
        &[
            "junit-jupiter-api",
            "junit-jupiter-engine",
            "junit-platform-commons",
            "junit-platform-engine",
            "junit-platform-launcher",
            "junit-platform-console",
            "junit-platform-reporting",
        ],
    ),
    ("libopentest4j-java", &["opentest4j"]),
    ("libopentest4j-reporting-java", &["opentest4j-reporting-events", "opentest4j-reporting-schema"]),
    ("libapiguardian-java", &["apiguardian-api"]),
    ("libpicocli-java", &["picocli"]),
    ("libgoogle-gson-java", &["gson"]),
];

/// The package's sources that people wrote.
const MAIN: &str = "bindings/mobile/kotlin/src/main";

/// The programs of `examples/kotlin`.
const EXAMPLES: [&str; 4] = ["FrontDesk", "Technician", "Guest", "Host"];

fn run(steps: &mut Steps) -> Result<(), Skip> {
    let java = steps.need("java", &["openjdk-17-jre-headless"])?;
    let compiler = compiler(steps)?;
    let jars = debian_jars()?;
    let native = native_folder()?;
    let Some(Built { library, sources }) = mobile::build(steps, "kotlin") else { return Ok(()) };

    let libraries = LIBRARY_JARS.map(|name| compiler.join(format!("{name}.jar")));
    let class_path = join(libraries.iter().chain(&jars));
    let compile = |class_path: &str, classes: &Path| {
        Cmd::program(&java)
            // A compiler that lives a minute repays no second look at its own code: without it, two fifths of the time.
            .args("-Xmx3g -XX:+UseSerialGC -XX:TieredStopAtLevel=1")
            .arg("-cp")
            .arg(join(COMPILER_JARS.map(|name| compiler.join(format!("{name}.jar"))).iter()))
            .arg("org.jetbrains.kotlin.cli.jvm.K2JVMCompiler")
            .args("-no-stdlib -no-reflect -nowarn -jvm-target 17 -cp")
            .arg(class_path)
            .arg("-d")
            .arg(classes)
    };
    let Some(package) = package(steps, &sources, |classes| compile(&class_path, classes)) else {
        return Ok(());
    };
    let class_path = format!("{}:{class_path}", package.display());
    let classes = target_dir().join("mobile/kotlin-tests");
    // Old classes would still be found and run.
    let cleared = Cmd::new("rm -rf").arg(&classes).succeeds();
    let tests = compile(&class_path, &classes).arg("bindings/mobile/kotlin/src/test").arg("examples/kotlin");
    if !(cleared && steps.step("compile the tests and examples", &tests)) {
        return Ok(());
    }
    let java = || {
        Cmd::program(&java)
            .arg("-Dnetcode.vectors=vectors")
            .arg(format!("-Djna.library.path={}", library.parent().unwrap_or(&library).display()))
            .arg(format!("-Djna.boot.library.path={}", native.display()))
            .arg("-cp")
            .arg(format!("{}:{class_path}", classes.display()))
    };
    for example in EXAMPLES {
        steps.step(&format!("example {example}"), &java().arg(format!("example.{example}Kt")));
    }
    let tests = java()
        .arg("org.junit.platform.console.ConsoleLauncher")
        .arg("--scan-classpath")
        .arg(&classes)
        .arg("--fail-if-no-tests")
        .arg("--disable-banner")
        .arg("--disable-ansi-colors");
    println!("\n--- kotlin: tests");
    let (good, text) = tests.output();
    let (passed, failed) = counts(&text);
    println!("{text}\n{passed} passed, {failed} failed");
    steps.record("tests", good && passed > 0);
    Ok(())
}

/// The classes of the package itself. Its generated sources are long and seldom change: they are compiled again only when
/// they did.
fn package(steps: &mut Steps, sources: &Path, compile: impl Fn(&Path) -> Cmd) -> Option<PathBuf> {
    let classes = target_dir().join("mobile/kotlin-package");
    let main = root().join(MAIN);
    let list = Cmd::new("find").arg(sources).arg(&main).args("-name *.kt -exec sha256sum {} +");
    let (listed, sums) = list.output();
    let made_from = format!("{COMPILER}\n{sums}");
    let stamp = classes.join("made-from");
    if listed && fs::read_to_string(&stamp).is_ok_and(|old| old == made_from) {
        println!("the package has not changed since it was compiled");
        return Some(classes);
    }
    let cleared = Cmd::new("rm -rf").arg(&classes).succeeds();
    let compiled = cleared && steps.step("compile the package", &compile(&classes).arg(sources).arg(&main));
    (compiled && fs::write(&stamp, made_from).is_ok()).then_some(classes)
}

/// The folder of the compiler's jars, after installing it beside the repository's other tools.
fn compiler(steps: &Steps) -> Result<PathBuf, Skip> {
    let folder = root().join(".local/kotlin");
    let jars = folder.join("node_modules/kotlin-compiler/lib");
    if !jars.join("kotlin-compiler.jar").is_file() {
        steps.need("npm", &["npm"])?;
        let install =
            Cmd::new("npm install --no-audit --no-fund --no-save --prefix").arg(&folder).arg(COMPILER);
        if !install.succeeds() {
            return Err(Skip(format!("could not install {COMPILER}")));
        }
    }
    Ok(jars)
}

fn debian_jars() -> Result<Vec<PathBuf>, Skip> {
    let mut jars = Vec::new();
    for (package, names) in DEBIAN_JARS {
        let files = tools::debian_files(package, &DEBIAN)?;
        for name in names {
            let jar = files.iter().find(|file| file.ends_with(format!("java/{name}.jar")));
            jars.push(jar.ok_or_else(|| Skip(format!("{package} holds no {name}.jar")))?.clone());
        }
    }
    Ok(jars)
}

/// Debian's JNA keeps its native part outside the jar.
fn native_folder() -> Result<PathBuf, Skip> {
    let files = tools::debian_files("libjna-jni", &DEBIAN)?;
    let native = files.iter().find(|file| file.to_string_lossy().contains("libjnidispatch"));
    let folder = native.and_then(|file| file.parent()).map(Path::to_path_buf);
    folder.ok_or_else(|| Skip("libjna-jni holds no libjnidispatch".to_owned()))
}

fn join<'a>(paths: impl Iterator<Item = &'a PathBuf>) -> String {
    paths.map(|path| path.display().to_string()).collect::<Vec<_>>().join(":")
}

/// Tests passed, and tests failed, from the closing table of JUnit's console.
fn counts(text: &str) -> (usize, usize) {
    let number = |what: &str| {
        let line = text.lines().find(|line| line.starts_with('[') && line.contains(what));
        line.and_then(|line| line.split_whitespace().nth(1)?.parse().ok()).unwrap_or(0)
    };
    (number("tests successful"), number("tests failed") + number("containers failed"))
}

#[cfg(test)]
mod tests {
    use super::counts;

    #[test]
    fn counts_are_read_from_junit() {
        let text = "[         0 containers failed     ]\n[        25 tests successful      ]\n[         2 tests failed          ]\n";
        assert_eq!(counts(text), (25, 2));
        assert_eq!(counts("no tests"), (0, 0));
    }
}
