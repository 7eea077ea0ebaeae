//! TLS to SMTP servers and to PostgreSQL, on loopback with certificates made here: what is trusted gets through, and nothing
//! else gets a word.

use std::io::{Read, Write};
use std::net::TcpListener;
use std::sync::Arc;
use std::thread;

use netcode::outbox::{Channel, Courier as _, Outcome, Parcel, SmtpCourier, SmtpEncryption};
use netcode::store::PostgresStore;
use rustls::pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};
use rustls::{ServerConfig, ServerConnection, StreamOwned};

/// A server's certificate for a name, which is its own authority.
struct Certified {
    pem: String,
    server: Arc<ServerConfig>,
}

fn certified(name: &str) -> Certified {
    let made = rcgen::generate_simple_self_signed([name.to_owned()]).unwrap();
    let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(made.signing_key.serialize_der()));
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let server = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![made.cert.der().clone()], key)
        .unwrap();
    Certified { pem: made.cert.pem(), server: Arc::new(server) }
}

/// What a server that was connected to once got to hear.
type Heard = thread::JoinHandle<Option<String>>;

fn listen(serve: impl FnOnce(std::net::TcpStream) -> Option<String> + Send + 'static) -> (u16, Heard) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    (port, thread::spawn(move || serve(listener.accept().unwrap().0)))
}

/// A PostgreSQL server as far as TLS and the first message of the client, which it refuses with a state of its own.
fn postgres(server: Option<Arc<ServerConfig>>) -> (u16, Heard) {
    listen(move |mut stream| {
        let mut asked = [0; 8];
        stream.read_exact(&mut asked).ok()?;
        assert_eq!(asked, [0, 0, 0, 8, 4, 210, 22, 47], "it asks for TLS before it says anything");
        let Some(server) = server else {
            stream.write_all(b"N").unwrap();
            let mut more = String::new();
            stream.read_to_string(&mut more).ok()?;
            return (!more.is_empty()).then_some(more);
        };
        stream.write_all(b"S").unwrap();
        let mut tls = StreamOwned::new(ServerConnection::new(server).unwrap(), stream);
        let mut length = [0; 4];
        tls.read_exact(&mut length).ok()?;
        let mut message = vec![0; u32::from_be_bytes(length) as usize - 4];
        tls.read_exact(&mut message).ok()?;
        tls.write_all(b"E\0\0\0\x17SFATAL\0C28000\0Mno\0\0").ok()?;
        tls.flush().ok()?;
        Some(String::from_utf8_lossy(&message).into_owned())
    })
}

fn opened(url: &str) -> netcode::Error {
    PostgresStore::open(url).err().unwrap()
}

#[test]
fn postgres_is_reached_by_tls_or_not_at_all() {
    let folder = tempfile::tempdir().unwrap();
    let (own, other, elsewhere) =
        (certified("localhost"), certified("localhost"), certified("elsewhere.example"));
    for mode in ["require", "verify-full"] {
        let cases = [
            (Some(&own), &own, true),
            (Some(&own), &other, false),
            (Some(&elsewhere), &elsewhere, false),
            (None, &own, false),
        ];
        for (server, authority, trusted) in cases {
            let file = folder.path().join("authority.pem");
            std::fs::File::create(&file).unwrap().write_all(authority.pem.as_bytes()).unwrap();
            let (port, heard) = postgres(server.map(|server| Arc::clone(&server.server)));
            let error = opened(&format!(
                "postgres://ann:sesame@localhost:{port}/none?sslmode={mode}&sslrootcert={}",
                file.display()
            ));
            // The server's refusal comes over TLS too.
            assert_eq!(error.code(), if trusted { "store.failed" } else { "store.encryption" }, "{error}");
            assert!(!format!("{error:?}").contains("sesame"));
            assert_eq!(heard.join().unwrap().is_some_and(|words| words.contains("ann")), trusted);
        }
    }
}

#[test]
fn a_postgres_url_that_would_do_with_less_than_it_asks_for_is_refused() {
    let unread = "/nowhere/authority.pem";
    for words in [
        "sslmode=prefer".to_owned(),
        "sslmode=allow".to_owned(),
        "sslmode=verify-ca".to_owned(),
        format!("sslrootcert={unread}"),
        format!("sslmode=disable&sslrootcert={unread}"),
        format!("sslmode=require&sslrootcert={unread}"),
    ] {
        let error = opened(&format!("postgres://ann:sesame@127.0.0.1:1/none?connect_timeout=1&{words}"));
        assert_eq!(error.code(), "store.encryption", "{words}");
    }
    // The words of other parts are not taken for it, and a plain server is still asked in plain.
    for url in
        ["postgres://ann:sesame@127.0.0.1:1/none?sslmode=disable&application_name=a", "host=127.0.0.1 port=1"]
    {
        assert_eq!(opened(url).code(), "store.failed", "{url}");
    }
}

