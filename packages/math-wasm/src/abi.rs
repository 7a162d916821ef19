//! How a page calls [`crate::answer`]: it pushes the bytes of a request, has it answered, and takes the bytes of the answer.
//! No address crosses the border, so nothing has to be allocated or freed by the caller, and no memory is read unsafely.
//!
//! `qerun_push(byte)` for each byte, then `qerun_answer() -> length`, then `qerun_byte(i)` for each `i` below it.

#![allow(unsafe_code)] // exports alone; there is no unsafe block in this crate

use std::cell::RefCell;

use crate::{answer, error::RequestError};

thread_local! {
    static REQUEST: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
    static ANSWER: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
}

/// Adds a byte to the request.
#[no_mangle]
pub extern "C" fn qerun_push(byte: u32) {
    REQUEST.with_borrow_mut(|request| request.push(byte.to_le_bytes()[0]));
}

/// Answers the request and forgets it. The length of the answer, bytes.
#[no_mangle]
pub extern "C" fn qerun_answer() -> u32 {
    let request = REQUEST.take();
    let text = match std::str::from_utf8(&request) {
        Ok(request) => answer(request),
        Err(_) => format!("error {}", RequestError::Encoding),
    };
    let length = u32::try_from(text.len()).unwrap_or(u32::MAX);
    ANSWER.set(text.into_bytes());
    length
}

/// A byte of the answer; 0 beyond its end.
#[no_mangle]
pub extern "C" fn qerun_byte(index: u32) -> u32 {
    let index = usize::try_from(index).unwrap_or(usize::MAX);
    ANSWER.with_borrow(|answer| answer.get(index).copied().map_or(0, u32::from))
}
