//! A file comes in: written away as it arrives, measured, and looked into for what it is. What is refused leaves
//! nothing behind.
use super::{Files, broken};
use crate::Site;
use crate::imports::SILENCE;
use axum::body::{Body, Bytes};
use axum::extract::Multipart;
use axum::extract::multipart::{Field, MultipartError};
use domain::attachment::{UNKNOWN, clean_name};
use domain::{About, FieldProblem, Problem};
use futures::{Stream, StreamExt};
use sha2::{Digest, Sha256};
use std::pin::pin;
use store::{Desk, NewAttachment};
use tokio::io::AsyncWriteExt;

/// Bytes that are looked at to find out what a file is.
const LOOK: usize = 8 * 1024;
/// The most fields of one form, the files among them.
const FIELDS: usize = 200;
/// A word that stands beside the files, in bytes.
const WORD_MAX: usize = 4 * 1024;

/// The row files arrive for, and where they are put.
pub(crate) struct Arriving<'a> {
    pub(crate) site: &'a Site,
    pub(crate) desk: &'a Desk,
    pub(crate) about: About,
}

/// What is still to be read of a form.
pub(crate) struct Unread {
    multipart: Multipart,
    fields: usize,
    /// What the next file is to be called, when a field says so.
    name: Option<String>,
}

impl Unread {
    pub(crate) const fn of(multipart: Multipart) -> Self {
        Self { multipart, fields: FIELDS, name: None }
    }
}

/// Why a line broke off does not matter to whom it belongs.
fn broken_off(cause: impl std::fmt::Display) -> Problem {
    tracing::debug!(%cause, "an upload broke off");
    Problem::field("file", FieldProblem::Malformed)
}

impl Arriving<'_> {
    fn too_large(&self) -> Problem {
        Problem::field("file", FieldProblem::TooLarge { max: (self.site.files.limit >> 20).max(1) })
    }

    /// The next file of a form, kept and still of no row.
    pub(crate) async fn next(&self, unread: &mut Unread) -> Result<Option<NewAttachment>, Problem> {
        while unread.fields > 0 {
            unread.fields -= 1;
            let next = tokio::time::timeout(SILENCE, unread.multipart.next_field()).await;
            let Some(field) = next.map_err(broken_off)?.map_err(|error| self.refused(&error))? else { break };
            match (field.name(), field.file_name().map(clean_name)) {
                (Some("name"), None) => unread.name = Some(word(field).await?),
                // A browser sends a file without a name when none was chosen.
                (Some("file"), Some(name)) if !name.is_empty() => {
                    let name = unread.name.take().unwrap_or(name);
                    return self.keep(&name, field.map(|part| part.map_err(broken_off))).await.map(Some);
                }
                (Some(_), _) => drop(word(field).await?),
                (None, _) => {}
            }
        }
        Ok(None)
    }

    fn refused(&self, error: &MultipartError) -> Problem {
        if error.status().as_u16() == 413 { self.too_large() } else { broken_off(error) }
    }

    /// Writes bytes away.
    async fn keep(
        &self,
        name: &str,
        parts: impl Stream<Item = Result<Bytes, Problem>> + Send,
    ) -> Result<NewAttachment, Problem> {
        let files = &self.site.files;
        let stored_as = self.desk.attachments().reserve(self.about).await.map_err(Problem::from)?;
        match self.write(files, &stored_as, parts).await {
            Ok(Written { size, sha256, kind }) => {
                let size = i64::try_from(size).unwrap_or(i64::MAX);
                Ok(NewAttachment { name: name.to_owned(), kind: kind.to_owned(), size, sha256, stored_as })
            }
            Err(problem) => {
                self.give_up(&stored_as).await;
                Err(problem)
            }
        }
    }

    /// The answer is right without it: the sweep finds what stays.
    pub(crate) async fn give_up(&self, stored_as: &str) {
        if let Err(error) = self.site.store.file_given_up(stored_as).await {
            tracing::warn!(%error, "an upload that was given up stays for a day");
        }
    }

    async fn write(
        &self,
        files: &Files,
        stored_as: &str,
        parts: impl Stream<Item = Result<Bytes, Problem>> + Send,
    ) -> Result<Written, Problem> {
        let mut parts = pin!(parts);
        let mut writer = files.writer(stored_as)?;
        let (mut size, mut digest, mut head) = (0_u64, Sha256::new(), Vec::new());
        let outcome: Result<(), Problem> = async {
            while let Some(part) = tokio::time::timeout(SILENCE, parts.next()).await.map_err(broken_off)? {
                let part = part?;
                size += part.len() as u64;
                if size > files.limit {
                    return Err(self.too_large());
                }
                digest.update(&part);
                head.extend_from_slice(&part[..part.len().min(LOOK - head.len())]);
                writer.put(part).await.map_err(broken)?;
            }
            if size == 0 { Err(Problem::field("file", FieldProblem::Empty)) } else { Ok(()) }
        }
        .await;
        if let Err(problem) = outcome {
            if let Err(error) = writer.abort().await {
                tracing::debug!(%error, "what was written of a refused file may stay");
            }
            self.read_out(parts, size).await;
            return Err(problem);
        }
        writer.shutdown().await.map_err(broken)?;
        let sha256 = crate::api::hex(&digest.finalize());
        Ok(Written { size, sha256, kind: kind_of(&head) })
    }

    /// Hears a sender out for a while: a browser that is still sending would not read the answer.
    async fn read_out(&self, mut parts: impl Stream<Item = Result<Bytes, Problem>> + Unpin, mut heard: u64) {
        let most = self.site.files.limit.saturating_mul(4);
        while heard < most {
            match tokio::time::timeout(SILENCE, parts.next()).await {
                Ok(Some(Ok(part))) => heard += part.len() as u64,
                _ => return,
            }
        }
    }
}

