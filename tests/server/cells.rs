//! Every cell of `docs/access.md` over HTTP: what the table allows is not forbidden, and what it does not allow is.

use serde_json::json;

use crate::peer::Bench;
use crate::school::id;

/// An account of every role, in the order of the table.
const LOGINS: [&str; 7] = ["orlova", "kuzmina", "demidov", "lebedeva", "admin", "analyst", "district"];

#[test]
fn every_cell_of_the_table_holds_over_http() {
    let bench = Bench::new();
    let tokens = LOGINS.map(|login| bench.token(login));
    let table = zvonok::server::access_table();
    let mut lines = table.lines().filter(|line| line.starts_with('|'));
    let head: Vec<&str> = lines.next().unwrap().split('|').map(str::trim).filter(|cell| !cell.is_empty()).collect();
    assert_eq!(head[1..], ["teacher", "class teacher", "deputy", "director", "admin", "analyst", "district"]);
    let mut tried = 0;
    for line in lines.skip(1) {
        let cells: Vec<&str> = line.split('|').map(str::trim).filter(|cell| !cell.is_empty()).collect();
        let (method, path) = cells[0].trim_matches('`').split_once(' ').unwrap();
        let path = path
            .replace('…', "/v1/schools/s7")
            .replace("{school}", "s7")
            .replace("{date}", "2026-11-20")
            .replace("{journal}", "j7r")
            .replace("{period}", "q2")
            .replace("{operation}", &id(7))
            .replace("{remark}", &id(7))
            .replace("j7r/history", "j7r/history?lesson=l7r-20")
            .replace("reports/marks", "reports/marks?from=2026-11-01&to=2026-11-30");
        assert!(!path.contains('{'), "the test does not know a part of {path}");
        for ((login, token), cell) in LOGINS.iter().zip(&tokens).zip(&cells[1..]) {
            // An empty object is no valid body of any post: what is allowed gets as far as reading it.
            let body = (method == "POST").then(|| json!({}));
            let status = bench.ask(method, &path, Some(token), body.as_ref()).status;
            let conditional = *cell == "where the regulation names the role";
            if *cell == "—" {
                assert_eq!(status, 403, "{login} {method} {path}");
            } else {
                let allowed = [200, 404, 422].contains(&status) || (conditional && status == 403);
                assert!(allowed, "{login} {method} {path}: {status}");
            }
            tried += 1;
        }
    }
    assert!(tried >= 7 * 17, "{tried} cells");
}

#[test]
fn nothing_is_answered_without_a_session() {
    let bench = Bench::new();
    for line in zvonok::server::access_table().lines().filter(|line| line.starts_with("| `")) {
        let (method, path) = line.split('`').nth(1).unwrap().split_once(' ').unwrap();
        let path = path.replace('…', "/v1/schools/s7").replace("{school}", "s7").replace("{date}", "2026-11-20");
        let path = path.replace(['{', '}'], "");
        bench.ask(method, &path, None, (method == "POST").then(|| json!({})).as_ref()).is_problem(401, "sign-in-needed");
    }
}
