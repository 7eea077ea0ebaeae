//! Who may do what: roles, limits that only narrow, passwords, tokens and the brake on guessing.
//!
//! A person stands at the end of a chain: who invited them, who invited those, up to the owner. A request is
//! permitted when **every** link of the chain permits it, so nobody can hand on more than they have, and
//! narrowing somebody narrows everybody they invited.

mod limiter;
mod master;
pub(crate) mod password;
mod token;

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};

use crate::error::{Error, Result, table::portal as codes};

pub use limiter::{Bucket, Policy};
pub use master::MasterKey;
pub use password::{Password, PasswordCost};
pub use token::Token;
pub(crate) use token::{hex, random_id};

text_enum! {
    /// What a person is in an account.
    pub enum Role {
        /// Whose account it is.
        Owner = "owner",
        /// As the owner, but for the account itself.
        Standard = "standard",
        /// Issues codes; adds, edits and deletes locks.
        Associate = "associate",
        /// Issues codes.
        Guest = "guest",
    }
}

text_enum! {
    /// What can be permitted.
    pub enum Permission {
        /// Generate codes, see and send those that one generated.
        Issue = "issue",
        /// Add, edit and delete locks.
        Locks = "locks",
        /// Invite, change and remove users.
        Users = "users",
        /// Edit the phones that may ask for codes by SMS.
        Whitelist = "whitelist",
        /// See the statement and buy credits.
        Credits = "credits",
        /// See the audit trail and every code of the account.
        Audit = "audit",
        /// Change or close the account, take keys out of it.
        Account = "account",
    }
}

impl Role {
    /// The permission table.
    pub const fn permits(self, permission: Permission) -> bool {
        match (self, permission) {
            (Role::Owner, _) | (_, Permission::Issue) => true,
            (_, Permission::Account) => false,
            (Role::Standard, _) => true,
            (Role::Associate, permission) => matches!(permission, Permission::Locks),
            (Role::Guest, _) => false,
        }
    }

    /// Whether this role permits nothing that `other` does not.
    pub fn is_within(self, other: Role) -> bool {
        Permission::ALL.iter().all(|&permission| !self.permits(permission) || other.permits(permission))
    }
}

/// What a person is held to beyond their role. What is not named is not limited.
#[derive(Debug, Clone, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct Limits {
    /// Only these locks, by their ids in the portal.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub doors: Option<BTreeSet<String>>,
    /// Only codes that give access for at most so many days, 1 or more.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub days_max: Option<u32>,
    /// At most so many codes in all, those of people they invited included.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub codes_max: Option<u32>,
    /// Nothing from this instant on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<DateTime<Utc>>,
}

impl Limits {
    /// What both permit.
    #[must_use]
    pub fn meet(&self, other: &Limits) -> Limits {
        let doors = match (&self.doors, &other.doors) {
            (Some(one), Some(two)) => Some(one.intersection(two).cloned().collect()),
            (one, two) => one.as_ref().or(two.as_ref()).cloned(),
        };
        Limits {
            doors,
            days_max: least(self.days_max, other.days_max),
            codes_max: least(self.codes_max, other.codes_max),
            until: least(self.until, other.until),
        }
    }

    /// Whether these permit nothing that `other` does not.
    pub fn is_within(&self, other: &Limits) -> bool {
        self.meet(other) == *self
    }
}

fn least<T: Ord>(one: Option<T>, two: Option<T>) -> Option<T> {
    match (one, two) {
        (Some(one), Some(two)) => Some(one.min(two)),
        (one, two) => one.or(two),
    }
}

/// One link of a chain: what a person is held to, and how many codes count against them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// Their role.
    pub role: Role,
    /// Their limits.
    pub limits: Limits,
    /// Codes they and everybody below them generated.
    pub codes_issued: u32,
}

