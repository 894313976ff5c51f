//! A workbook in the format of 1997, block by block.
use super::workbooks::numbers;

/// A block of a workbook in the format of 1997.
fn block(kind: u64, body: &[u8]) -> Vec<u8> {
    [&numbers(&[(kind, 2), (body.len() as u64, 2)])[..], body].concat()
}

fn label(row: u64, column: u64, text: &str) -> Vec<u8> {
    let head = numbers(&[(row, 2), (column, 2), (0, 2), (text.len() as u64, 2), (0, 1)]);
    block(0x0204, &[&head[..], text.as_bytes()].concat())
}

/// A workbook of 1997 with one person.
pub fn old_workbook() -> Vec<u8> {
    let begin = |kind| block(0x0809, &numbers(&[(0x0600, 2), (kind, 2), (0, 8), (0, 4)]));
    let (globals, end) = ([begin(5), block(0x00E0, &[0; 20])].concat(), block(0x000A, &[]));
    let listed = |start| block(0x0085, &numbers(&[(start, 4), (0, 2), (1, 1), (0, 1), (0x61, 1)]));
    let start = globals.len() + listed(0).len() + end.len();
    let cells = [label(0, 0, "LEADID"), label(0, 1, "Last Name"), label(1, 0, "1"), label(1, 1, "Grace")];
    let mut stream = [globals, listed(start as u64), end.clone(), begin(16), cells.concat(), end].concat();
    stream.resize(4096, 0);
    compound(&stream)
}

/// The folder of files in a file that such workbooks live in, with a stream of eight sectors.
fn compound(stream: &[u8]) -> Vec<u8> {
    const NONE: u64 = 0xFFFF_FFFF;
    const LAST: u64 = 0xFFFF_FFFE;
    let head = numbers(&[
        (0xE11A_B1A1_E011_CFD0, 8),
        (0, 8),
        (0, 8),
        (0x3E, 2),
        (3, 2),
        (0xFFFE, 2),
        (9, 2),
        (6, 2),
        (0, 6),
        (0, 4),
        (1, 4),
        (1, 4),
        (0, 4),
        (4096, 4),
        (LAST, 4),
        (0, 4),
        (LAST, 4),
        (0, 4),
        (0, 4),
    ]);
    let chain = [0xFFFF_FFFD, LAST].into_iter().chain(3..10).chain([LAST]);
    let chain = numbers(&chain.map(|sector| (sector, 4)).collect::<Vec<_>>());
    let entry = |name: &str, kind: u64, child: u64, start: u64, size: u64| {
        let mut entry: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let length = if name.is_empty() { 0 } else { entry.len() as u64 + 2 };
        entry.resize(64, 0);
        entry.extend(numbers(&[
            (length, 2),
            (kind, 1),
            (1, 1),
            (NONE, 4),
            (NONE, 4),
            (child, 4),
            (0, 8),
            (0, 8),
            (0, 4),
            (0, 8),
            (0, 8),
            (start, 4),
            (size, 8),
        ]));
        entry
    };
    let folder = [
        entry("Root Entry", 5, 1, LAST, 0),
        entry("Workbook", 2, NONE, 2, 4096),
        entry("", 0, NONE, 0, 0),
        entry("", 0, NONE, 0, 0),
    ];
    let sector = |mut bytes: Vec<u8>| {
        bytes.resize(512, 0xFF);
        bytes
    };
    [&sector(head)[..], &sector(chain), &folder.concat(), stream].concat()
}
