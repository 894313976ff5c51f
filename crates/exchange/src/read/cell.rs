//! The text a person sees in a workbook's cell.

use crate::time;
use calamine::{DataType, ExcelDateTime};
use chrono::{DurationRound, NaiveDateTime, TimeDelta};
use std::fmt::Write;

/// `pad` is the number of digits a format like `000000` asks for.
pub(crate) fn text<D: DataType>(value: &D, pad: usize, out: &mut String) {
    out.clear();
    if let Some(text) = value.get_string() {
        out.push_str(text);
    } else if let Some(number) = value.get_float() {
        float(number, pad, out);
    } else if let Some(number) = value.get_int() {
        push(out, format_args!("{number:0pad$}"));
    } else if let Some(truth) = value.get_bool() {
        out.push_str(if truth { "TRUE" } else { "FALSE" });
    } else if let Some(moment) = value.get_datetime() {
        date(moment, out);
    } else if let Some(iso) = value.get_datetime_iso() {
        match time::parse_time(iso) {
            Some(moment) => moment_text(moment, out),
            None => out.push_str(iso),
        }
    } else if let Some(iso) = value.get_duration_iso() {
        out.push_str(iso);
    } else if let Some(error) = value.get_error() {
        push(out, format_args!("{error}"));
    }
}

/// Writing into a `String` can not fail.
fn push(out: &mut String, text: std::fmt::Arguments<'_>) {
    let _ = out.write_fmt(text);
}

/// Telephone numbers are often stored as numbers: digits, no `.0` and no exponent.
fn float(number: f64, pad: usize, out: &mut String) {
    if number.fract() == 0.0 {
        return push(out, format_args!("{number:0pad$.0}"));
    }
    // Fifteen digits are all a spreadsheet shows; the rest is the noise of binary fractions.
    let shown = format!("{number:.14e}").parse::<f64>().unwrap_or(number);
    push(out, format_args!("{shown}"));
}

fn date(moment: ExcelDateTime, out: &mut String) {
    let serial = moment.as_f64();
    if moment.is_duration() || (0.0..1.0).contains(&serial) {
        let seconds = (serial * 86_400.0).round() as i64;
        let sign = if seconds < 0 { "-" } else { "" };
        let seconds = seconds.abs();
        let (hours, minutes) = (seconds / 3600, seconds / 60 % 60);
        return push(out, format_args!("{sign}{hours:02}:{minutes:02}:{:02}", seconds % 60));
    }
    match moment.as_datetime() {
        Some(moment) => moment_text(moment, out),
        None => push(out, format_args!("{serial}")),
    }
}

/// To the nearest second: serials are fractions of a day and come out as 23:02:59.999.
fn moment_text(moment: NaiveDateTime, out: &mut String) {
    let moment = moment.duration_round(TimeDelta::seconds(1)).unwrap_or(moment);
    push(out, format_args!("{}", moment.format("%Y-%m-%d %H:%M:%S")));
}
