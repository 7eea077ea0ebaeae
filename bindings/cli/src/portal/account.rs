//! The account: registering, signing in, people, credits.

use clap::Subcommand;
use netcode::access::{Limits, Role};
use netcode::portal::{Invitation, Order, Registration};
use serde_json::json;

use super::desk::{Desk, PasswordArgs, parse, write_private};
use super::show;
use crate::fail::{Outcome, Result};
use crate::keys::read_file;

#[derive(Subcommand)]
pub(crate) enum Command {
    /// Begin an account; its activation link goes out by mail
    Register {
        /// The mail address to sign in with
        email: String,
        /// The owner's name
        name: String,
        #[command(flatten)]
        password: PasswordArgs,
    },
    /// Take an account over from another portal; its owner sets a password through a reset
    Migrate {
        /// The owner's mail address
        email: String,
        /// The owner's name
        name: String,
    },
    /// Use the token of an activation link
    Activate {
        /// The last part of the link
        token: String,
    },
    /// Sign in, and keep the session in the session file
    SignIn {
        /// The mail address
        email: String,
        #[command(flatten)]
        password: PasswordArgs,
    },
    /// End the session of the session file
    SignOut,
    /// Mail a link that sets a new password
    Reset {
        /// The mail address
        email: String,
    },
    /// Set a password with the token of a mailed link
    SetPassword {
        /// The last part of the link
        token: String,
        #[command(flatten)]
        password: PasswordArgs,
    },
    /// Change the password of who is signed in
    ChangePassword {
        /// File with the present password in its first line and the new one in its second; - is standard input
        #[arg(long, value_name = "FILE", default_value = "-")]
        passwords_file: String,
    },
    /// Mail a link that makes another address the one to sign in with
    RequestEmail {
        /// The new mail address
        email: String,
        #[command(flatten)]
        password: PasswordArgs,
    },
    /// Use the token of the link that was mailed to a new address
    ConfirmEmail {
        /// The last part of the link
        token: String,
    },
    /// The account: credits, locks, who one is
    Show,
    /// Close the account and erase its people; the books stay
    Close {
        #[command(flatten)]
        password: PasswordArgs,
    },
}

pub(crate) fn run(desk: &mut Desk, command: Command) -> Result<Outcome> {
    let (portal, now, json) = (&desk.portal, desk.now, desk.json);
    match command {
        Command::Register { email, name, password } => {
            portal.register(now, &Registration { email, name, password: password.read()? })?;
            show(json, &json!({"done": "a mail was queued; `outbox drain` sends it"}))
        }
        Command::Migrate { email, name } => {
            portal.migrate_account(now, &email, &name)?;
            show(json, &json!({"done": "migrated; the owner begins with a reset"}))
        }
        Command::Activate { token } => {
            portal.activate(now, &token)?;
            show(json, &json!({"done": "active"}))
        }
        Command::SignIn { email, password } => {
            let signed_in = portal.sign_in(now, &email, &password.read()?)?;
            write_private(&desk.session_file, signed_in.token.as_str(), true)?;
            show(
                json,
                &json!({"person": signed_in.person, "role": signed_in.role, "until": signed_in.expires_at}),
            )
        }
        Command::SignOut => {
            portal.sign_out(&desk.session()?)?;
            show(json, &json!({"done": "signed out"}))
        }
        Command::Reset { email } => {
            portal.request_reset(now, &email)?;
            show(json, &json!({"done": "if the address has an account, a mail was queued"}))
        }
        Command::SetPassword { token, password } => {
            portal.set_password(now, &token, &password.read()?)?;
            show(json, &json!({"done": "password set"}))
        }
        Command::ChangePassword { passwords_file } => {
            let text = read_file(&passwords_file)?;
            let mut lines = text.lines();
            let mut line = || lines.next().unwrap_or_default().to_owned();
            let (old, new) = (line(), line());
            portal.change_password(now, &desk.session()?, &old, &new)?;
            show(json, &json!({"done": "password changed; every session is over"}))
        }
        Command::RequestEmail { email, password } => {
            portal.request_email(now, &desk.session()?, &password.read()?, &email)?;
            show(json, &json!({"done": "a mail was queued to the new address"}))
        }
        Command::ConfirmEmail { token } => {
            portal.confirm_email(now, &token)?;
            show(json, &json!({"done": "address changed"}))
        }
        Command::Show => show(json, &portal.account(now, &desk.session()?)?),
        Command::Close { password } => {
            portal.close_account(now, &desk.session()?, &password.read()?)?;
            show(json, &json!({"done": "closed"}))
        }
    }
}

