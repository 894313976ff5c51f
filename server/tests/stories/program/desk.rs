//! A folder, a database, and the program between them.
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStderr, Command, Output, Stdio};
use tempfile::TempDir;
use testkit::{House, Kind};

/// Where somebody sits who runs the program.
pub struct Desk {
    folder: TempDir,
    database: String,
}

impl Desk {
    /// With an SQLite file that is not there yet.
    pub fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap(), database: "sqlite:clew.db".to_owned() }
    }

    /// In a house: on its database, with its administrator.
    pub fn of(house: &House) -> Self {
        Self { database: house.database().to_owned(), ..Self::new() }
    }

    /// On the kind of database the house has, with nothing in it.
    pub async fn bare(house: &House) -> Self {
        if house.kind() == Kind::Sqlite {
            return Self::new();
        }
        house.run("DROP SCHEMA public CASCADE").await.unwrap();
        house.run("CREATE SCHEMA public").await.unwrap();
        Self::of(house)
    }

    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    pub fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_clew"));
        command.args(args).current_dir(self.path()).stdin(Stdio::null()).env_clear();
        command.env("LANG", "en_GB.UTF-8").env("CLEW_DATABASE", &self.database).env("CLEW_CONNECTIONS", "4");
        command
    }

    pub fn run(&self, args: &[&str]) -> Output {
        self.command(args).output().unwrap()
    }

    /// What the program says when all goes well.
    pub fn says(&self, args: &[&str]) -> String {
        let output = self.run(args);
        assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    }

    /// All that the program says when it ends with a code.
    pub fn ends(&self, args: &[&str], code: i32) -> String {
        let output = self.run(args);
        let told = [output.stdout, output.stderr].map(|text| String::from_utf8(text).unwrap()).concat();
        assert_eq!(output.status.code(), Some(code), "{args:?}: {told}");
        told
    }

    /// Lays a file on the desk.
    pub fn put(&self, name: &str, content: impl AsRef<[u8]>) {
        std::fs::write(self.path().join(name), content).unwrap();
    }

    pub fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.path().join(name)).unwrap()
    }

    /// Files in the folder of uploads.
    pub fn uploads(&self) -> usize {
        std::fs::read_dir(self.path().join("data/imports")).map_or(0, Iterator::count)
    }
}

/// The path of a file of the project's sample.
pub fn sample(name: &str) -> String {
    let path: PathBuf = Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples").join(name);
    path.display().to_string()
}

/// A running server, ended with the test.
pub struct Served {
    pub child: Child,
    pub address: String,
    log: BufReader<ChildStderr>,
}

impl Served {
    pub fn start(desk: &Desk) -> Self {
        let mut command = desk.command(&["serve", "--addr", "127.0.0.1:0"]);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let log = BufReader::new(child.stderr.take().unwrap());
        let mut line = String::new();
        BufReader::new(child.stdout.as_mut().unwrap()).read_line(&mut line).unwrap();
        let address = line.trim().rsplit("http://").next().unwrap().to_owned();
        Self { child, address, log }
    }

    /// Asks, and has heard nothing yet.
    pub fn ask(&self, path: &str, token: &str) -> TcpStream {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        let request = format!(
            "GET {path} HTTP/1.1\r\nHost: {}\r\nAuthorization: Bearer {token}\r\nConnection: close\r\n\r\n",
            self.address
        );
        stream.write_all(request.as_bytes()).unwrap();
        stream
    }

    pub fn get(&self, path: &str, token: &str) -> String {
        let mut answer = String::new();
        self.ask(path, token).read_to_string(&mut answer).unwrap();
        answer
    }

    /// Asks it to end, as the system does.
    pub fn asked_to_end(&self) {
        let asked = Command::new("kill").args(["-TERM", &self.child.id().to_string()]).status().unwrap();
        assert!(asked.success());
    }

    /// Waits until it writes a word into its log.
    pub fn logs(&mut self, word: &str) {
        let mut line = String::new();
        while !line.contains(word) {
            line.clear();
            assert_ne!(self.log.read_line(&mut line).unwrap(), 0, "it has ended without {word}");
        }
    }

    /// Whether it has ended, and how.
    pub fn has_ended(&mut self) -> Option<bool> {
        self.child.try_wait().unwrap().map(|status| status.success())
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