trait Both: Read + Write {}
impl<T: Read + Write> Both for T {}

fn line(stream: &mut dyn Both) -> Option<String> {
    let (mut line, mut byte) = (Vec::new(), [0]);
    while !line.ends_with(b"\r\n") {
        stream.read_exact(&mut byte).ok()?;
        line.push(byte[0]);
    }
    Some(String::from_utf8(line).unwrap())
}

/// Speaks SMTP until the client is done or wants to go over to TLS. Gives whether it does, and the mail.
fn speak(stream: &mut dyn Both, offers_tls: bool) -> (bool, Option<String>) {
    let mut mail = None;
    while let Some(said) = line(stream) {
        let answer: &[u8] = match said.get(..4).unwrap_or_default() {
            "EHLO" if offers_tls => b"250-loopback\r\n250 STARTTLS\r\n",
            "STAR" => {
                stream.write_all(b"220 go on\r\n").unwrap();
                return (true, mail);
            }
            "DATA" => {
                stream.write_all(b"354 go on\r\n").unwrap();
                mail = Some(std::iter::from_fn(|| line(stream)).take_while(|line| line != ".\r\n").collect());
                b"250 taken\r\n"
            }
            _ => b"250 loopback\r\n",
        };
        if stream.write_all(answer).and_then(|()| stream.flush()).is_err() {
            break;
        }
    }
    (false, mail)
}

fn smtp(server: Option<Arc<ServerConfig>>, encryption: SmtpEncryption) -> (u16, Heard) {
    let implicit = encryption == SmtpEncryption::Implicit;
    listen(move |mut stream| {
        if !implicit {
            stream.write_all(b"220 loopback\r\n").unwrap();
            let (goes_over, mail) = speak(&mut stream, server.is_some());
            if !goes_over {
                return mail;
            }
        }
        let mut tls = StreamOwned::new(ServerConnection::new(server?).unwrap(), stream);
        if implicit {
            tls.write_all(b"220 loopback\r\n").ok()?;
            tls.flush().ok()?;
        }
        speak(&mut tls, false).1
    })
}

#[test]
fn mail_goes_by_tls_or_not_at_all() {
    let (own, other, elsewhere) =
        (certified("localhost"), certified("localhost"), certified("elsewhere.example"));
    let parcel = Parcel {
        id: "m1".into(),
        channel: Channel::Email,
        recipient: "gus@example.org".into(),
        subject: "Your code".into(),
        text: "It is on the card.".into(),
        html: "<p>It is on the card.</p>".into(),
    };
    let (own_pem, others) = (&own.pem, format!("{}{}", other.pem, own.pem));
    let cases = [
        (Some(&own), own_pem, true),
        (Some(&own), &others, true),
        (Some(&own), &other.pem, false),
        (Some(&elsewhere), &elsewhere.pem, false),
    ];
    for encryption in [SmtpEncryption::StartTls, SmtpEncryption::Implicit] {
        // A server without TLS cannot be tried with one from the beginning: it would wait for the client's first word.
        let plain = (encryption == SmtpEncryption::StartTls).then_some((None, own_pem, false));
        for (server, authorities, trusted) in cases.into_iter().chain(plain) {
            let (port, heard) = smtp(server.map(|server| Arc::clone(&server.server)), encryption);
            let from = "desk@example.org";
            let mut courier =
                SmtpCourier::encrypted("localhost", port, from, encryption, Some(authorities)).unwrap();
            let outcome = courier.deliver(&parcel);
            drop(courier);
            let mail = heard.join().unwrap();
            if trusted {
                assert_eq!(outcome, Outcome::Delivered);
                assert!(mail.unwrap().contains("Subject: Your code"));
            } else {
                let why = "the server offers no encryption that can be trusted";
                assert_eq!((outcome, mail), (Outcome::Later(why.to_owned()), None));
            }
        }
    }
    let encrypted =
        |pem| SmtpCourier::encrypted("localhost", 1, "a@example.org", SmtpEncryption::Implicit, Some(pem));
    for pem in ["", "no certificate", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"] {
        assert_eq!(encrypted(pem).unwrap_err().code(), "outbox.encryption");
    }
}
