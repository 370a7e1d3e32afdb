//! `api.samlResponse` of post-login. Of every setting the last write wins; only a SAML login uses them.

use super::Returns::Void;
use super::param::{Param, Shape, boolean, number, one_of, text, texts};
use super::table;

table![
    /// Sets an attribute of the assertion: a string, number, boolean or array. Null removes it.
    Command "samlResponse.setAttribute" [text("name"), Param::new("value", Shape::Json)] Void;
    /// Sets the audience; else the issuer of the SAML request.
    Command "samlResponse.setAudience" [text("audience")] Void;
    /// Sets the recipient; else the assertion consumer service's URL.
    Command "samlResponse.setRecipient" [text("recipient")] Void;
    /// Sets the destination; else the assertion consumer service's URL.
    Command "samlResponse.setDestination" [text("destination")] Void;
    /// Sets the relay state.
    Command "samlResponse.setRelayState" [text("relayState")] Void;
    /// Sets the issuer; else `urn:auth0:<tenant>`.
    Command "samlResponse.setIssuer" [text("issuer")] Void;
    /// Whether a UPN claim is made (default true).
    Command "samlResponse.setCreateUpnClaim" [boolean("createUpnClaim")] Void;
    /// Whether claims without a mapping pass through (default true).
    Command "samlResponse.setPassthroughClaimsWithNoMapping" [boolean("passthroughClaimsWithNoMapping")] Void;
    /// Whether unknown claims keep their names (default false: a prefix is added).
    Command "samlResponse.setMapUnknownClaimsAsIs" [boolean("mapUnknownClaimsAsIs")] Void;
    /// Whether identity fields are mapped (default true).
    Command "samlResponse.setMapIdentities" [boolean("mapIdentities")] Void;
    /// Sets the signature algorithm (default rsa-sha256).
    Command "samlResponse.setSignatureAlgorithm" [one_of("signatureAlgorithm", &["rsa-sha256", "rsa-sha1"])] Void;
    /// Sets the digest algorithm (default sha256).
    Command "samlResponse.setDigestAlgorithm" [one_of("digestAlgorithm", &["sha256", "sha1"])] Void;
    /// Sets how long the assertion is valid (default 3600).
    Command "samlResponse.setLifetimeInSeconds" [number("lifetimeInSeconds")] Void;
    /// Whether the response is signed instead of the assertion (default false).
    Command "samlResponse.setSignResponse" [boolean("signResponse")] Void;
    /// Sets the format of the name identifier (default unspecified).
    Command "samlResponse.setNameIdentifierFormat" [text("nameIdentifierFormat")] Void;
    /// Sets the attributes tried, in order, for the name identifier.
    Command "samlResponse.setNameIdentifierProbes" [texts("nameIdentifierProbes")] Void;
    /// Sets the authentication context class (default unspecified).
    Command "samlResponse.setAuthnContextClassRef" [text("authnContextClassRef")] Void;
    /// Sets the certificate (PEM) with which SAML requests must be signed.
    Command "samlResponse.setSigningCert" [text("signingCert")] Void;
    /// Whether attributes carry a name format (default true).
    Command "samlResponse.setIncludeAttributeNameFormat" [boolean("includeAttributeNameFormat")] Void;
    /// Whether attributes carry a type (default true).
    Command "samlResponse.setTypedAttributes" [boolean("typedAttributes")] Void;
    /// Sets the certificate (PEM) the assertion is encrypted for; needs the public key too.
    Command "samlResponse.setEncryptionCert" [text("encryptionCert")] Void;
    /// Sets the public key (PEM) the assertion is encrypted with; needs the certificate too.
    Command "samlResponse.setEncryptionPublicKey" [text("encryptionPublicKey")] Void;
    /// Sets the encryption algorithm (default aes256-cbc).
    Command "samlResponse.setEncryptionAlgorithm" [one_of("encryptionAlgorithm", &["aes256-gcm", "aes256-cbc"])] Void;
    /// Sets the certificate (PEM) of the signing key; needs the key too.
    Command "samlResponse.setCert" [text("cert")] Void;
    /// Sets the signing key (PEM); needs the certificate too.
    Command "samlResponse.setKey" [text("key")] Void;
];
