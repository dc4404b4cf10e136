//! Errors of the protocol: every kind with its status and title, as RFC 9457 problems without internals.

use axum::Json;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

use crate::protocol::{PROBLEM_MEDIA_TYPE, Problem};
use crate::server::storage::StorageError;

macro_rules! kinds {
    ($($(#[$doc:meta])* $name:ident => $slug:literal, $status:ident, $title:literal;)*) => {
        /// What kind of problem.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(super) enum Kind {
            $($(#[$doc])* $name,)*
        }

        impl Kind {
            /// Every kind.
            #[cfg(test)]
            pub(super) const ALL: &'static [Self] = &[$(Self::$name),*];

            /// The stable type: a relative reference.
            pub(super) const fn uri(self) -> &'static str {
                match self {
                    $(Self::$name => concat!("/problems/", $slug),)*
                }
            }

            /// The HTTP status.
            pub(super) const fn status(self) -> StatusCode {
                match self {
                    $(Self::$name => StatusCode::$status,)*
                }
            }

            /// The title.
            pub(super) const fn title(self) -> &'static str {
                match self {
                    $(Self::$name => $title,)*
                }
            }
        }
    };
}

kinds! {
    /// The request cannot be read.
    BadRequest => "bad-request", BAD_REQUEST, "The request cannot be read";
    /// Login or password is wrong, or the login is closed.
    BadCredentials => "bad-credentials", UNAUTHORIZED, "Login or password is wrong";
    /// No session, or one that has ended.
    SignInNeeded => "sign-in-needed", UNAUTHORIZED, "Sign in first";
    /// A new password must be chosen first.
    PasswordChangeNeeded => "password-change-needed", FORBIDDEN, "Choose a new password first";
    /// The present password, asked for again, is wrong.
    WrongPassword => "wrong-password", FORBIDDEN, "The present password is wrong";
    /// The role or its scope does not reach so far.
    Forbidden => "forbidden", FORBIDDEN, "Not yours to see or do";
    /// The password was right, and the login has one-time codes.
    CodeNeeded => "code-needed", UNAUTHORIZED, "A one-time code is needed as well";
    /// The code is not one of the phone's, or was used before.
    WrongCode => "wrong-code", FORBIDDEN, "The one-time code is wrong or was used before";
    /// One-time codes are on already.
    CodesAreOn => "codes-are-on", CONFLICT, "One-time codes are on already";
    /// There is no such thing, or it is not in a school of the account.
    NotFound => "not-found", NOT_FOUND, "There is no such thing";
    /// The path does not answer to the method.
    MethodNotAllowed => "method-not-allowed", METHOD_NOT_ALLOWED, "The path does not answer to this method";
    /// The request took too long to arrive or to be answered.
    Timeout => "timeout", REQUEST_TIMEOUT, "It took too long";
    /// The request was answered otherwise, or taken back.
    Answered => "already-answered", CONFLICT, "It was answered already";
    /// The journal has changed since the request was made.
    Overtaken => "overtaken", CONFLICT, "The journal has changed since";
    /// The `Idempotency-Key` came with another body before.
    KeyReused => "key-reused", UNPROCESSABLE_ENTITY, "The key came with another body before";
    /// A request is not declined without a reason.
    ReasonNeeded => "reason-needed", UNPROCESSABLE_ENTITY, "Give a reason";
    /// The cursor is not of this journal: a backup was put back. Read the pages again; nothing of a batch that names it was done.
    CursorGone => "cursor-gone", GONE, "The cursor is not of this journal: read the pages again";
    /// The body, or the batch, is too large.
    TooLarge => "too-large", PAYLOAD_TOO_LARGE, "Too much at once";
    /// The body is not JSON by its content type.
    NotJson => "not-json", UNSUPPORTED_MEDIA_TYPE, "The body must be application/json";
    /// The body is JSON, and not what is expected here.
    Invalid => "invalid", UNPROCESSABLE_ENTITY, "The body is not what is expected here";
    /// The new password is too short, too long or too common.
    WeakPassword => "weak-password", UNPROCESSABLE_ENTITY, "The password is too short or too common";
    /// Too many wrong passwords; wait.
    TooManyAttempts => "too-many-attempts", TOO_MANY_REQUESTS, "Too many attempts: wait";
    /// Something went wrong in the server.
    Internal => "internal", INTERNAL_SERVER_ERROR, "The server failed";
    /// The server cannot do it now; try again.
    Unavailable => "unavailable", SERVICE_UNAVAILABLE, "Not now: try again later";
}

/// A problem on its way to the client.
#[derive(Debug)]
pub(super) struct Failure {
    kind: Kind,
    detail: Option<String>,
    retry_after: Option<u64>,
}

impl Failure {
    /// Says what happened this time. Never names, marks, or anything of the server's inside.
    pub(super) fn because(self, detail: impl Into<String>) -> Self {
        Self { detail: Some(detail.into()), ..self }
    }

    /// Says when to try again, in seconds.
    pub(super) fn retry_after(self, seconds: u64) -> Self {
        Self { retry_after: Some(seconds), ..self }
    }
}

impl From<Kind> for Failure {
    fn from(kind: Kind) -> Self {
        Self { kind, detail: None, retry_after: None }
    }
}

impl From<StorageError> for Failure {
    fn from(error: StorageError) -> Self {
        match error {
            StorageError::Unavailable(_) | StorageError::Closed => Self::from(Kind::Unavailable).retry_after(5),
            StorageError::Open { .. } | StorageError::Newer { .. } | StorageError::Broken(_) => Kind::Internal.into(),
        }
    }
}

impl IntoResponse for Kind {
    fn into_response(self) -> Response {
        Failure::from(self).into_response()
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let Self { kind, detail, retry_after } = self;
        let problem =
            Problem { kind: kind.uri().to_owned(), title: kind.title().to_owned(), status: kind.status().as_u16(), detail };
        let mut response = (kind.status(), Json(problem)).into_response();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(PROBLEM_MEDIA_TYPE));
        if kind.status() == StatusCode::UNAUTHORIZED {
            headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        if let Some(seconds) = retry_after {
            headers.insert(header::RETRY_AFTER, seconds.into());
        }
        response
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::strings::{Language, Strings};

    #[test]
    fn every_kind_of_problem_has_a_sentence_in_every_language() {
        for language in Language::ALL {
            let strings = Strings::new(language);
            for kind in Kind::ALL {
                let key = kind.uri().trim_start_matches('/').replace('/', "-");
                assert!(strings.has(&key), "{key} is missing in {language:?}");
            }
            for rule in ["ZV-ID", "ZV-TARGET", "ZV-VALUE", "ZV-WORK", "ZV-CLOCK", "ZV-ACCESS", "ZV-DECLINED", "ZV-WITHDRAWN"]
            {
                assert!(strings.has(rule), "{rule} is missing in {language:?}");
            }
        }
    }
}
