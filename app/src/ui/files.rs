//! Files that were dropped, pasted or chosen.
use js_sys::Reflect;
use wasm_bindgen::JsValue;

/// The files of a drop, of a clipboard or of an input, if there are any.
#[must_use]
pub fn files_of(from: &JsValue) -> Option<JsValue> {
    let files = Reflect::get(from, &"files".into()).ok()?;
    let length = Reflect::get(&files, &"length".into()).ok()?.as_f64()?;
    (length > 0.0).then_some(files)
}
