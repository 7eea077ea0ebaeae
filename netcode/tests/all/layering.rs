//! The modules of `lib.rs` stand in reading order, and a module imports only modules above it.

use crate::sources::{code_of, files, is_tests, read, root};

/// The modules declared in `lib.rs`, in order.
fn declared() -> Vec<String> {
    let lib = code_of(&read(&root().join("netcode/src/lib.rs")));
    lib.lines()
        .filter_map(|line| {
            let line = line.trim().trim_start_matches("pub(crate) ").trim_start_matches("pub ");
            Some(line.strip_prefix("mod ")?.strip_suffix(';')?.to_owned())
        })
        .collect()
}

/// Every module of the crate's root that `text` names through `crate::`, also inside braces.
fn imported(text: &str, modules: &[String]) -> Vec<String> {
    let mut found = Vec::new();
    for (at, _) in text.match_indices("crate::") {
        let rest = &text[at + "crate::".len()..];
        let heads: Vec<&str> = match rest.strip_prefix('{') {
            Some(list) => top_level_heads(list),
            None => vec![rest],
        };
        for head in heads {
            let name: String = head.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect();
            if modules.contains(&name) && !found.contains(&name) {
                found.push(name);
            }
        }
    }
    found
}

/// The pieces of a `{a::b, c::{d, e}}` list between its outermost commas; `list` begins after the brace.
fn top_level_heads(list: &str) -> Vec<&str> {
    let (mut depth, mut from, mut heads) = (0_usize, 0, Vec::new());
    for (at, c) in list.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth > 0 => depth -= 1,
            '}' => {
                heads.push(list[from..at].trim());
                return heads;
            }
            ',' if depth == 0 => {
                heads.push(list[from..at].trim());
                from = at + 1;
            }
            _ => {}
        }
    }
    heads
}

#[test]
fn a_module_imports_only_modules_above_it() {
    let modules = declared();
    assert!(modules.len() >= 4, "lib.rs was not understood: {modules:?}");
    let mut wrong = Vec::new();
    for (rank, module) in modules.iter().enumerate() {
        let mut sources = files(&format!("netcode/src/{module}"), &[".rs"]);
        let file = root().join(format!("netcode/src/{module}.rs"));
        sources.push((file.clone(), read(&file)));
        for (path, text) in sources.into_iter().filter(|(path, _)| !is_tests(path)) {
            for name in imported(&code_of(&text), &modules) {
                let below = modules.iter().position(|other| *other == name).is_some_and(|other| other > rank);
                if below {
                    wrong
                        .push(format!("{}: imports `{name}`, which stands below `{module}`", path.display()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn imports_are_found_in_braces_and_paths() {
    let modules: Vec<String> = ["error", "time", "grant"].map(String::from).to_vec();
    let text = "use crate::{error::{Error, Kind}, time};\nfn f() -> crate::grant::Grant {}";
    assert_eq!(imported(text, &modules), ["error", "time", "grant"]);
    assert_eq!(imported("use crate::other::grant;", &modules), Vec::<String>::new());
}
