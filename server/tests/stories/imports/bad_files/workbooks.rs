//! Workbooks that nobody would save, written here byte by byte.

/// Numbers of a binary format, one behind the other.
pub fn numbers(numbers: &[(u64, usize)]) -> Vec<u8> {
    numbers.iter().flat_map(|(number, width)| number.to_le_bytes().into_iter().take(*width)).collect()
}

/// A part of a zip.
pub struct Part {
    name: &'static str,
    method: u64,
    size: usize,
    content: Vec<u8>,
}

impl Part {
    /// One that is not packed.
    fn plain(name: &'static str, content: &str) -> Self {
        Self { name, method: 0, size: content.len(), content: content.as_bytes().to_vec() }
    }

    /// What the heads of a part agree on.
    fn facts(&self) -> Vec<u8> {
        let (packed, size) = (self.content.len() as u64, self.size as u64);
        let sum = u64::from(checksum(&self.content));
        numbers(&[
            (20, 2),
            (0, 2),
            (self.method, 2),
            (0, 4),
            (sum, 4),
            (packed, 4),
            (size, 4),
            (self.name.len() as u64, 2),
            (0, 2),
        ])
    }
}

fn checksum(bytes: &[u8]) -> u32 {
    let shift = |sum: u32, _| (sum >> 1) ^ (0xEDB8_8320 & 0_u32.wrapping_sub(sum & 1));
    !bytes.iter().fold(!0, |sum, byte| (0..8).fold(sum ^ u32::from(*byte), shift))
}

fn zip(parts: &[Part]) -> Vec<u8> {
    let (mut file, mut directory) = (Vec::new(), Vec::new());
    for part in parts {
        directory.extend(numbers(&[(0x0201_4b50, 4), (20, 2)]));
        directory.extend(part.facts());
        directory.extend(numbers(&[(0, 8), (0, 2), (file.len() as u64, 4)]));
        directory.extend(part.name.bytes());
        file.extend(numbers(&[(0x0403_4b50, 4)]));
        file.extend(part.facts());
        file.extend(part.name.bytes());
        file.extend(&part.content);
    }
    let (count, start) = (parts.len() as u64, file.len() as u64);
    file.extend(&directory);
    file.extend(numbers(&[
        (0x0605_4b50, 4),
        (0, 4),
        (count, 2),
        (count, 2),
        (directory.len() as u64, 4),
        (start, 4),
        (0, 2),
    ]));
    file
}

const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// A workbook with this sheet and whatever else it has.
pub fn workbook(others: Vec<Part>) -> Vec<u8> {
    let related = |kind: &str, target: &str| {
        format!(
            r#"<Relationships><Relationship Id="r1" Type="{OFFICE}/{kind}" Target="{target}"/></Relationships>"#
        )
    };
    let sheets = format!(
        r#"<workbook xmlns:r="{OFFICE}"><sheets><sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>"#
    );
    let mut parts = vec![
        Part::plain("_rels/.rels", &related("officeDocument", "xl/workbook.xml")),
        Part::plain("xl/workbook.xml", &sheets),
        Part::plain("xl/_rels/workbook.xml.rels", &related("worksheet", "worksheets/sheet1.xml")),
    ];
    parts.extend(others);
    zip(&parts)
}

const SHEET: &str = "xl/worksheets/sheet1.xml";

pub fn sheet(rows: &str) -> Part {
    Part::plain(SHEET, &format!("<worksheet><sheetData>{rows}</sheetData></worksheet>"))
}

/// `<row/>` again and again, packed as tightly as a zip can: 14 bits for 43 of them.
pub fn bomb() -> Part {
    const TIMES: usize = 80_000;
    let mut bits = vec![1, 1, 0];
    let mut put = |code: u32, length: u32| bits.extend((0..length).rev().map(|at| (code >> at & 1) as u8));
    b"<row/>".iter().for_each(|letter| put(0x30 + u32::from(*letter), 8));
    // 258 bytes, from 6 bytes before.
    (0..TIMES).for_each(|_| {
        put(0b1100_0101, 8);
        put(0b00_1001, 6);
    });
    put(0, 7);
    let content = bits.chunks(8).map(|bits| bits.iter().rev().fold(0, |byte, bit| byte << 1 | bit)).collect();
    Part { name: SHEET, method: 8, size: 6 + 258 * TIMES, content }
}

/// A format of a megabyte that each of so many styles would copy.
pub fn greedy_styles() -> Part {
    let format = "0".repeat(1 << 20);
    let styles = r#"<xf numFmtId="200"/>"#.repeat(20_000);
    let formats = format!(r#"<numFmts><numFmt numFmtId="200" formatCode="{format}"/></numFmts>"#);
    Part::plain("xl/styles.xml", &format!("<styleSheet>{formats}<cellXfs>{styles}</cellXfs></styleSheet>"))
}

pub fn wide_sheet() -> Part {
    let cells: String = (0..300).map(|column| format!(r#"<c t="str"><v>c{column}</v></c>"#)).collect();
    sheet(&format!("<row>{cells}</row>"))
}

/// A text of a hundred kilobytes in each of two hundred cells.
pub fn heavy_row() -> Vec<u8> {
    let texts = format!("<sst><si><t>{}</t></si></sst>", "x".repeat(100_000));
    let names = r#"<c t="str"><v>name</v></c>"#.repeat(200);
    let cells = r#"<c t="s"><v>0</v></c>"#.repeat(200);
    workbook(vec![
        sheet(&format!("<row>{names}</row><row>{cells}</row>")),
        Part::plain("xl/sharedStrings.xml", &texts),
    ])
}
