//! The network of a run: each question has a fate, and so has its answer.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::sync::oneshot;
use tokio::time::{sleep, timeout};
use zvonok::remote::error::Obstacle;
use zvonok::remote::{Carried, Carrier, Question, RemoteError, Reply};
use zvonok::server::DirectAnswer;

use crate::chance::Chance;
use crate::world::{World, locked};

/// What becomes of a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fate {
    /// It arrives, and so does its answer.
    Pass,
    /// Nothing answers there; nothing left.
    Refused,
    /// It is lost, and the line breaks.
    Lost,
    /// It is lost, and nothing is heard.
    LostInSilence,
    /// It is carried out, and the line breaks before the answer.
    AnswerLost,
    /// It arrives so late that nobody waits for the answer any more.
    Late,
    /// It is carried out at once, and the answer comes when nobody waits any more.
    AnswerLate,
    /// It arrives twice.
    Twice,
    /// Something in between answers in its place.
    Html,
    /// The answer is cut in the middle of its JSON.
    HalfJson,
    /// It is carried out; the answer leaves entries out.
    FewVerdicts,
    /// Statuses, without anything having been done …
    SignIn,
    Forbidden,
    Conflict,
    TooLarge,
    TooMany,
    Unavailable,
    Newer,
    /// … and after it was done.
    FailedAfter,
}

impl Fate {
    const OF_PUSH: [(Self, u64); 19] = [
        (Self::Pass, 40),
        (Self::Refused, 6),
        (Self::Lost, 6),
        (Self::LostInSilence, 3),
        (Self::AnswerLost, 10),
        (Self::Late, 4),
        (Self::AnswerLate, 4),
        (Self::Twice, 8),
        (Self::Html, 2),
        (Self::HalfJson, 3),
        (Self::FewVerdicts, 2),
        (Self::SignIn, 2),
        (Self::Forbidden, 1),
        (Self::Conflict, 1),
        (Self::TooLarge, 2),
        (Self::TooMany, 2),
        (Self::Unavailable, 2),
        (Self::Newer, 1),
        (Self::FailedAfter, 3),
    ];
    const OF_OTHERS: [(Self, u64); 11] = [
        (Self::Pass, 68),
        (Self::Forbidden, 2),
        (Self::Refused, 6),
        (Self::Lost, 6),
        (Self::LostInSilence, 2),
        (Self::AnswerLost, 4),
        (Self::AnswerLate, 2),
        (Self::Html, 3),
        (Self::HalfJson, 3),
        (Self::SignIn, 1),
        (Self::Unavailable, 3),
    ];

    const fn name(self) -> &'static str {
        match self {
            Self::Pass => "line: passed",
            Self::Refused => "line: refused",
            Self::Lost => "line: question lost",
            Self::LostInSilence => "line: question lost in silence",
            Self::AnswerLost => "line: answer lost after the commit",
            Self::Late => "line: question late, after the client's time-out",
            Self::AnswerLate => "line: answer late",
            Self::Twice => "line: question twice",
            Self::Html => "line: HTML in place of an answer",
            Self::HalfJson => "line: half a JSON",
            Self::FewVerdicts => "line: verdicts missing",
            Self::SignIn => "status 401",
            Self::Forbidden => "status 403",
            Self::Conflict => "status 409",
            Self::TooLarge => "status 413",
            Self::TooMany => "status 429",
            Self::Unavailable => "status 503",
            Self::Newer => "status 426",
            Self::FailedAfter => "status 500 after the commit",
        }
    }
}

/// The line of one device.
#[derive(Clone)]
pub struct Line {
    pub world: Arc<World>,
    pub device: usize,
    /// The answer to a sign-in: hashing a password takes too long for a simulation.
    pub session: Arc<Vec<u8>>,
    pub counts: Arc<[AtomicU64; 3]>,
    /// When it asked in the last second.
    pub last: Arc<Mutex<Vec<i64>>>,
}

/// Most questions of a device in a second: a start asks for a handful at once, and the queue goes in few batches.
const IN_A_SECOND: usize = 15;

impl std::fmt::Debug for Line {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Line").field("device", &self.device).finish_non_exhaustive()
    }
}

/// A question in words that can be repeated.
#[derive(Clone)]
struct Said {
    method: String,
    target: String,
    authorization: Option<String>,
    content: Option<Vec<u8>>,
}

impl Carrier for Line {
    fn carry(&self, question: Question) -> Carried<'_> {
        let line = self.clone();
        Box::pin(async move { line.bring(question).await })
    }
}

