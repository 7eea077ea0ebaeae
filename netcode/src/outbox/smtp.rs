//! A courier for mail: hands it to an SMTP server.

use std::time::Duration;

use lettre::message::{Mailbox, MultiPart};
use lettre::{Message, SmtpTransport, Transport as _};

use super::{Channel, Courier, Email, Outcome, Parcel};
use crate::error::{Error, Result, table::portal as codes};

/// Seconds one answer of the server may take.
const WAIT_SECONDS: u64 = 20;

/// Hands mails to an SMTP server, such as the relay of the same host. It speaks neither TLS nor authentication: leave
/// those to the relay. Text messages are left for another courier.
#[derive(Debug)]
pub struct SmtpCourier {
    transport: SmtpTransport,
    from: Mailbox,
    domain: String,
}

impl SmtpCourier {
    /// A courier that hands mails to the server at `host` and `port`, sent from the address `from`.
    ///
    /// # Errors
    /// `outbox.email_malformed` for the sender's address.
    pub fn new(host: &str, port: u16, from: &str) -> Result<Self> {
        let from = Email::parse(from)?;
        let malformed = || {
            Error::new(&codes::OUTBOX_EMAIL_MALFORMED, format_args!("`{from}` cannot be the sender of mails"))
        };
        let (_, domain) = from.as_str().rsplit_once('@').ok_or_else(malformed)?;
        let transport = SmtpTransport::builder_dangerous(host)
            .port(port)
            .timeout(Some(Duration::from_secs(WAIT_SECONDS)))
            .build();
        let mailbox = from.as_str().parse().map_err(|_| malformed())?;
        Ok(Self { transport, from: mailbox, domain: domain.to_owned() })
    }
}

impl Courier for SmtpCourier {
    fn deliver(&mut self, parcel: &Parcel) -> Outcome {
        if parcel.channel != Channel::Email {
            return Outcome::Later("this courier carries mail only".to_owned());
        }
        let Ok(to) = parcel.recipient.parse::<Mailbox>() else {
            return Outcome::Never("the address cannot receive mail".to_owned());
        };
        // The same id at every attempt, so that the receiving side can tell a repetition.
        let mail = Message::builder()
            .message_id(Some(format!("<{}@{}>", parcel.id, self.domain)))
            .from(self.from.clone())
            .to(to)
            .subject(parcel.subject.clone())
            .multipart(MultiPart::alternative_plain_html(parcel.text.clone(), parcel.html.clone()));
        let Ok(mail) = mail else { return Outcome::Never("the mail cannot be built".to_owned()) };
        match self.transport.send(&mail) {
            Ok(_) => Outcome::Delivered,
            Err(error) if error.is_permanent() => Outcome::Never(reason(&error)),
            Err(error) => Outcome::Later(reason(&error)),
        }
    }
}

/// The server's status only: its words may quote the mail.
fn reason(error: &lettre::transport::smtp::Error) -> String {
    error.status().map_or_else(
        || "the server does not answer".to_owned(),
        |status| format!("the server answered {status}"),
    )
}
