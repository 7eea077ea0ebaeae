//! A courier for mail: hands it to an SMTP server.

use std::time::Duration;

use lettre::message::{Mailbox, MultiPart};
use lettre::transport::smtp::SmtpTransportBuilder;
use lettre::{Message, SmtpTransport, Transport as _};

use super::{Channel, Courier, Email, Outcome, Parcel};
use crate::error::{Error, Result, table::portal as codes};

/// Seconds one answer of the server may take.
const WAIT_SECONDS: u64 = 20;

/// How a connection to an SMTP server is encrypted. Either way no mail and no address goes over a plain connection.
#[cfg(feature = "smtp-tls")]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SmtpEncryption {
    /// The connection begins plain, and goes over to TLS by STARTTLS before anything is said (usually port 587 or 25).
    StartTls,
    /// TLS from the beginning (usually port 465).
    Implicit,
}

/// Hands mails to an SMTP server, such as the relay of the same host. It does not sign in anywhere: leave that to the relay.
/// Text messages are left for another courier.
#[derive(Debug)]
pub struct SmtpCourier {
    transport: SmtpTransport,
    from: Mailbox,
    domain: String,
}

impl SmtpCourier {
    /// A courier that hands mails to the server at `host` and `port`, sent from the address `from`, without encryption.
    ///
    /// # Errors
    /// `outbox.email_malformed` for the sender's address.
    pub fn new(host: &str, port: u16, from: &str) -> Result<Self> {
        Self::over(SmtpTransport::builder_dangerous(host), port, from)
    }

    /// The same over TLS. The server's certificate must be for `host` and go back to an authority that the operating system
    /// trusts or, where `authorities` has certificates in the PEM format, to one of those.
    ///
    /// # Errors
    /// `outbox.email_malformed` for the sender's address, `outbox.encryption` for authorities that cannot be read.
    #[cfg(feature = "smtp-tls")]
    pub fn encrypted(
        host: &str,
        port: u16,
        from: &str,
        encryption: SmtpEncryption,
        authorities: Option<&str>,
    ) -> Result<Self> {
        use lettre::transport::smtp::client::{Certificate, CertificateStore, Tls, TlsParameters};
        use rustls::pki_types::{CertificateDer, pem::PemObject as _};

        let unreadable = || {
            Error::new(
                &codes::OUTBOX_ENCRYPTION,
                format_args!("the text holds no certificates of authorities"),
            )
        };
        let mut tls = TlsParameters::builder(host.to_owned());
        if let Some(pem) = authorities {
            let mut certificates = CertificateDer::pem_slice_iter(pem.as_bytes()).peekable();
            certificates.peek().ok_or_else(unreadable)?;
            tls = tls.certificate_store(CertificateStore::None);
            for certificate in certificates {
                let der = certificate.map_err(|_| unreadable())?.to_vec();
                tls = tls.add_root_certificate(Certificate::from_der(der).map_err(|_| unreadable())?);
            }
        }
        let tls = tls.build().map_err(|_| unreadable())?;
        let tls = match encryption {
            SmtpEncryption::StartTls => Tls::Required(tls),
            SmtpEncryption::Implicit => Tls::Wrapper(tls),
        };
        Self::over(SmtpTransport::builder_dangerous(host).tls(tls), port, from)
    }

    fn over(builder: SmtpTransportBuilder, port: u16, from: &str) -> Result<Self> {
        let from = Email::parse(from)?;
        let malformed = || {
            Error::new(&codes::OUTBOX_EMAIL_MALFORMED, format_args!("`{from}` cannot be the sender of mails"))
        };
        let (_, domain) = from.as_str().rsplit_once('@').ok_or_else(malformed)?;
        let transport = builder.port(port).timeout(Some(Duration::from_secs(WAIT_SECONDS))).build();
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
    match error.status() {
        Some(status) => format!("the server answered {status}"),
        None if distrusted(error) => "the server offers no encryption that can be trusted".to_owned(),
        None => "the server does not answer".to_owned(),
    }
}

#[cfg(not(feature = "smtp-tls"))]
fn distrusted(_: &lettre::transport::smtp::Error) -> bool {
    false
}

/// Whether TLS failed, or was not offered: the one thing that the client itself finds wrong before a mail is sent.
#[cfg(feature = "smtp-tls")]
fn distrusted(error: &lettre::transport::smtp::Error) -> bool {
    use std::error::Error as _;
    let refused = |cause: &std::io::Error| cause.get_ref().is_some_and(|cause| cause.is::<rustls::Error>());
    let cause = error.source().and_then(|cause| cause.downcast_ref::<std::io::Error>());
    error.is_client() || error.is_tls() || cause.is_some_and(refused)
}