impl Line {
    async fn bring(self, question: Question) -> Result<Reply, RemoteError> {
        let said = Said {
            method: question.method().to_owned(),
            target: question.target(),
            authorization: question.authorization().map(str::to_owned),
            content: question.content().map(<[u8]>::to_vec),
        };
        let (is_push, is_poll) = (said.target.ends_with("/operations"), said.target.contains("/changes"));
        let kind = if is_push { 0 } else { 1 + usize::from(is_poll) };
        let count = self.counts[kind].fetch_add(1, Ordering::Relaxed);
        let mut chance = Chance::of(&[self.world.seed, 1, self.device as u64, kind as u64, count]);
        let fates = if is_push { &Fate::OF_PUSH[..] } else { &Fate::OF_OTHERS[..] };
        let fate = if self.world.is_calm() { Fate::Pass } else { chance.pick(fates) };
        self.world.saw(fate.name());
        self.world.note(&format!(
            "device {} asks {} {}: {fate:?}",
            self.device,
            said.method,
            without_the_name(&said.target)
        ));
        self.not_a_storm();
        let limit = Duration::from_secs(if is_poll { u64::from(question.wait_seconds()) + 10 } else { 30 });
        let reply = timeout(limit, self.clone().meet(said, fate, chance)).await;
        reply.unwrap_or_else(|_| Err(no_answer("time-out")))
    }

    /// Whatever happens, no program asks without pauses.
    fn not_a_storm(&self) {
        let now = self.world.elapsed_ms();
        let mut last = locked(&self.last);
        last.retain(|asked| now - *asked < 1000);
        last.push(now);
        if last.len() > IN_A_SECOND {
            self.world.wrong(format!("device {} asks {} times in a second", self.device, last.len()));
        }
    }

    async fn meet(self, said: Said, fate: Fate, mut chance: Chance) -> Result<Reply, RemoteError> {
        let there = Duration::from_millis(chance.between(1, 400));
        let back = Duration::from_millis(chance.between(1, 400));
        let problem = |status| problem(status, &[]);
        let after = |reply| async move {
            sleep(there + back).await;
            reply
        };
        match fate {
            Fate::Refused => after(Err(not_reached())).await,
            Fate::Lost => after(Err(no_answer("reset"))).await,
            Fate::LostInSilence => std::future::pending().await,
            Fate::SignIn => after(Ok(problem(401))).await,
            Fate::Forbidden => after(Ok(problem(403))).await,
            Fate::Conflict => after(Ok(problem(409))).await,
            Fate::TooLarge => after(Ok(problem(413))).await,
            Fate::TooMany => after(Ok(self::problem(429, &[("retry-after", "7")]))).await,
            Fate::Unavailable => after(Ok(self::problem(503, &[("retry-after", "3")]))).await,
            Fate::Newer => after(Ok(problem(426))).await,
            Fate::Html => {
                let headers = [("content-type".to_owned(), "text/html".to_owned())];
                after(Ok(Reply::new(200, &headers, b"<html>sign in to the network</html>".to_vec()))).await
            }
            Fate::Late => self.deliver(said, Duration::from_millis(chance.between(30_001, 150_000)), back).await,
            Fate::AnswerLate => {
                let answer = self.deliver(said, there, back).await;
                sleep(Duration::from_secs(600)).await;
                answer
            }
            Fate::Twice => {
                sleep(there).await;
                if locked(&self.world.server).direct.is_none() {
                    // What found no connection has no second copy either.
                    return Err(not_reached());
                }
                let again = Duration::from_millis(chance.between(1, 90_000));
                tokio::spawn(self.clone().deliver(said.clone(), again, back));
                self.deliver(said, Duration::ZERO, back).await
            }
            Fate::Pass => self.deliver(said, there, back).await,
            Fate::AnswerLost => self.deliver(said, there, back).await.and(Err(no_answer("reset"))),
            Fate::FailedAfter => self.deliver(said, there, back).await.map(|_| problem(500)),
            Fate::HalfJson => self.cut(said, there, back, |body| body.truncate(body.len() / 2)).await,
            Fate::FewVerdicts => self.cut(said, there, back, |body| *body = without_a_verdict(body)).await,
        }
    }

    async fn cut(
        self,
        said: Said,
        there: Duration,
        back: Duration,
        cut: impl FnOnce(&mut Vec<u8>),
    ) -> Result<Reply, RemoteError> {
        let mut answer = self.ask(said, there, back).await?;
        cut(&mut answer.body);
        Ok(Reply::new(answer.status, &answer.headers, answer.body))
    }

