//! TLS with the school's certificate.

use std::path::Path;
use std::sync::Arc;

use rustls::ServerConfig;
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};

/// What the server shows to clients: a certificate with its chain, and its key.
#[derive(Clone)]
pub struct Certificate(pub(super) Arc<ServerConfig>);

impl std::fmt::Debug for Certificate {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Certificate")
    }
}

impl Certificate {
    /// Reads the chain and the key, both PEM.
    ///
    /// # Errors
    /// A file cannot be read or is no PEM, or the two do not belong together; the text says which.
    pub fn read(chain: &Path, key: &Path) -> Result<Self, String> {
        let of = |path: &Path, error: &dyn std::fmt::Display| format!("{}: {error}", path.display());
        let certificates: Result<Vec<CertificateDer<'static>>, _> =
            CertificateDer::pem_file_iter(chain).map_err(|error| of(chain, &error))?.collect();
        let certificates = certificates.map_err(|error| of(chain, &error))?;
        let private = PrivateKeyDer::from_pem_file(key).map_err(|error| of(key, &error))?;
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let config = ServerConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .map_err(|error| error.to_string())?
            .with_no_client_auth()
            .with_single_cert(certificates, private)
            .map_err(|error| of(chain, &error))?;
        Ok(Self(Arc::new(config)))
    }
}
