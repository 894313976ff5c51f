//! One connection to the server, kept open.
use http::{Request, StatusCode, header};
use http_body_util::{BodyExt as _, Full};
use hyper::body::Bytes;
use hyper::client::conn::http1::{SendRequest, handshake};
use hyper_util::rt::TokioIo;
use std::io::{Error, Result};
use std::time::{Duration, Instant};
use tokio::net::TcpStream;

/// How a request says who it is from.
#[derive(Clone)]
pub enum Who {
    /// A bearer token of the REST API.
    Token(String),
    /// A browser's session cookie.
    Session(String),
    /// Nobody.
    Nobody,
}

/// A connection.
pub struct Client {
    send: SendRequest<Full<Bytes>>,
    addr: String,
}

/// What came back.
pub struct Answer {
    /// The status.
    pub status: StatusCode,
    /// The `Set-Cookie` headers.
    pub cookies: Vec<String>,
    /// The body.
    pub body: Bytes,
    /// From the first byte sent to the last byte received.
    pub took: Duration,
}

fn io(error: impl std::error::Error + Send + Sync + 'static) -> Error {
    Error::other(error)
}

impl Client {
    /// Connects.
    ///
    /// # Errors
    /// When the server does not answer.
    pub async fn connect(addr: &str) -> Result<Self> {
        let stream = TcpStream::connect(addr).await?;
        stream.set_nodelay(true)?;
        let (send, connection) = handshake(TokioIo::new(stream)).await.map_err(io)?;
        tokio::spawn(connection);
        Ok(Self { send, addr: addr.to_owned() })
    }

    /// Gets a page or an answer of the API.
    ///
    /// # Errors
    /// When the connection breaks.
    pub async fn get(&mut self, path: &str, who: &Who) -> Result<Answer> {
        self.send(self.request("GET", path, who), Bytes::new()).await
    }

    /// Sends a form.
    ///
    /// # Errors
    /// When the connection breaks.
    pub async fn post(&mut self, path: &str, form: String) -> Result<Answer> {
        let request = self
            .request("POST", path, &Who::Nobody)
            .header(header::ORIGIN, format!("http://{}", self.addr))
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.send(request, form.into()).await
    }

    /// Sends JSON, as a program with a token or as a page with a session.
    ///
    /// # Errors
    /// When the connection breaks.
    pub async fn json(
        &mut self,
        method: &str,
        path: &str,
        who: &Who,
        body: &serde_json::Value,
    ) -> Result<Answer> {
        let request = self
            .request(method, path, who)
            .header(header::ORIGIN, format!("http://{}", self.addr))
            .header(header::CONTENT_TYPE, "application/json");
        self.send(request, body.to_string().into()).await
    }

    fn request(&self, method: &str, path: &str, who: &Who) -> http::request::Builder {
        let request = Request::builder().method(method).uri(path).header(header::HOST, &self.addr);
        match who {
            Who::Token(token) => request.header(header::AUTHORIZATION, format!("Bearer {token}")),
            Who::Session(cookie) => request.header(header::COOKIE, cookie),
            Who::Nobody => request,
        }
    }

    async fn send(&mut self, request: http::request::Builder, body: Bytes) -> Result<Answer> {
        let request = request.body(Full::new(body)).map_err(io)?;
        self.send.ready().await.map_err(io)?;
        let began = Instant::now();
        let response = self.send.send_request(request).await.map_err(io)?;
        let status = response.status();
        let cookies = response.headers().get_all(header::SET_COOKIE).iter();
        let cookies = cookies.filter_map(|cookie| cookie.to_str().ok().map(str::to_owned)).collect();
        let body = response.into_body().collect().await.map_err(io)?.to_bytes();
        Ok(Answer { status, cookies, body, took: began.elapsed() })
    }
}