#[derive(Subcommand)]
pub(crate) enum UserCommand {
    /// Invite somebody by mail
    Invite {
        /// Their mail address
        email: String,
        /// Their name
        name: String,
        /// standard, associate or guest
        #[arg(long, default_value = "guest")]
        role: String,
        /// What they are held to, for example {"doors": ["l12"], "days_max": 3, "codes_max": 20}
        #[arg(long, value_name = "JSON", default_value = "{}")]
        limits: String,
    },
    /// Everybody of the account
    List,
    /// Change what somebody is and is held to
    Change {
        /// Their id
        person: String,
        /// standard, associate or guest
        #[arg(long)]
        role: String,
        /// What they are held to
        #[arg(long, value_name = "JSON", default_value = "{}")]
        limits: String,
    },
    /// Take somebody's access away and erase their name and address
    Remove {
        /// Their id
        person: String,
    },
}

fn role(word: &str) -> Result<Role> {
    parse(&serde_json::Value::from(word).to_string())
}

pub(crate) fn run_user(desk: &mut Desk, command: UserCommand) -> Result<Outcome> {
    let (portal, now, json, session) = (&desk.portal, desk.now, desk.json, desk.session()?);
    match command {
        UserCommand::Invite { email, name, role: word, limits } => {
            let invitation = Invitation { email, name, role: role(&word)?, limits: parse(&limits)? };
            show(json, &json!({"id": portal.invite(now, &session, &invitation)?}))
        }
        UserCommand::List => show(json, &portal.users(now, &session)?),
        UserCommand::Change { person, role: word, limits } => {
            let limits: Limits = parse(&limits)?;
            portal.change_user(now, &session, &person, role(&word)?, &limits)?;
            show(json, &json!({"done": "changed"}))
        }
        UserCommand::Remove { person } => {
            portal.remove_user(now, &session, &person)?;
            show(json, &json!({"done": "removed"}))
        }
    }
}

#[derive(Subcommand)]
pub(crate) enum CreditsCommand {
    /// What may be spent and what is held
    Balance,
    /// When, what, plus or minus; the newest first
    Statement {
        /// The place where the page before ended
        #[arg(long)]
        next: Option<String>,
        /// Lines of a page
        #[arg(long, default_value_t = 50)]
        limit: u32,
    },
    /// What can be bought
    Packages,
    /// Book a package that was paid for; the same order counts once
    Buy {
        /// The package
        package: String,
        /// The order's id
        #[arg(long)]
        order: String,
    },
}

pub(crate) fn run_credits(desk: &mut Desk, command: CreditsCommand) -> Result<Outcome> {
    let (portal, now, json) = (&desk.portal, desk.now, desk.json);
    match command {
        CreditsCommand::Balance => show(json, &portal.balance(now, &desk.session()?)?),
        CreditsCommand::Statement { next, limit } => {
            show(json, &portal.statement(now, &desk.session()?, next.as_deref(), limit)?)
        }
        CreditsCommand::Packages => show(json, &portal.packages()),
        CreditsCommand::Buy { package, order } => {
            show(json, &portal.buy(now, &desk.session()?, &Order { order, package })?)
        }
    }
}
