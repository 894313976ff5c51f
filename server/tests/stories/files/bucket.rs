//! The same in a bucket: a server that speaks S3 checks each signature.
use super::{PNG, below, program, sends};
use crate::stage::Stage;
use hyper_util::rt::{TokioExecutor, TokioIo};
use hyper_util::server::conn::auto::Builder;
use s3s::auth::SimpleAuth;
use s3s::service::S3ServiceBuilder;
use s3s_fs::FileSystem;
use server::files::{Lost, compare, sweep};
use server::settings::{Secret, Storage};
use tempfile::TempDir;
use testkit::{House, on_both};
use tokio::net::TcpListener;

/// A bucket that lives as long as the story.
async fn bucket() -> (TempDir, String) {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("crm")).unwrap();
    let mut service = S3ServiceBuilder::new(FileSystem::new(folder.path()).unwrap());
    service.set_auth(SimpleAuth::from_single("clew", "hush-hush"));
    let service = service.build();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let endpoint = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move {
        while let Ok((socket, _)) = listener.accept().await {
            let service = service.clone();
            tokio::spawn(async move {
                let _ =
                    Builder::new(TokioExecutor::new()).serve_connection(TokioIo::new(socket), service).await;
            });
        }
    });
    (folder, endpoint)
}

fn stage(house: &House, endpoint: &str, secret: &str) -> Stage {
    Stage::with(house, |settings| {
        settings.files.storage = Storage::Bucket {
            bucket: "crm".into(),
            prefix: "clew/files".into(),
            endpoint: Some(endpoint.into()),
            region: "us-east-1".into(),
            key: Some(("clew".into(), Secret::from(secret))),
        };
    })
}

on_both! {
    async fn files_lie_in_a_bucket(house: House) {
        let (folder, endpoint) = bucket().await;
        let stage = stage(&house, &endpoint, "hush-hush");
        let (program, customer) = program(&stage, &house).await;
        // More than one part, so that it goes piece by piece.
        let large: Vec<u8> = (0..12_000_000_u32).map(|at| at.to_le_bytes()[1]).collect();
        for (name, content) in [("a.png", PNG), ("b.bin", &large)] {
            let told = sends(&program, &below(customer), name, content).await.json();
            assert_eq!(told["size"], content.len());
            let out = program.get(told["content"].as_str().unwrap()).await;
            assert!(out.body == content, "{name} comes back as it went");
            if name == "a.png" {
                program.delete(&format!("/api/v1/attachments/{}", told["id"])).await.done();
            }
        }
        assert!(folder.path().join("crm/clew/files").is_dir(), "below the prefix");
        assert_eq!(stage.site.files.names().await.unwrap().len(), 2);
        assert_eq!(compare(house.store(), &stage.site.files).await.unwrap(), Lost::default());
        house.clock().pass_days(31);
        assert_eq!(sweep(house.store(), &stage.site.files).await.unwrap(), 1);
        assert_eq!(stage.site.files.names().await.unwrap().len(), 1);
        assert_eq!(compare(house.store(), &stage.site.files).await.unwrap(), Lost::default());
    }

    async fn a_wrong_secret_opens_nothing_and_is_told_to_nobody(house: House) {
        let (_folder, endpoint) = bucket().await;
        let stage = stage(&house, &endpoint, "not-the-secret");
        let (program, customer) = program(&stage, &house).await;
        let refused = sends(&program, &below(customer), "a.png", PNG).await;
        let told = refused.problem(500).to_string();
        assert!(!told.contains("secret") && !told.contains("clew/files"), "{told}");
        assert!(program.get(&below(customer)).await.json().as_array().unwrap().is_empty());
        assert!(!format!("{:?}", stage.site.settings).contains("not-the-secret"));
    }
}

#[tokio::test]
async fn a_client_for_https_can_be_made() {
    let settings = server::Settings {
        files: server::settings::Keeping {
            storage: Storage::Bucket {
                bucket: "crm".into(),
                prefix: String::new(),
                endpoint: Some("https://127.0.0.1:9".into()),
                region: "us-east-1".into(),
                key: Some(("clew".into(), Secret::from("x"))),
            },
            limit: 1,
        },
        ..server::Settings::default()
    };
    let files = server::files::Files::of(&settings);
    let refused = tokio::time::timeout(std::time::Duration::from_millis(500), files.names()).await;
    assert!(!matches!(refused, Ok(Ok(_))), "nobody listens there, and nothing panicked on the way");
}
