//! What can go wrong with the sandbox itself. What an action does wrong is a [`Failure`](contract::Failure), a value.

use std::path::PathBuf;

/// An error of the host, never of an action.
#[derive(Debug, thiserror::Error)]
pub enum SandboxError {
    /// The embedded guest is not WebAssembly.
    #[error("the guest is not a WebAssembly module")]
    GuestMalformed(#[source] wasmparser::BinaryReaderError),
    /// The embedded guest ends in the middle of a section.
    #[error("the guest ends inside of section {section}")]
    GuestTruncated {
        /// The section's id.
        section: u8,
    },
    /// Wasmtime refused the configuration, the guest or an image.
    #[error("WebAssembly engine: {step}")]
    Engine {
        /// What was being done.
        step: &'static str,
        /// What Wasmtime said.
        #[source]
        source: wasmtime::Error,
    },
    /// The runtime library does not load.
    #[error("the runtime library does not load: {message}")]
    Library {
        /// What it threw.
        message: String,
    },
    /// A thread could not be started.
    #[error("cannot start the thread {name}")]
    Thread {
        /// Its name.
        name: String,
        /// What the system said.
        #[source]
        source: std::io::Error,
    },
    /// Nothing counts the ticks any more by which executions are interrupted.
    #[error("the sandbox cannot interrupt what runs in it, and so runs nothing more: restart it")]
    StandStill,
    /// The image folder cannot be made.
    #[error("cannot make the image folder {}", path.display())]
    ImageFolder {
        /// The folder.
        path: PathBuf,
        /// What the system said.
        #[source]
        source: std::io::Error,
    },
}

impl SandboxError {
    pub(crate) fn engine(step: &'static str) -> impl FnOnce(wasmtime::Error) -> Self {
        move |source| Self::Engine { step, source }
    }
}
