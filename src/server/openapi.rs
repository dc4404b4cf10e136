//! The document of the protocol (`OpenAPI` 3.1), made from the routes and the wire types.

use axum::Json;
use utoipa::openapi::schema::Ref;
use utoipa::openapi::security::{Http, HttpAuthScheme, SecurityScheme};
use utoipa::openapi::{Content, OpenApi as Document, ResponseBuilder};
use utoipa::{Modify, OpenApi};

use super::problem::Kind;
use super::routes::{self, Gate, OF_ALL, OF_SCHOOL, OF_SESSION, ROUTES, Route};
use crate::protocol::{PROBLEM_MEDIA_TYPE, Problem};

/// The document, `/openapi.json`.
#[must_use]
pub fn document() -> Document {
    Described::openapi()
}

/// The document of this protocol.
#[utoipa::path(get, path = "/openapi.json", tag = "server",
    responses((status = 200, description = "OpenAPI 3.1", body = Object, content_type = "application/json")))]
pub(super) async fn serve() -> Json<Document> {
    Json(document())
}

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Zvonok",
        description = "The open protocol of the electronic class journal, version 1. Prose: docs/api.md."
    ),
    paths(
        routes::session::sign_in,
        routes::session::sign_out,
        routes::sessions::renew,
        routes::sessions::list,
        routes::sessions::end,
        routes::sessions::end_all,
        routes::session::me,
        routes::session::change_password,
        routes::codes::state,
        routes::codes::begin,
        routes::codes::confirm,
        routes::codes::remove,
        routes::journal::school,
        routes::journal::day,
        routes::journal::journals,
        routes::journal::page,
        routes::history::history,
        routes::operations::apply,
        routes::operations::changes,
        routes::status::status,
        routes::corrections::list,
        routes::corrections::decide,
        routes::corrections::withdraw,
        routes::remarks::list,
        routes::remarks::make,
        routes::remarks::answer,
        routes::remarks::close,
        routes::district::status,
        routes::records::marks,
        routes::records::audit,
        routes::records::disclose,
        serve,
        routes::session::health,
        routes::session::ready,
        routes::session::metrics
    ),
    components(schemas(Problem)),
    modifiers(&Secured, &WithProblems)
)]
struct Described;

/// Adds the bearer token.
struct Secured;

impl Modify for Secured {
    fn modify(&self, document: &mut Document) {
        let components = document.components.get_or_insert_default();
        components.add_security_scheme("token", SecurityScheme::Http(Http::new(HttpAuthScheme::Bearer)));
    }
}

/// Adds to every route the problems that it may answer with, one response a status.
struct WithProblems;

impl Modify for WithProblems {
    fn modify(&self, document: &mut Document) {
        for route in ROUTES {
            let Some(item) = document.paths.paths.get_mut(route.path) else { continue };
            let operation = match route.method {
                "get" => &mut item.get,
                "post" => &mut item.post,
                "delete" => &mut item.delete,
                _ => continue,
            };
            let Some(operation) = operation else { continue };
            let kinds = problems(route);
            let mut statuses: Vec<u16> = kinds.iter().map(|kind| kind.status().as_u16()).collect();
            statuses.sort_unstable();
            statuses.dedup();
            for status in statuses {
                let of_status = kinds.iter().filter(|kind| kind.status().as_u16() == status);
                let lines: Vec<String> = of_status.map(|kind| format!("`{}`: {}", kind.uri(), kind.title())).collect();
                let content = Content::new(Some(Ref::from_schema_name("Problem")));
                let response =
                    ResponseBuilder::new().description(lines.join("; ")).content(PROBLEM_MEDIA_TYPE, content).build();
                operation.responses.responses.insert(status.to_string(), response.into());
            }
        }
    }
}

/// Every problem of a route.
fn problems(route: &Route) -> Vec<Kind> {
    let shared = match route.gate {
        Gate::Open => &[],
        Gate::Session => OF_SESSION,
        Gate::Right(_) => OF_SCHOOL,
    };
    route.problems.iter().chain(shared).chain(OF_ALL).copied().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_document_is_the_one_that_is_checked_in() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/openapi.json");
        let made = serde_json::to_string_pretty(&document()).expect("the document is JSON") + "\n";
        if std::env::var_os("ZVONOK_UPDATE_DOCS").is_some() {
            std::fs::write(path, &made).expect("written");
        }
        let there = std::fs::read_to_string(path).expect("docs/openapi.json");
        assert!(there == made, "run ZVONOK_UPDATE_DOCS=1 cargo test --lib the_document_is");
    }

    #[test]
    fn every_operation_has_a_name_of_its_own() {
        let document = serde_json::to_value(document()).expect("the document is JSON");
        let items = document["paths"].as_object().expect("paths").values();
        let operations = items.flat_map(|item| item.as_object().expect("a path item").values());
        let mut names: Vec<&str> = operations.map(|operation| operation["operationId"].as_str().expect("a name")).collect();
        names.sort_unstable();
        let twice: Vec<&&str> = names.windows(2).filter(|pair| pair[0] == pair[1]).map(|pair| &pair[0]).collect();
        assert!(twice.is_empty(), "{twice:?}");
    }

    #[test]
    fn every_route_is_in_the_document_and_nothing_else() {
        let document = serde_json::to_value(document()).expect("the document is JSON");
        assert_eq!(document["openapi"], "3.1.0");
        let paths = document["paths"].as_object().expect("paths");
        let mut described: Vec<(String, String)> = paths
            .iter()
            .flat_map(|(path, item)| {
                let methods = item.as_object().expect("a path item").keys();
                methods.map(|method| (method.clone(), path.clone())).collect::<Vec<_>>()
            })
            .collect();
        let mut served: Vec<(String, String)> =
            ROUTES.iter().map(|route| (route.method.to_owned(), route.path.to_owned())).collect();
        described.sort();
        served.sort();
        assert_eq!(described, served);
    }

    #[test]
    fn every_reference_of_the_document_leads_somewhere() {
        let document = serde_json::to_value(document()).expect("the document is JSON");
        let mut waiting = vec![&document];
        while let Some(value) = waiting.pop() {
            match value {
                serde_json::Value::Object(fields) => {
                    if let Some(serde_json::Value::String(to)) = fields.get("$ref") {
                        assert!(document.pointer(to.trim_start_matches('#')).is_some(), "{to}");
                    }
                    waiting.extend(fields.values());
                }
                serde_json::Value::Array(values) => waiting.extend(values),
                _ => {}
            }
        }
    }
}
