//! Keys of the server that are named in the settings: nobody else's certificate is believed, whoever signed it.
//!
//! A pin is the SHA-256 of the public key in a certificate (its `SubjectPublicKeyInfo`), so that a certificate may be renewed for
//! the same key. It comes on top of the usual checks, and is made before the first byte of a question leaves. With pins the
//! authorities are those that came with the program and those of the school's own file; the computer's own are not asked.

use std::fmt;
use std::sync::Arc;

use rustls::client::WebPkiServerVerifier;
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::server::ParsedCertificate;
use rustls::{CertificateError, ClientConfig, DigitallySignedStruct, Error, OtherError, RootCertStore, SignatureScheme};
use sha2::{Digest as _, Sha256};

/// The keys that are believed: at least one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Pins(Vec<[u8; 32]>);

impl Pins {
    /// Reads pins separated by blanks: 64 hexadecimal digits each, colons between them allowed. `None`: one of them is none.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let pins: Option<Vec<_>> = text.split_whitespace().map(pin).collect();
        pins.filter(|pins| !pins.is_empty()).map(Self)
    }
}

fn pin(text: &str) -> Option<[u8; 32]> {
    let digits: String = text.chars().filter(|c| *c != ':').collect();
    if digits.len() != 64 || !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return None;
    }
    let mut bytes = [0; 32];
    for (at, byte) in bytes.iter_mut().enumerate() {
        *byte = u8::from_str_radix(&digits[at * 2..at * 2 + 2], 16).ok()?;
    }
    Some(bytes)
}

/// The key that was found is none of those that are pinned.
pub(super) struct NotPinned([u8; 32]);

impl fmt::Display for NotPinned {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the key of the server is not pinned: ")?;
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

/// The same: the library writes its causes in this form, and the log is to hold the key as one pins it.
impl fmt::Debug for NotPinned {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl std::error::Error for NotPinned {}

/// Whether an error of TLS is that of a key that is not pinned.
pub(super) fn is_not_pinned(error: &Error) -> bool {
    matches!(error, Error::InvalidCertificate(CertificateError::Other(OtherError(cause))) if cause.is::<NotPinned>())
}

/// TLS that believes the pinned keys only. `own` are the certificates of the school's own authority.
///
/// # Errors
/// One of them is no certificate of an authority.
pub(super) fn config(pins: Pins, own: Vec<CertificateDer<'static>>) -> Result<ClientConfig, Error> {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let mut roots = RootCertStore::empty();
    for root in webpki_root_certs::TLS_SERVER_ROOT_CERTS.iter().cloned() {
        // What this library cannot read it cannot be deceived by either.
        let _ = roots.add(root);
    }
    for root in own {
        roots.add(root)?;
    }
    let usual = WebPkiServerVerifier::builder_with_provider(Arc::new(roots), Arc::clone(&provider))
        .build()
        .map_err(|error| Error::General(error.to_string()))?;
    let verifier = Arc::new(Pinned { usual, pins });
    let config = ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions()?;
    Ok(config.dangerous().with_custom_certificate_verifier(verifier).with_no_client_auth())
}

/// The usual checks, and the pins after them.
#[derive(Debug)]
struct Pinned {
    usual: Arc<WebPkiServerVerifier>,
    pins: Pins,
}

impl ServerCertVerifier for Pinned {
    fn verify_server_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        server_name: &ServerName<'_>,
        ocsp_response: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        let verified = self.usual.verify_server_cert(end_entity, intermediates, server_name, ocsp_response, now)?;
        let key = ParsedCertificate::try_from(end_entity)?.subject_public_key_info();
        let found: [u8; 32] = Sha256::digest(key.as_ref()).into();
        if self.pins.0.contains(&found) {
            return Ok(verified);
        }
        Err(Error::InvalidCertificate(CertificateError::Other(OtherError(Arc::new(NotPinned(found))))))
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        dss: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        self.usual.verify_tls12_signature(message, cert, dss)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        dss: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        self.usual.verify_tls13_signature(message, cert, dss)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.usual.supported_verify_schemes()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pins_are_read_whole_or_not_at_all() {
        let one = "ad76115d85ab6a0fbda54400317f222254eeaa59c23472dfeb933a9abd963c63";
        let coloned =
            one.as_bytes().chunks(2).map(|two| String::from_utf8_lossy(two).into_owned()).collect::<Vec<_>>().join(":");
        for (text, count) in [
            (one.to_owned(), Some(1)),
            (one.to_uppercase(), Some(1)),
            (coloned, Some(1)),
            (format!(" {one}  {one}\n"), Some(2)),
            (format!("{one} {}", &one[..62]), None),
            (format!("{}g", &one[..63]), None),
            (format!("{one}00"), None),
            ("я".repeat(32), None),
            (" ".to_owned(), None),
        ] {
            assert_eq!(Pins::parse(&text).map(|pins| pins.0.len()), count, "{text}");
        }
        assert_eq!(Pins::parse(one).expect("a pin").0[0][..3], [0xad, 0x76, 0x11]);
    }
}
