//! How a connection to the server is made: plain, or over TLS where the URL asks for it.
//!
//! Both words for TLS, `sslmode=require` and `sslmode=verify-full`, mean the same here: the server's certificate must be for
//! the host of the URL and go back to an authority of the operating system, or to those of the file in `sslrootcert`.
//! Anything that would fall back to a plain connection by itself is refused.

use std::collections::HashMap;

use postgres::config::SslMode;
use postgres::{Client, Config, NoTls, Statement};

use crate::error::{Error, Result, table::portal as codes};

/// A connection and the statements it has prepared, so that each is one way to the server and back.
pub(super) struct Session {
    pub(super) client: Client,
    pub(super) statements: HashMap<String, Statement>,
}

/// Makes the connections of a pool.
pub(super) struct Connector {
    config: Config,
    encryption: Encryption,
}

#[derive(Clone)]
enum Encryption {
    None,
    #[cfg(feature = "postgres-tls")]
    Verified(tokio_postgres_rustls::MakeRustlsConnect),
}

/// What a URL says of encryption, and the rest of it.
#[derive(Default)]
struct Asked<'a> {
    rest: String,
    mode: Option<&'a str>,
    authorities: Option<&'a str>,
}

impl<'a> Asked<'a> {
    fn of(url: &'a str) -> Self {
        let Some((front, words)) = url.split_once('?').filter(|_| super::PostgresStore::is_url(url)) else {
            return Self { rest: url.to_owned(), ..Self::default() };
        };
        let mut asked = Self::default();
        let mut others = Vec::new();
        for word in words.split('&') {
            match word.split_once('=') {
                Some(("sslmode", mode)) => asked.mode = Some(mode),
                Some(("sslrootcert", file)) => asked.authorities = Some(file),
                _ => others.push(word),
            }
        }
        asked.rest =
            if others.is_empty() { front.to_owned() } else { format!("{front}?{}", others.join("&")) };
        asked
    }
}

impl Connector {
    /// Reads a URL.
    pub(super) fn of(url: &str) -> Result<Self> {
        let asked = Asked::of(url);
        // The URL holds a password, so neither it nor the parser's words are told.
        let mut config: Config = asked.rest.parse().map_err(|_| {
            Error::new(&codes::STORE_FAILED, format_args!("the PostgreSQL URL cannot be read"))
        })?;
        let encrypted = match asked.mode {
            None => config.get_ssl_mode() == SslMode::Require,
            Some("disable") => false,
            Some("require" | "verify-full") => true,
            Some(other) => {
                return Err(Error::new(
                    &codes::STORE_ENCRYPTION,
                    format_args!(
                        "`sslmode={other}` is not offered: it may fall back to less than it asks for"
                    ),
                ));
            }
        };
        if !encrypted && asked.authorities.is_some() {
            return Err(Error::new(
                &codes::STORE_ENCRYPTION,
                format_args!("`sslrootcert` without TLS would be without effect"),
            ));
        }
        config.ssl_mode(if encrypted { SslMode::Require } else { SslMode::Disable });
        let encryption = if encrypted { verified(asked.authorities)? } else { Encryption::None };
        Ok(Self { config, encryption })
    }

    pub(super) fn config(&mut self) -> &mut Config {
        &mut self.config
    }

    /// Why a first connection was not made. The server's own words may quote values.
    pub(super) fn unreachable(&self, error: &postgres::Error) -> Error {
        let handshake = error.code().is_none() && !matches!(self.encryption, Encryption::None);
        // The client's errors cannot be told apart but by their words.
        if handshake && error.to_string().contains("TLS") {
            return Error::new(
                &codes::STORE_ENCRYPTION,
                format_args!("the PostgreSQL server offers no encryption that can be trusted"),
            );
        }
        super::unreachable_server()
    }
}

impl r2d2::ManageConnection for Connector {
    type Connection = Session;
    type Error = postgres::Error;

    fn connect(&self) -> std::result::Result<Session, postgres::Error> {
        let client = match &self.encryption {
            Encryption::None => self.config.connect(NoTls)?,
            #[cfg(feature = "postgres-tls")]
            Encryption::Verified(tls) => self.config.connect(tls.clone())?,
        };
        Ok(Session { client, statements: HashMap::new() })
    }

    fn is_valid(&self, session: &mut Session) -> std::result::Result<(), postgres::Error> {
        session.client.simple_query("").map(drop)
    }

    fn has_broken(&self, session: &mut Session) -> bool {
        session.client.is_closed()
    }
}

#[cfg(not(feature = "postgres-tls"))]
fn verified(_: Option<&str>) -> Result<Encryption> {
    Err(Error::new(
        &codes::STORE_ENCRYPTION,
        format_args!("this library was built without TLS for PostgreSQL"),
    ))
}

/// TLS that trusts the authorities of a file, or those of the operating system.
#[cfg(feature = "postgres-tls")]
fn verified(authorities: Option<&str>) -> Result<Encryption> {
    use rustls::pki_types::{CertificateDer, pem::PemObject as _};
    use rustls::{ClientConfig, RootCertStore, crypto::ring};

    let untrusted = |what: &str| Error::new(&codes::STORE_ENCRYPTION, format_args!("{what}"));
    let mut roots = RootCertStore::empty();
    match authorities {
        None => drop(roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs)),
        Some(file) => {
            let unreadable = || untrusted("the file that `sslrootcert` names holds no certificates");
            for certificate in CertificateDer::pem_file_iter(file).map_err(|_| unreadable())? {
                let certificate = certificate.map_err(|_| unreadable())?;
                roots.add(certificate).map_err(|_| unreadable())?;
            }
        }
    }
    if roots.is_empty() {
        return Err(untrusted(
            "there is no authority to trust: name a file of certificates by `sslrootcert`",
        ));
    }
    let config = ClientConfig::builder_with_provider(std::sync::Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .map_err(|_| untrusted("TLS has no protocol version in common with itself"))?;
    let config = config.with_root_certificates(roots).with_no_client_auth();
    Ok(Encryption::Verified(tokio_postgres_rustls::MakeRustlsConnect::new(config)))
}
