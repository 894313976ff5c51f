//! Where a request comes from.
use crate::Site;
use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};
use std::convert::Infallible;
use std::net::{IpAddr, SocketAddr};
use store::Entrance;

/// Where a request comes from, and with which browser.
#[derive(Debug, Clone)]
pub struct Client(pub Entrance);

impl FromRequestParts<Site> for Client {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, site: &Site) -> Result<Self, Infallible> {
        let socket = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip().to_canonical());
        let address = socket.map(|socket| behind(socket, &parts.headers, site));
        let device = parts.headers.get(header::USER_AGENT).and_then(|value| value.to_str().ok());
        Ok(Self(Entrance {
            address: address.map(|address| address.to_string()).unwrap_or_default(),
            device: device.unwrap_or_default().to_owned(),
        }))
    }
}

/// The address a trusted proxy asks for. Each proxy adds the one it was asked by at the end, so the
/// last that is not itself a trusted proxy is the client; what stands before it anyone may have written.
fn behind(socket: IpAddr, headers: &HeaderMap, site: &Site) -> IpAddr {
    let trusted =
        |address: &IpAddr| site.settings.trusted_proxies.iter().any(|network| network.contains(*address));
    if !trusted(&socket) {
        return socket;
    }
    let lines = headers.get_all("x-forwarded-for").iter().filter_map(|value| value.to_str().ok());
    let named: Vec<_> =
        lines.flat_map(|line| line.split(',')).map(|part| part.trim().parse::<IpAddr>()).collect();
    let mut nearest = socket;
    for address in named.into_iter().rev() {
        let Ok(address) = address else { break };
        nearest = address.to_canonical();
        if !trusted(&nearest) {
            break;
        }
    }
    nearest
}