struct Written {
    size: u64,
    sha256: String,
    kind: &'static str,
}

/// A file that is the whole body of a request.
pub(crate) async fn raw(arriving: &Arriving<'_>, name: &str, body: Body) -> Result<NewAttachment, Problem> {
    let parts = body.into_data_stream().map(|part| part.map_err(broken_off));
    arriving.keep(name, parts).await
}

/// The text of a field that holds a word.
async fn word(mut field: Field<'_>) -> Result<String, Problem> {
    let name = field.name().unwrap_or_default().to_owned();
    let mut text = Vec::new();
    while let Some(bytes) =
        tokio::time::timeout(SILENCE, field.chunk()).await.map_err(broken_off)?.map_err(broken_off)?
    {
        if text.len() + bytes.len() > WORD_MAX {
            return Err(Problem::field(&name, FieldProblem::TooLong { max: WORD_MAX }));
        }
        text.extend_from_slice(&bytes);
    }
    String::from_utf8(text).map_err(|_| Problem::field(&name, FieldProblem::Malformed))
}

/// What a content is, found out from itself: what its name or its sender says does not count. What a browser might
/// run is nothing known.
fn kind_of(head: &[u8]) -> &'static str {
    let kind = infer::get(head).map_or(UNKNOWN, |kind| kind.mime_type());
    let is_run = kind.starts_with("text/") || kind.contains("xml") && !kind.contains("officedocument");
    if is_run { UNKNOWN } else { kind }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kind_is_found_in_the_content() {
        assert_eq!(kind_of(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"), "image/png");
        assert_eq!(kind_of(b"\xff\xd8\xff\xe0\0\x10JFIF"), "image/jpeg");
        assert_eq!(kind_of(b"GIF89a"), "image/gif");
        assert_eq!(kind_of(b"RIFF\x24\0\0\0WEBPVP8 "), "image/webp");
        assert_eq!(kind_of(b"%PDF-1.7"), "application/pdf");
    }

    #[test]
    fn what_a_browser_might_run_is_nothing_known() {
        for content in [
            "<!DOCTYPE html><script>alert(1)</script>",
            "<html><body>",
            "<?xml version=\"1.0\"?><svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>",
            "<svg onload=alert(1)>",
            "#!/bin/sh\nrm -rf",
            "plain words",
            "",
        ] {
            assert_eq!(kind_of(content.as_bytes()), UNKNOWN, "{content}");
        }
    }
}
