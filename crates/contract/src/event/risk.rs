//! How risky the login looks.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::shape;

shape! {
    /// How risky the login looks.
    RiskAssessment {
        /// How sure the host is that the login is the user's own.
        confidence: Confidence,
        /// The version of the assessment.
        version: String,
        /// Its parts.
        assessments: Assessments,
        ;
        /// What others say.
        supplemental: Supplemental,
    }

    /// The parts of an assessment.
    Assessments {
        ;
        /// Whether the device is known.
        #[serde(rename = "NewDevice")]
        new_device: NewDevice,
        /// Whether the user could have travelled so fast.
        #[serde(rename = "ImpossibleTravel")]
        impossible_travel: ImpossibleTravel,
        /// Whether the address is known to be bad.
        #[serde(rename = "UntrustedIP")]
        untrusted_ip: UntrustedIp,
        /// Whether an agent is at work.
        #[serde(rename = "AgentDetection")]
        agent_detection: AgentDetection,
    }

    /// Whether the device is known.
    NewDevice {
        /// `match`, `partial_match`, `no_match`, `initial_login`, `unknown_device`, `no_device_history` or `assessment_not_available`.
        code: String,
        /// How sure the host is.
        confidence: Confidence,
        ;
        /// `device` and `useragent`, each `known` or `unknown`.
        details: Map<String, Value>,
    }

    /// Whether the user could have travelled so fast.
    ImpossibleTravel {
        /// `minimal_travel_from_last_login`, `travel_from_last_login`, `substantial_travel_from_last_login`,
        /// `impossible_travel_from_last_login`, `invalid_travel`, `missing_geoip`, `anonymous_proxy`, `unknown_location`,
        /// `initial_login`, `location_history_not_found` or `assessment_not_available`.
        code: String,
        /// How sure the host is.
        confidence: Confidence,
    }

    /// Whether the address is known to be bad.
    UntrustedIp {
        /// `not_found_on_deny_list`, `found_on_deny_list`, `invalid_ip_address` or `assessment_not_available`.
        code: String,
        /// How sure the host is.
        confidence: Confidence,
        ;
        /// `category`, `ip`, `matches` and `source` of the list.
        details: Map<String, Value>,
    }

    /// Whether an agent is at work.
    AgentDetection {
        /// `unknown` or `verified_agent`.
        code: String,
        /// How sure the host is.
        confidence: Confidence,
        ;
        /// `provider` of the agent.
        details: Map<String, Value>,
    }

    /// What others say about the login.
    Supplemental {
        ;
        /// What Akamai says.
        akamai: Akamai,
    }

    /// What Akamai says about the login.
    Akamai {
        ;
        /// About bots.
        #[serde(rename = "akamaiBot")]
        akamai_bot: AkamaiBot,
        /// About the user.
        #[serde(rename = "akamaiUserRisk")]
        akamai_user_risk: AkamaiUserRisk,
    }

    /// What Akamai says about bots.
    AkamaiBot {
        ;
        /// The type of bot.
        #[serde(rename = "type")]
        kind: String,
        /// What Akamai did.
        action: String,
        /// The categories.
        #[serde(rename = "botCategory")]
        bot_category: Vec<String>,
        /// The score.
        #[serde(rename = "botScore")]
        bot_score: f64,
        /// The segment of the answer.
        #[serde(rename = "botScoreResponseSegment")]
        bot_score_response_segment: String,
        /// The botnet.
        #[serde(rename = "botnetId")]
        botnet_id: String,
    }

    /// What Akamai says about the user.
    AkamaiUserRisk {
        ;
        /// What Akamai did.
        action: String,
        /// Whether the user is on an allow list.
        allow: f64,
        /// The domain of the e-mail address.
        #[serde(rename = "emailDomain")]
        email_domain: String,
        /// General indicators.
        general: Map<String, Value>,
        /// The user's id at Akamai's customer.
        ouid: String,
        /// The request's id.
        requestid: String,
        /// Indicators of risk.
        risk: Map<String, Value>,
        /// The score.
        score: f64,
        /// The status.
        status: f64,
        /// Indicators of trust.
        trust: Map<String, Value>,
        /// The user name.
        username: String,
        /// Akamai's id of the user.
        uuid: String,
    }
}

/// How sure the host is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Confidence {
    /// Probably not the user.
    Low,
    /// Perhaps the user.
    Medium,
    /// Probably the user.
    High,
    /// Nothing is known.
    #[default]
    Neutral,
}
