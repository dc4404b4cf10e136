//! The routes of `/v1`: one table, from which the router, the document and the tests are made, and the handlers.

pub(super) mod codes;
pub(super) mod corrections;
pub(super) mod district;
pub(super) mod history;
pub(super) mod journal;
pub(super) mod operations;
pub(super) mod records;
pub(super) mod remarks;
pub(super) mod session;
pub(super) mod sessions;
pub(super) mod status;

use std::sync::Arc;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::response::IntoResponse as _;
use axum::routing::{delete, get, post};
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::SizeAbove;

use super::access::Right;
use super::auth::gate;
use super::http::{App, BODY_MAX, around};
use super::problem::Kind;

/// A route as the document lists it: method, path, and the problems that it may answer with beside those of every route.
pub(super) struct Route {
    /// In lower case.
    pub(super) method: &'static str,
    /// With parameters in braces.
    pub(super) path: &'static str,
    /// Who may ask at all.
    pub(super) gate: Gate,
    /// Its own problems.
    pub(super) problems: &'static [Kind],
}

/// Who may ask for a route at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Gate {
    /// Everybody.
    Open,
    /// Whoever has a session.
    Session,
    /// Who has the right in the school.
    Right(Right),
}

/// Problems of every route that needs a session.
pub(super) const OF_SESSION: &[Kind] = &[Kind::SignInNeeded];
/// Problems of every route of a school, beside those of a session.
pub(super) const OF_SCHOOL: &[Kind] =
    &[Kind::SignInNeeded, Kind::PasswordChangeNeeded, Kind::Forbidden, Kind::NotFound, Kind::BadRequest];
/// Problems that any route may answer with.
pub(super) const OF_ALL: &[Kind] = &[Kind::Timeout, Kind::Internal, Kind::Unavailable];

macro_rules! routes {
    ($($method:ident $path:literal => $handler:path, $gate:expr, [$($problem:ident),*];)*) => {
        /// Every route.
        pub(super) const ROUTES: &[Route] = &[$(
            Route { method: stringify!($method), path: $path, gate: $gate, problems: &[$(Kind::$problem),*] },
        )*];

        fn all() -> Router<Arc<App>> {
            Router::new()$(.route($path, $method($handler)))*
        }
    };
}

routes! {
    post "/v1/sessions" => session::sign_in, Gate::Open, [BadCredentials, CodeNeeded, TooManyAttempts, NotJson, Invalid, BadRequest, TooLarge];
    delete "/v1/sessions/current" => session::sign_out, Gate::Session, [];
    post "/v1/sessions/current/renewal" => sessions::renew, Gate::Session, [];
    get "/v1/me/sessions" => sessions::list, Gate::Session, [];
    delete "/v1/me/sessions" => sessions::end_all, Gate::Session, [];
    delete "/v1/me/sessions/{session}" => sessions::end, Gate::Session, [NotFound, BadRequest];
    get "/v1/me" => session::me, Gate::Session, [];
    post "/v1/me/password" => session::change_password, Gate::Session,
        [WrongPassword, WeakPassword, TooManyAttempts, NotJson, Invalid, BadRequest, TooLarge];
    get "/v1/me/codes" => codes::state, Gate::Session, [];
    post "/v1/me/codes" => codes::begin, Gate::Session,
        [WrongPassword, CodesAreOn, TooManyAttempts, NotJson, Invalid, BadRequest, TooLarge];
    post "/v1/me/codes/confirmation" => codes::confirm, Gate::Session,
        [WrongCode, NotFound, NotJson, Invalid, BadRequest, TooLarge];
    post "/v1/me/codes/removal" => codes::remove, Gate::Session,
        [WrongPassword, WrongCode, NotFound, TooManyAttempts, NotJson, Invalid, BadRequest, TooLarge];
    get "/v1/schools/{school}" => journal::school, Gate::Right(Right::School), [];
    get "/v1/schools/{school}/days/{date}" => journal::day, Gate::Right(Right::Day), [];
    get "/v1/schools/{school}/journals" => journal::journals, Gate::Right(Right::Journals), [];
    get "/v1/schools/{school}/journals/{journal}/pages/{period}" => journal::page, Gate::Right(Right::Journals), [];
    get "/v1/schools/{school}/journals/{journal}/history" => history::history, Gate::Right(Right::Journals), [];
    post "/v1/schools/{school}/operations" => operations::apply, Gate::Right(Right::Operations),
        [NotJson, Invalid, TooLarge, CursorGone];
    get "/v1/schools/{school}/changes" => operations::changes, Gate::Right(Right::Changes), [CursorGone];
    get "/v1/schools/{school}/status" => status::status, Gate::Right(Right::Status), [];
    get "/v1/schools/{school}/corrections" => corrections::list, Gate::Right(Right::Corrections), [];
    post "/v1/schools/{school}/corrections/{operation}/decision" => corrections::decide, Gate::Right(Right::Decide),
        [NotJson, Invalid, TooLarge, Answered, Overtaken, ReasonNeeded];
    post "/v1/schools/{school}/corrections/{operation}/withdrawal" => corrections::withdraw, Gate::Right(Right::Withdraw),
        [Answered];
    get "/v1/schools/{school}/remarks" => remarks::list, Gate::Right(Right::Remarks), [];
    post "/v1/schools/{school}/remarks" => remarks::make, Gate::Right(Right::Remark), [NotJson, Invalid, TooLarge, KeyReused];
    post "/v1/schools/{school}/remarks/{remark}/answer" => remarks::answer, Gate::Right(Right::AnswerRemark),
        [NotJson, Invalid, TooLarge, Answered];
    post "/v1/schools/{school}/remarks/{remark}/closing" => remarks::close, Gate::Right(Right::Remark), [];
    get "/v1/schools/{school}/reports/marks" => records::marks, Gate::Right(Right::Reports), [];
    get "/v1/schools/{school}/district/status" => district::status, Gate::Right(Right::District), [];
    get "/v1/schools/{school}/audit" => records::audit, Gate::Right(Right::Audit), [];
    post "/v1/schools/{school}/disclosures" => records::disclose, Gate::Right(Right::Disclose),
        [NotJson, Invalid, TooLarge];
    get "/openapi.json" => super::openapi::serve, Gate::Open, [];
    get "/healthz" => session::health, Gate::Open, [];
    get "/readyz" => session::ready, Gate::Open, [];
    get "/metrics" => session::metrics, Gate::Open, [NotFound];
}

/// Answers below this many bytes are sent as they are.
const GZIP_ABOVE: u16 = 1024;

/// The router with everything around it.
pub(super) fn router(app: Arc<App>) -> Router {
    all()
        .route_layer(axum::middleware::from_fn_with_state(Arc::clone(&app), gate))
        .fallback(async || Kind::NotFound.into_response())
        .method_not_allowed_fallback(async || Kind::MethodNotAllowed.into_response())
        .layer(DefaultBodyLimit::max(BODY_MAX))
        .layer(CompressionLayer::new().compress_when(SizeAbove::new(GZIP_ABOVE)))
        .layer(axum::middleware::from_fn_with_state(Arc::clone(&app), around))
        .with_state(app)
}