    async fn deliver(self, said: Said, there: Duration, back: Duration) -> Result<Reply, RemoteError> {
        let answer = self.ask(said, there, back).await?;
        Ok(Reply::new(answer.status, &answer.headers, answer.body))
    }

    /// Brings a question over, whether or not somebody still waits for the answer.
    async fn ask(self, said: Said, there: Duration, back: Duration) -> Result<DirectAnswer, RemoteError> {
        let (give, take) = oneshot::channel();
        tokio::spawn(async move {
            let answer = self.at_the_server(said, there, back).await;
            let _ = give.send(answer);
        });
        take.await.unwrap_or_else(|_| Err(no_answer("the run is over")))
    }

    async fn at_the_server(self, said: Said, there: Duration, back: Duration) -> Result<DirectAnswer, RemoteError> {
        sleep(there).await;
        if said.target == "/v1/sessions" {
            let headers = vec![("content-type".to_owned(), "application/json".to_owned())];
            let mut session: serde_json::Value = serde_json::from_slice(&self.session).expect("JSON");
            session["server_time"] = self.world.now().timestamp_millis().into();
            let body = serde_json::to_vec(&session).expect("JSON");
            sleep(back).await;
            return Ok(DirectAnswer { status: 200, headers, body });
        }
        let (direct, life) = {
            let server = locked(&self.world.server);
            (server.direct.clone().ok_or_else(not_reached)?, server.life)
        };
        let content = said.content.clone();
        let answer = direct.answer(&said.method, &said.target, said.authorization.as_deref(), content).await;
        drop(direct);
        if said.target.ends_with("/operations") {
            let (batch, verdicts) = (said.content.as_deref().unwrap_or_default(), &answer.body);
            let heard = heard(batch, verdicts, answer.status);
            self.world.note(&format!("the server's life {life} hears device {}: {heard}", self.device));
        }
        sleep(back).await;
        if locked(&self.world.server).life != life {
            self.world.saw("server: killed before its answer arrived");
            return Err(no_answer("reset"));
        }
        Ok(answer)
    }
}

/// A question without the name of the journal in its cursor: that is drawn anew with every backup that is put back.
fn without_the_name(target: &str) -> String {
    let Some((before, cursor)) = target.split_once("after=") else { return target.to_owned() };
    format!("{before}after=….{}", cursor.split_once('.').map_or(cursor, |(_, place)| place))
}

/// What the server said to a batch, entry by entry.
fn heard(batch: &[u8], answer: &[u8], status: u16) -> String {
    let read = |bytes| serde_json::from_slice::<serde_json::Value>(bytes).unwrap_or_default();
    let (batch, answer) = (read(batch), read(answer));
    let ids = batch["operations"].as_array().into_iter().flatten().map(|operation| &operation["id"]);
    let verdicts = answer["verdicts"].as_array().map_or(&[][..], Vec::as_slice);
    let said = ids.enumerate().map(|(at, id)| {
        let verdict = verdicts.get(at).map(|verdict| &verdict["verdict"]);
        let said = verdict.and_then(serde_json::Value::as_str).unwrap_or("nothing");
        format!("{}: {said}", id.as_str().unwrap_or_default())
    });
    format!("{status} {}", said.collect::<Vec<_>>().join(", "))
}

fn without_a_verdict(body: &[u8]) -> Vec<u8> {
    let Ok(mut answer) = serde_json::from_slice::<serde_json::Value>(body) else { return body.to_vec() };
    if let Some(verdicts) = answer.get_mut("verdicts").and_then(|verdicts| verdicts.as_array_mut()) {
        verdicts.pop();
    }
    serde_json::to_vec(&answer).expect("JSON")
}

fn problem(status: u16, more: &[(&str, &str)]) -> Reply {
    let body = format!(r#"{{"type":"/problems/simulated","title":"simulated","status":{status}}}"#);
    let mut headers = vec![("content-type".to_owned(), "application/problem+json".to_owned())];
    headers.extend(more.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
    Reply::new(status, &headers, body.into_bytes())
}

fn no_answer(cause: &str) -> RemoteError {
    RemoteError::NoAnswer { cause: cause.to_owned() }
}

fn not_reached() -> RemoteError {
    RemoteError::NotReached { obstacle: Obstacle::Connect, cause: "refused".to_owned() }
}
