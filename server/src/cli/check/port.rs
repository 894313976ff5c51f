//! Who listens where a server would.
use super::super::lang;
use messages::{Key, fill};
use std::io::ErrorKind;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::time::Duration;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

/// Who has not answered by then does not.
const PATIENCE: Duration = Duration::from_secs(3);
/// Many times what Clew says about its health.
const HEARD_MAX: u64 = 16 * 1024;
/// So much of what a stranger says is repeated.
const SAID_MAX: usize = 60;

/// What there is at an address.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Port {
    Free,
    /// A server of ours, which is as it should be.
    Clew,
    ClewWithoutDatabase,
    /// Somebody else, and how their answer begins.
    Stranger(String),
    /// No server could listen there.
    Refused(String),
}

impl Port {
    pub(super) async fn at(address: SocketAddr) -> Self {
        match TcpListener::bind(address).await {
            Ok(_) => Self::Free,
            Err(cause) if cause.kind() == ErrorKind::AddrInUse => Self::by_answer(&asked(address).await),
            Err(cause) => Self::Refused(cause.to_string()),
        }
    }

    /// By what was answered when asked for its health.
    fn by_answer(answer: &str) -> Self {
        // Others answer `ok` too, but do not number their requests.
        let is_clew = |health: &str| answer.contains("\nx-request-id: ") && answer.ends_with(health);
        if is_clew(r#"{"status":"ok"}"#) || is_clew(r#"{"status":"closing"}"#) {
            Self::Clew
        } else if is_clew(r#"{"status":"database"}"#) {
            Self::ClewWithoutDatabase
        } else {
            // Not as it is: it is somebody else's, and could move about on the terminal.
            let printable = answer.lines().next().unwrap_or_default().chars().filter(|c| !c.is_control());
            Self::Stranger(printable.take(SAID_MAX).collect())
        }
    }

    /// What is wrong with it.
    pub(super) fn finding(&self, address: SocketAddr) -> Option<String> {
        let lang = lang();
        let addr = ("addr", &address as &dyn std::fmt::Display);
        Some(match self {
            Self::Free | Self::Clew => return None,
            Self::ClewWithoutDatabase => fill(lang, Key::CliCheckNoDatabase, &[addr]),
            Self::Stranger(said) if said.is_empty() => fill(lang, Key::CliCheckSilent, &[addr]),
            Self::Stranger(said) => fill(lang, Key::CliCheckStranger, &[addr, ("said", said)]),
            Self::Refused(cause) => fill(lang, Key::CliCheckPort, &[addr, ("cause", cause)]),
        })
    }
}

/// What is answered to a question for `/healthz`, as far as it has come.
async fn asked(address: SocketAddr) -> String {
    let mut heard = Vec::new();
    // Cut off or in time: what was heard counts.
    let _ = tokio::time::timeout(PATIENCE, ask(within_reach(address), &mut heard)).await;
    String::from_utf8_lossy(&heard).into_owned()
}

async fn ask(address: SocketAddr, heard: &mut Vec<u8>) -> std::io::Result<()> {
    let mut stream = TcpStream::connect(address).await?;
    let question = format!("GET /healthz HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n");
    stream.write_all(question.as_bytes()).await?;
    stream.take(HEARD_MAX).read_to_end(heard).await?;
    Ok(())
}

/// Who listens on all addresses is asked on the machine's own.
fn within_reach(address: SocketAddr) -> SocketAddr {
    let own = match address.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => Ipv4Addr::LOCALHOST.into(),
        IpAddr::V6(ip) if ip.is_unspecified() => Ipv6Addr::LOCALHOST.into(),
        ip => ip,
    };
    SocketAddr::new(own, address.port())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_tells_who_gave_it() {
        let of = |status: &str, more: &str, body: &str| {
            Port::by_answer(&format!("HTTP/1.1 {status}\r\ncontent-length: 15\r\n{more}\r\n{body}"))
        };
        let number = "x-request-id: 5d1f\r\n";
        assert_eq!(of("200 OK", number, r#"{"status":"ok"}"#), Port::Clew);
        assert_eq!(of("503 Unavailable", number, r#"{"status":"closing"}"#), Port::Clew);
        assert_eq!(of("503 Unavailable", number, r#"{"status":"database"}"#), Port::ClewWithoutDatabase);
        assert_eq!(of("200 OK", "", r#"{"status":"ok"}"#), Port::Stranger("HTTP/1.1 200 OK".into()));
        assert_eq!(Port::by_answer("\u{1b}[2JSSH-2.0\r\n"), Port::Stranger("[2JSSH-2.0".into()));
        assert_eq!(Port::by_answer(""), Port::Stranger(String::new()));
    }

    #[test]
    fn all_addresses_are_asked_on_ones_own() {
        let asked = |address: &str| within_reach(address.parse().unwrap()).to_string();
        assert_eq!(asked("0.0.0.0:3000"), "127.0.0.1:3000");
        assert_eq!(asked("[::]:3000"), "[::1]:3000");
        assert_eq!(asked("192.0.2.7:80"), "192.0.2.7:80");
    }
}
