//! The routes of `/v1`: one table, from which the router, the document and the tests are made, and the handlers.

pub(super) mod journal;
pub(super) mod operations;
pub(super) mod session;
pub(super) mod status;

use std::sync::Arc;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::response::IntoResponse as _;
use axum::routing::{delete, get, post};

use super::http::{App, BODY_MAX, around};
use super::problem::Kind;

/// A route as the document lists it: method, path, and the problems that it may answer with beside those of every route.
pub(super) struct Route {
    /// In lower case.
    pub(super) method: &'static str,
    /// With parameters in braces.
    pub(super) path: &'static str,
    /// Its own problems.
    pub(super) problems: &'static [Kind],
}

/// Problems of every route that needs a session.
pub(super) const OF_SESSION: &[Kind] = &[Kind::SignInNeeded];
/// Problems of every route of a school, beside those of a session.
pub(super) const OF_SCHOOL: &[Kind] =
    &[Kind::SignInNeeded, Kind::PasswordChangeNeeded, Kind::Forbidden, Kind::NotFound, Kind::BadRequest];
/// Problems that any route may answer with.
pub(super) const OF_ALL: &[Kind] = &[Kind::Timeout, Kind::Internal, Kind::Unavailable];

macro_rules! routes {
    ($($method:ident $path:literal => $handler:path, [$($problem:ident),*];)*) => {
        /// Every route.
        pub(super) const ROUTES: &[Route] = &[$(
            Route { method: stringify!($method), path: $path, problems: &[$(Kind::$problem),*] },
        )*];

        fn all() -> Router<Arc<App>> {
            Router::new()$(.route($path, $method($handler)))*
        }
    };
}

routes! {
    post "/v1/sessions" => session::sign_in, [BadCredentials, TooManyAttempts, NotJson, Invalid, BadRequest, TooLarge];
    delete "/v1/sessions/current" => session::sign_out, [];
    get "/v1/me" => session::me, [];
    post "/v1/me/password" => session::change_password,
        [WrongPassword, WeakPassword, TooManyAttempts, NotJson, Invalid, BadRequest, TooLarge];
    get "/v1/schools/{school}" => journal::school, [];
    get "/v1/schools/{school}/days/{date}" => journal::day, [];
    get "/v1/schools/{school}/journals" => journal::journals, [];
    get "/v1/schools/{school}/journals/{journal}/pages/{period}" => journal::page, [];
    post "/v1/schools/{school}/operations" => operations::apply, [NotJson, Invalid, TooLarge];
    get "/v1/schools/{school}/changes" => operations::changes, [CursorGone];
    get "/v1/schools/{school}/status" => status::status, [];
    get "/openapi.json" => super::openapi::serve, [];
    get "/healthz" => session::health, [];
}

/// The router with everything around it.
pub(super) fn router(app: Arc<App>) -> Router {
    all()
        .fallback(async || Kind::NotFound.into_response())
        .method_not_allowed_fallback(async || Kind::MethodNotAllowed.into_response())
        .layer(DefaultBodyLimit::max(BODY_MAX))
        .layer(axum::middleware::from_fn_with_state(Arc::clone(&app), around))
        .with_state(app)
}
