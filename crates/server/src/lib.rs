//! The server: configuration, wiring, listening.
#![forbid(unsafe_code)]

mod config;
mod connections;
mod demo;
mod listen;
mod wire;

pub mod demo_page;

pub use config::{Config, ConfigError, Https, LogFormat, OutboundAllow};
pub use connections::Connections;
pub use demo::{DemoFile, Places, demo_seed};
pub use listen::{ListenError, Listener};
pub use wire::{Running, StartError, Wired, open_store, serve, wire};
pub use {app, http};
