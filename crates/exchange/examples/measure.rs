//! How long large tables take: `cargo run --release -p exchange --example measure -- [ROWS]`.

use exchange::{CellOut, Format, ReadOptions, Table, Writer};
use std::error::Error;
use std::time::Instant;

const COLUMNS: usize = 20;

fn main() -> Result<(), Box<dyn Error>> {
    let rows: i64 = std::env::args().nth(1).map_or(Ok(100_000), |rows| rows.parse())?;
    for format in [Format::Xlsx, Format::Csv] {
        let path =
            std::env::temp_dir().join(format!("clew-measure-{}.{}", std::process::id(), format.extension()));
        let begin = Instant::now();
        let mut writer = Writer::create(&path, format, "线索", &["企业名称"; COLUMNS], &[])?;
        for row in 0..rows {
            let mut cells = [CellOut::Text("北京示例科技有限公司"); COLUMNS];
            cells[0] = CellOut::Number(row);
            writer.write_row(&cells)?;
        }
        writer.finish()?;
        let written = begin.elapsed();
        let begin = Instant::now();
        let mut table = Table::open(&path, "", &ReadOptions::default())?;
        let opened = begin.elapsed();
        let count = table.rows()?.filter(Result::is_ok).count();
        println!(
            "{format:?}: {rows} rows written in {written:.2?}, opened in {opened:.2?}, {count} read in {:.2?}",
            begin.elapsed()
        );
        std::fs::remove_file(&path)?;
    }
    if let Ok(status) = std::fs::read_to_string("/proc/self/status") {
        status.lines().filter(|line| line.starts_with("VmHWM")).for_each(|line| println!("{line}"));
    }
    Ok(())
}
