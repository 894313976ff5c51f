//! The stage: the whole router over a house, and visitors who make requests of it.
use axum::Router;
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::ConnectInfo;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, Request, Response, StatusCode, header};
use serde_json::Value;
use server::{Settings, Site, router};
use std::net::SocketAddr;
use std::sync::Arc;
use testkit::{Colleague, House};
use tower::ServiceExt;

/// The product, open for visitors.
pub struct Stage {
    pub site: Site,
    router: Router,
    // What is downloaded is written here first.
    _data: Arc<tempfile::TempDir>,
}

impl Stage {
    /// Over a house, with the standard settings.
    pub fn of(house: &House) -> Self {
        Self::with(house, |_| ())
    }

    /// Over a house, with other settings.
    pub fn with(house: &House, change: impl FnOnce(&mut Settings)) -> Self {
        let data = tempfile::tempdir().expect("a folder for files");
        let mut settings = Settings { data: data.path().to_owned(), ..Settings::default() };
        change(&mut settings);
        let site = Site::new(house.store().clone(), Arc::new(settings));
        Self { router: router(site.clone()), site, _data: Arc::new(data) }
    }

    /// Somebody nobody knows.
    pub fn stranger(&self) -> Visitor {
        Visitor::of(self.router.clone())
    }

    /// A person at a browser, signed in.
    pub async fn browser(&self, person: &Colleague) -> Visitor {
        let cookie = format!("clew_session={}", person.session().await);
        self.stranger().with("cookie", &cookie)
    }

    /// A program with a bearer token of a person, who must be allowed to make one.
    pub async fn program(&self, person: &Colleague) -> Visitor {
        let (_, secret) = person.desk().await.tokens().add("story").await.expect("a token");
        self.stranger().with("authorization", &format!("Bearer {secret}"))
    }
}

/// Someone who makes requests.
#[derive(Clone)]
pub struct Visitor {
    router: Router,
    headers: HeaderMap,
    socket: SocketAddr,
}

impl Visitor {
    /// A stranger to a router.
    pub fn of(router: Router) -> Self {
        Self { router, headers: HeaderMap::new(), socket: SocketAddr::from(([192, 0, 2, 77], 5000)) }
    }

    /// Whose requests come from this address.
    pub fn at(self, address: [u8; 4]) -> Self {
        Self { socket: SocketAddr::from((address, 5000)), ..self }
    }

    /// With another header on each request.
    pub fn with(mut self, name: &str, value: &str) -> Self {
        let name: HeaderName = name.parse().expect("the name of a header");
        self.headers.insert(name, HeaderValue::from_str(value).expect("the value of a header"));
        self
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.send(Method::GET, path, Body::empty(), None).await
    }

    pub async fn delete(&self, path: &str) -> Answer {
        self.send(Method::DELETE, path, Body::empty(), None).await
    }

    pub async fn post(&self, path: &str, body: Value) -> Answer {
        self.json(Method::POST, path, body).await
    }

    pub async fn put(&self, path: &str, body: Value) -> Answer {
        self.json(Method::PUT, path, body).await
    }

    pub async fn patch(&self, path: &str, body: Value) -> Answer {
        self.json(Method::PATCH, path, body).await
    }

    pub async fn json(&self, method: Method, path: &str, body: Value) -> Answer {
        self.send(method, path, Body::from(body.to_string()), Some("application/json")).await
    }

    /// As a plain page sends it.
    pub async fn form(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let body = domain::query::write(fields.iter().copied());
        self.send(Method::POST, path, Body::from(body), Some("application/x-www-form-urlencoded")).await
    }

    pub async fn send(&self, method: Method, path: &str, body: Body, kind: Option<&str>) -> Answer {
        let (head, body) = self.ask(method, path, body, kind).await.into_parts();
        let body = to_bytes(body, usize::MAX).await.expect("the whole answer");
        Answer { status: head.status, headers: head.headers, body }
    }

    /// The answer, whose body has yet to come.
    pub async fn ask(&self, method: Method, path: &str, body: Body, kind: Option<&str>) -> Response<Body> {
        let mut request = Request::builder().method(method).uri(path).header(header::HOST, "clew.test");
        for (name, value) in &self.headers {
            request = request.header(name, value);
        }
        if let Some(kind) = kind {
            request = request.header(header::CONTENT_TYPE, kind);
        }
        let request = request.extension(ConnectInfo(self.socket)).body(body).expect("a request");
        self.router.clone().oneshot(request).await.expect("an answer")
    }
}

/// What came back.
#[derive(Debug)]
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Bytes,
}

impl Answer {
    /// The JSON of an answer that is as it should be.
    pub fn json(&self) -> Value {
        assert!(self.status.is_success(), "{}: {}", self.status, self.text());
        serde_json::from_slice(&self.body).expect("JSON")
    }

    /// The problem of an answer with this status.
    pub fn problem(&self, status: u16) -> Value {
        assert_eq!(self.status, status, "{}", self.text());
        assert_eq!(self.header("content-type"), "application/problem+json");
        serde_json::from_slice(&self.body).expect("JSON")
    }

    /// The names of the wrong fields.
    pub fn wrong_fields(&self) -> Vec<String> {
        let problem = self.problem(422);
        let fields = problem["fields"].as_array().expect("fields");
        fields.iter().map(|field| field["field"].as_str().expect("a name").to_owned()).collect()
    }

    pub fn done(&self) {
        assert!(self.status.is_success(), "{}: {}", self.status, self.text());
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    pub fn cookies(&self) -> Vec<&str> {
        self.headers.get_all(header::SET_COOKIE).iter().filter_map(|value| value.to_str().ok()).collect()
    }

    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

/// Ids of the rows of a list.
pub fn ids(page: &Value) -> Vec<i64> {
    page["rows"].as_array().expect("rows").iter().map(|row| row["id"].as_i64().expect("an id")).collect()
}
