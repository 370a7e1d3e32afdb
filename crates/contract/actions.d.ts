// What an action sees and may ask for, trigger by trigger.
// Generated from the contract crate; do not edit. A test tells when it is out of date.

/// <reference path="declarations/shared.d.ts" />
/// <reference path="declarations/post-login.event.d.ts" />
/// <reference path="declarations/post-login.d.ts" />
/// <reference path="declarations/credentials-exchange.event.d.ts" />
/// <reference path="declarations/credentials-exchange.d.ts" />
/// <reference path="declarations/pre-user-registration.event.d.ts" />
/// <reference path="declarations/pre-user-registration.d.ts" />
/// <reference path="declarations/post-user-registration.event.d.ts" />
/// <reference path="declarations/post-user-registration.d.ts" />
/// <reference path="declarations/post-change-password.event.d.ts" />
/// <reference path="declarations/post-change-password.d.ts" />
/// <reference path="declarations/send-phone-message.event.d.ts" />
/// <reference path="declarations/send-phone-message.d.ts" />
