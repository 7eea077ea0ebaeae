//! Options that many commands share: keys, the lock they belong to, and the profile.

use clap::Args;
use netcode::Error;
use netcode::code::{Format, HeldKey, Identity, KeyRef, Profile, SiteKey};
use netcode::grant::{DEFAULT_FIRST_USE_HOURS, Layout, Mode};
use netcode::id::{GroupId, LockId, Serial};
use netcode::time::LockTime;

use crate::fail::{Fail, Result};

/// The site key, from a file or from the command line.
#[derive(Args)]
#[group(multiple = false)]
pub(crate) struct SiteKeyArgs {
    /// File that holds the site key as 64 hexadecimal digits
    #[arg(long, value_name = "FILE")]
    site_key_file: Option<String>,
    /// The site key as 64 hexadecimal digits; other users of this machine can see a command line, so prefer the file
    #[arg(long, value_name = "HEX")]
    site_key: Option<String>,
}

impl SiteKeyArgs {
    pub(crate) fn text(&self) -> Result<String> {
        match (&self.site_key_file, &self.site_key) {
            (Some(path), _) => Ok(read_file(path)?.trim().to_owned()),
            (None, Some(hex)) => Ok(hex.clone()),
            (None, None) => Err(missing("--site-key-file or --site-key")),
        }
    }

    pub(crate) fn read(&self) -> Result<SiteKey> {
        Ok(SiteKey::from_hex(&self.text()?)?)
    }
}

/// An option that this call needs and did not get.
pub(crate) fn missing(option: &str) -> Fail {
    let entry = &netcode::error::table::core::ROW_FIELD_MISSING;
    Fail::Refused(
        Error::new(entry, format_args!("{option} is missing")).with_hint(format_args!("give {option}")),
    )
}

/// The text of a file; `-` is standard input.
#[expect(clippy::disallowed_methods, reason = "the command is where files are read")]
pub(crate) fn read_file(path: &str) -> Result<String> {
    let read =
        if path == "-" { std::io::read_to_string(std::io::stdin()) } else { std::fs::read_to_string(path) };
    read.map_err(|error| Fail::File { path: path.to_owned(), error })
}

/// Which lock or group a code is for.
#[derive(Args)]
pub(crate) struct LockArgs {
    /// The lock's serial, exactly as recorded
    #[arg(long, value_name = "TEXT", conflicts_with = "group")]
    pub(crate) serial: Option<String>,
    /// The six-digit lock id typed at initialisation
    #[arg(long, value_name = "100000-999999")]
    pub(crate) lock_id: Option<u32>,
    /// Lock time typed at initialisation, YYYY-MM-DDTHH:MM
    #[arg(long, value_name = "TIME", conflicts_with = "group")]
    pub(crate) initialised: Option<String>,
    /// Instead of a lock: a group, three digits with an optional key version, such as 007 or 007.1
    #[arg(long, value_name = "GROUP")]
    pub(crate) group: Option<String>,
    /// The group's generation
    #[arg(long, value_name = "MINUTES", default_value_t = 0, requires = "group")]
    pub(crate) generation: u32,
}

impl LockArgs {
    /// The key to try first, and the time it was made for.
    pub(crate) fn held(&self, site: &SiteKey) -> Result<(HeldKey, Option<LockTime>)> {
        if let Some(group) = &self.group {
            let group = GroupId::parse(group)?;
            let identity = Identity::group(site.group_key(group), group, self.generation);
            return Ok((HeldKey { key: KeyRef::Group(group.number()), identity }, None));
        }
        let serial = Serial::new(self.serial.as_deref().ok_or_else(|| missing("--serial, or --group"))?)?;
        let initialised = self.initialised.as_deref().ok_or_else(|| missing("--initialised"))?;
        let initialised = LockTime::parse(initialised)?;
        let lock_id = LockId::new(self.lock_id.ok_or_else(|| missing("--lock-id"))?)?;
        let identity = Identity::own(site.lock_key(&serial), lock_id, initialised);
        Ok((HeldKey { key: KeyRef::Own, identity }, Some(initialised)))
    }
}

/// What the lock accepts.
#[derive(Args)]
pub(crate) struct ProfileArgs {
    /// Slot table of the codes: S, or X for locks that run this library
    #[arg(long, default_value = "S")]
    pub(crate) layout: String,
    /// Modes that are on, separated by commas; all of the layout's unless given
    #[arg(long, value_delimiter = ',', value_name = "MODES")]
    modes: Vec<String>,
    /// Minutes a code works before its start and after its end: 0 or 15
    #[arg(long, default_value_t = 0, value_name = "MINUTES")]
    grace: u32,
    /// Issue numbers the lock takes
    #[arg(long, default_value_t = 1)]
    issues: u32,
    /// Groups whose keys the lock holds, separated by commas, such as 101,007.1 (with @GENERATION where it is set)
    #[arg(long, value_delimiter = ',', value_name = "GROUPS")]
    pub(crate) groups: Vec<String>,
    /// Hours within which stay, long and weekly codes must be first used
    #[arg(long, default_value_t = DEFAULT_FIRST_USE_HOURS, value_name = "HOURS")]
    pub(crate) first_use_hours: u32,
}

impl ProfileArgs {
    pub(crate) fn profile(&self, digits: u8) -> Result<Profile> {
        let layout = Layout::parse(&self.layout)?;
        let format = Format::new(layout, digits)?;
        let modes: Vec<Mode> = if self.modes.is_empty() {
            Mode::ALL.into_iter().filter(|mode| mode.layout() == layout).collect()
        } else {
            self.modes.iter().map(|mode| Mode::parse(mode.trim())).collect::<netcode::Result<_>>()?
        };
        let profile = Profile::explicit(format, &modes)?
            .with_grace(self.grace)?
            .with_issues(self.issues)?
            .with_first_use_hours(self.first_use_hours)?;
        Ok(profile)
    }

    /// The groups with their generations.
    pub(crate) fn group_ids(&self) -> Result<Vec<(GroupId, u32)>> {
        let parse = |text: &String| -> netcode::Result<(GroupId, u32)> {
            let (group, generation) = text.trim().split_once('@').unwrap_or((text.trim(), "0"));
            let malformed = |_| {
                Error::new(
                    &netcode::error::table::core::ID_GROUP_MALFORMED,
                    format_args!("the generation of group `{text}` is not a number"),
                )
            };
            Ok((GroupId::parse(group)?, generation.parse().map_err(malformed)?))
        };
        Ok(self.groups.iter().map(parse).collect::<netcode::Result<_>>()?)
    }
}
