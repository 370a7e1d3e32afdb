//! The pictures of a package: which there may be, and whether they are what their names say.

use super::{LOGO, Package};
use crate::MemberPath;

/// The largest picture, in bytes.
pub const PICTURE_BYTES: usize = 1 << 20;
/// How wide and how high the logo is, in pixels.
pub const LOGO_SIZE: (u32, u32) = (256, 256);
/// How wide and how high a column is, in pixels.
pub const COLUMN_SIZE: (u32, u32) = (460, 260);
/// How wide and how high any other picture is at most, in pixels.
pub const LARGEST: (u32, u32) = (4096, 4096);
/// The columns: up to three pictures beside what the integration is good for.
pub const COLUMNS: [&str; 3] = [
    "media/460x260-column-1.png",
    "media/460x260-column-2.png",
    "media/460x260-column-3.png",
];

/// What is wrong with a picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MediaProblem {
    /// Its path.
    pub path: String,
    /// What is wrong.
    pub fault: MediaFault,
}

/// What can be wrong with a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum MediaFault {
    /// There is no logo.
    #[error("is missing")]
    Missing,
    /// Not a PNG.
    #[error("is no PNG")]
    NotPng,
    /// More bytes than a page should load.
    #[error("has {bytes} bytes, more than {PICTURE_BYTES}")]
    TooLarge {
        /// How many.
        bytes: usize,
    },
    /// Another size than its place has.
    #[error("is {}x{} pixels, not {}x{}", .found.0, .found.1, .wanted.0, .wanted.1)]
    Size {
        /// Its width and height.
        found: (u32, u32),
        /// Those it has to have.
        wanted: (u32, u32),
    },
    /// More pixels than any screen has.
    #[error("is {}x{} pixels, more than {}x{}", .found.0, .found.1, LARGEST.0, LARGEST.1)]
    TooManyPixels {
        /// Its width and height.
        found: (u32, u32),
    },
    /// A logo that no other ground shines through.
    #[error("has no transparency")]
    Opaque,
    /// A picture that is shown nowhere.
    #[error("is shown nowhere")]
    Unused,
}

impl MediaFault {
    /// What to do about it.
    pub fn mend(&self) -> &'static str {
        match self {
            Self::Missing => "add a PNG of 256x256 pixels",
            Self::NotPng => "save it as PNG",
            Self::TooLarge { .. } => "save it with fewer colours or better compression",
            Self::Size { .. } => "save it in that size",
            Self::TooManyPixels { .. } => "save it smaller",
            Self::Opaque => "save it with a transparent background",
            Self::Unused => "name it as `use_case.diagram`, rename it, or leave it out",
        }
    }
}

/// What the head of a PNG says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Png {
    /// Its width, in pixels.
    pub width: u32,
    /// Its height, in pixels.
    pub height: u32,
    /// Whether parts of it can be transparent.
    pub is_transparent: bool,
}

const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n";

impl Png {
    /// Reads the head of a PNG; none if it is none.
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let chunks = bytes.strip_prefix(SIGNATURE)?;
        let (kind, head, rest) = chunk(chunks)?;
        if kind != b"IHDR" || head.len() != 13 {
            return None;
        }
        let (width, head) = head.split_first_chunk()?;
        let (height, head) = head.split_first_chunk()?;
        let (width, height) = (u32::from_be_bytes(*width), u32::from_be_bytes(*height));
        if width == 0 || height == 0 {
            return None;
        }
        let has_alpha = matches!(head.get(1)?, 4 | 6);
        Some(Self {
            width,
            height,
            is_transparent: has_alpha || has_transparency(rest),
        })
    }
}

/// The kind and content of the first chunk, and what follows its checksum.
fn chunk(bytes: &[u8]) -> Option<(&[u8], &[u8], &[u8])> {
    let (length, rest) = bytes.split_first_chunk()?;
    let (kind, rest) = rest.split_at_checked(4)?;
    let length = usize::try_from(u32::from_be_bytes(*length)).ok()?;
    let (content, rest) = rest.split_at_checked(length)?;
    Some((kind, content, rest.get(4..)?))
}

/// Whether a palette or a colour has a transparent part, which is said before the pixels.
fn has_transparency(mut chunks: &[u8]) -> bool {
    while let Some((kind, _, rest)) = chunk(chunks) {
        match kind {
            b"tRNS" => return true,
            b"IDAT" => return false,
            _ => chunks = rest,
        }
    }
    false
}

/// What is wrong with the pictures of a package.
pub fn problems(package: &Package) -> Vec<MediaProblem> {
    let mut problems = Vec::new();
    if package.logo().is_none() {
        problems.push(MediaProblem {
            path: LOGO.to_owned(),
            fault: MediaFault::Missing,
        });
    }
    let diagram = package.manifest().use_case.diagram.as_deref();
    let pictures = package.members().iter();
    for (path, bytes) in pictures.filter(|(path, _)| path.as_str().ends_with(".png")) {
        problems.extend(
            faults(path, bytes, diagram)
                .into_iter()
                .map(|fault| MediaProblem {
                    path: path.to_string(),
                    fault,
                }),
        );
    }
    problems
}

fn faults(path: &MemberPath, bytes: &[u8], diagram: Option<&str>) -> Vec<MediaFault> {
    let mut faults = Vec::new();
    let path = path.as_str();
    let wanted = match path {
        LOGO => Some(LOGO_SIZE),
        _ if COLUMNS.contains(&path) => Some(COLUMN_SIZE),
        _ => None,
    };
    if wanted.is_none() && diagram != Some(path) {
        faults.push(MediaFault::Unused);
    }
    if bytes.len() > PICTURE_BYTES {
        let bytes = bytes.len();
        faults.push(MediaFault::TooLarge { bytes });
    }
    let Some(png) = Png::read(bytes) else {
        faults.push(MediaFault::NotPng);
        return faults;
    };
    let found = (png.width, png.height);
    match wanted {
        Some(wanted) if wanted != found => faults.push(MediaFault::Size { found, wanted }),
        None if found.0 > LARGEST.0 || found.1 > LARGEST.1 => {
            faults.push(MediaFault::TooManyPixels { found });
        }
        _ => {}
    }
    if path == LOGO && !png.is_transparent {
        faults.push(MediaFault::Opaque);
    }
    faults
}
