//! How the user was authenticated, and what they may do.

use super::{RiskAssessment, Supplemental, shape};

shape! {
    /// How the user was authenticated.
    Authentication {
        /// The methods used so far.
        #[serde(default)]
        methods: Vec<AuthenticationMethod>,
        ;
        /// How risky the login looks.
        #[serde(rename = "riskAssessment")]
        risk_assessment: RiskAssessment,
    }

    /// A method by which the user was authenticated.
    AuthenticationMethod {
        /// `federated`, `pwd`, `passkey`, `sms`, `email`, `phone_number`, `mfa`, `mock` or a URL of your own.
        name: String,
        /// When, ISO 8601.
        timestamp: String,
        ;
        /// The factor, for `mfa`.
        #[serde(rename = "type")]
        factor: String,
    }

    /// What the user may do.
    Authorization {
        /// The names of the user's roles.
        roles: Vec<String>,
    }

    /// What is known of a registration's risk.
    RegistrationAuthentication {
        ;
        /// How risky it looks.
        #[serde(rename = "riskAssessment")]
        risk_assessment: RegistrationRisk,
    }

    /// How risky a registration looks.
    RegistrationRisk {
        ;
        /// What others say.
        supplemental: Supplemental,
    }
}