/// What somebody wants to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ask<'a> {
    /// The permission it takes.
    pub permission: Permission,
    /// The lock it is about, if it is about one.
    pub door: Option<&'a str>,
    /// Minutes of access that the code gives, if it is about a code.
    pub minutes: Option<u32>,
    /// New codes it makes.
    pub codes: u32,
}

impl<'a> Ask<'a> {
    /// Something that takes a permission and is about no lock.
    pub const fn to(permission: Permission) -> Self {
        Self { permission, door: None, minutes: None, codes: 0 }
    }

    /// Something that takes a permission and is about one lock.
    pub const fn at(permission: Permission, door: &'a str) -> Self {
        Self { permission, door: Some(door), minutes: None, codes: 0 }
    }

    /// `codes` new codes at one lock, none giving more than `minutes` of access.
    pub const fn issue(door: &'a str, minutes: u32, codes: u32) -> Self {
        Self { permission: Permission::Issue, door: Some(door), minutes: Some(minutes), codes }
    }
}

/// Whether every link permits what is asked at `now`.
///
/// # Errors
/// `access.not_permitted`, `access.expired`, `access.door_not_permitted`, `access.too_long`, `access.codes_spent`.
pub fn permit(chain: &[Link], ask: Ask<'_>, now: DateTime<Utc>) -> Result<()> {
    // An empty chain is nobody, and nobody may do nothing.
    if chain.is_empty() {
        return Err(not_permitted(ask.permission));
    }
    chain.iter().try_for_each(|link| permit_link(link, ask, now))
}

fn permit_link(link: &Link, ask: Ask<'_>, now: DateTime<Utc>) -> Result<()> {
    let Limits { doors, days_max, codes_max, until } = &link.limits;
    if !link.role.permits(ask.permission) {
        return Err(not_permitted(ask.permission));
    }
    if until.is_some_and(|until| now >= until) {
        return Err(Error::new(&codes::ACCESS_EXPIRED, format_args!("this access is over")));
    }
    if let (Some(doors), Some(door)) = (doors, ask.door)
        && !doors.contains(door)
    {
        return Err(Error::new(
            &codes::ACCESS_DOOR_NOT_PERMITTED,
            format_args!("lock `{door}` is not among yours"),
        ));
    }
    // Somebody held to some locks cannot add others: the new lock would not be among them.
    if doors.is_some() && ask.permission == Permission::Locks && ask.door.is_none() {
        return Err(not_permitted(ask.permission));
    }
    if let (Some(days), Some(minutes)) = (days_max, ask.minutes)
        && u64::from(minutes) > u64::from(*days) * 1440
    {
        return Err(Error::new(
            &codes::ACCESS_TOO_LONG,
            format_args!("your codes give access for at most {days} days"),
        ));
    }
    if let Some(most) = codes_max
        && ask.codes > 0
        && u64::from(link.codes_issued) + u64::from(ask.codes) > u64::from(*most)
    {
        let left = most.saturating_sub(link.codes_issued);
        return Err(Error::new(
            &codes::ACCESS_CODES_SPENT,
            format_args!("of {most} codes {left} are left, and this takes {}", ask.codes),
        ));
    }
    Ok(())
}

fn not_permitted(permission: Permission) -> Error {
    Error::new(&codes::ACCESS_NOT_PERMITTED, format_args!("this takes the permission `{permission}`"))
}

/// Whether somebody with this role and these limits may make another person with that role and those limits.
///
/// # Errors
/// `access.wider_than_own` when the other would be permitted anything that they are not; `access.second_owner` for a
/// second owner.
pub fn hand_on(own: (Role, &Limits), other: (Role, &Limits)) -> Result<()> {
    if other.0 == Role::Owner {
        return Err(Error::new(&codes::ACCESS_SECOND_OWNER, format_args!("an account has one owner")));
    }
    if !other.0.is_within(own.0) || !other.1.is_within(own.1) {
        return Err(Error::new(
            &codes::ACCESS_WIDER_THAN_OWN,
            format_args!("role or limits are wider than your own"),
        ));
    }
    Ok(())
}

#[cfg(test)]
mod tests;
