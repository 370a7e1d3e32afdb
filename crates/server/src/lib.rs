//! The server: configuration, wiring, listening.
#![forbid(unsafe_code)]

mod config;
mod connections;
mod demo;
mod demo_market;
mod examples;
mod listen;
mod npm;
mod stand_in;
mod wire;

pub mod demo_page;

pub use config::{Config, ConfigError, Https, LogFormat, OutboundAllow};
pub use connections::Connections;
pub use demo::{DemoFile, Places, demo_seed};
pub use demo_market::{DemoMarket, MarketFile};
pub use listen::{ListenError, Listener, Port};
pub use npm::{Npm, NpmStartError, NpmTableError, Scope, Token};
pub use stand_in::{PagesError, StandInSettings, router as stand_in_router};
pub use wire::{Running, StartError, Wired, open_store, serve, wire};
pub use {app, http};
