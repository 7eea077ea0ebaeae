//! Writes the generated value types into the checkout.

use std::path::Path;
use std::process::ExitCode;
use std::{env, fs, io};

fn main() -> ExitCode {
    match netcode_values::files().and_then(|files| write(&files).map_err(|error| error.to_string())) {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            let _ = io::Write::write_all(&mut io::stderr(), format!("{why}\n").as_bytes());
            ExitCode::FAILURE
        }
    }
}

/// Writes what has changed, under the folder given or the current one.
#[expect(clippy::disallowed_methods, reason = "the files of the checkout are what this command is for")]
fn write(files: &[(String, String)]) -> io::Result<()> {
    let root = env::args_os().nth(1).unwrap_or_else(|| ".".into());
    for (path, text) in files {
        let path = Path::new(&root).join(path);
        if fs::read_to_string(&path).ok().as_ref() != Some(text) {
            fs::create_dir_all(path.parent().unwrap_or(Path::new(".")))?;
            fs::write(path, text)?;
        }
    }
    Ok(())
}
