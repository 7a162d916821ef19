//! Reading what a user names. A device such as `/dev/zero` has no end, and a wrong file may be larger than the memory, so
//! every reader says how much it takes at most.

use std::fs::File;
use std::io::{Error, ErrorKind, Read, Result};
use std::path::Path;

/// All of a file, which may be a pipe, if it has `most` bytes or fewer.
///
/// # Errors
/// Those of the system; [`ErrorKind::FileTooLarge`], whose text names the limit. The caller names the file.
pub fn read(path: &Path, most: u64) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(path)?
        .take(most.saturating_add(1))
        .read_to_end(&mut bytes)?;
    match bytes.len() as u64 > most {
        true => Err(Error::new(
            ErrorKind::FileTooLarge,
            format!("it has more than {most} bytes"),
        )),
        false => Ok(bytes),
    }
}

/// The same as text.
///
/// # Errors
/// Those of [`read`]; [`ErrorKind::InvalidData`] for what is no UTF-8.
pub fn read_to_string(path: &Path, most: u64) -> Result<String> {
    String::from_utf8(read(path, most)?)
        .map_err(|_| Error::new(ErrorKind::InvalidData, "it is no UTF-8 text"))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn the_limit_is_the_last_length_that_is_read() {
        let path = std::env::temp_dir().join(format!("qerun-files-{}", std::process::id()));
        std::fs::write(&path, "12345").unwrap();
        assert_eq!(read(&path, 5).unwrap(), b"12345");
        assert_eq!(read_to_string(&path, u64::MAX).unwrap(), "12345");
        let error = read(&path, 4).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::FileTooLarge);
        assert_eq!(error.to_string(), "it has more than 4 bytes");
        std::fs::write(&path, [b'a', 0xff]).unwrap();
        let error = read_to_string(&path, 5).unwrap_err();
        assert_eq!(error.to_string(), "it is no UTF-8 text");
        std::fs::write(&path, "").unwrap();
        assert!(read(&path, 0).unwrap().is_empty());
        std::fs::remove_file(&path).unwrap();
    }

    #[test]
    fn what_has_no_end_and_what_is_not_there_is_refused() {
        let error = read(Path::new("/dev/zero"), 1_000).unwrap_err();
        assert_eq!(error.to_string(), "it has more than 1000 bytes");
        let error = read(Path::new("/none"), 1_000).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::NotFound);
        assert!(read(Path::new("/"), 1_000).is_err());
    }
}
