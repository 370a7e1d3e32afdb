// A rebuilt example: a service scores the login, and a high score asks for a second factor or refuses.
//: configuration RISK_REGION DENY_ABOVE MFA_ABOVE FAIL_OPEN
//= event user.user_id
//= event user.email
//= event user.phone_number
//= event request.ip
//= event request.user_agent
//= event request.language
//= event authentication.riskAssessment.confidence
//= event authentication.riskAssessment.assessments.NewDevice.code
//= event connection.strategy
//= event session.id
//= event transaction.metadata.risk_score
//= api access.deny
//= api authentication.challengeWithAny
//= api cache.get
//= api cache.set
//= api idToken.setCustomClaim https://risk.example/reasons https://risk.example/score https://risk.example/label-*
//= api transaction.setMetadata risk_score
//= host *.risk.example
const CLAIMS = 'https://risk.example/';

class RiskService {
  constructor({ secrets, configuration }) {
    this.key = secrets.RISK_API_KEY;
    this.base = `https://${configuration.RISK_REGION}.risk.example`;
  }

  async score(facts) {
    const response = await fetch(`${this.base}/v3/score`, {
      method: 'POST',
      headers: { 'x-api-key': this.key },
      body: JSON.stringify(facts),
      signal: AbortSignal.timeout(3000),
    });
    if (!response.ok) throw new Error(`status ${response.status}`);
    return response.json();
  }
}

const factsOf = ({ user, request, connection, session, authentication: { riskAssessment: risk } = {} }) => ({
  account: user.user_id,
  email: user.email,
  phone: user.phone_number,
  ip: request.ip,
  device: [request.user_agent, request.language],
  strategy: connection.strategy,
  session: session?.id,
  confidence: risk?.confidence,
  newDevice: risk?.assessments?.NewDevice?.code,
});

exports.onExecutePostLogin = async (event, api) => {
  if (event.transaction?.metadata.risk_score !== undefined) return;
  const cached = api.cache.get(event.user.user_id);
  let result = cached && JSON.parse(cached.value);
  if (!result) {
    try {
      result = await new RiskService(event).score(factsOf(event));
      api.cache.set(event.user.user_id, JSON.stringify(result), { ttl: 60000 });
    } catch {
      if (event.configuration.FAIL_OPEN !== 'true') api.access.deny('Please try again later.');
      return;
    }
  }
  api.transaction.setMetadata('risk_score', result.score);
  for (const part of ['score', 'reasons']) {
    api.idToken.setCustomClaim(CLAIMS + part, result[part]);
  }
  for (const [name, value] of Object.entries(result.labels ?? {})) {
    api.idToken.setCustomClaim(`${CLAIMS}label-${name}`, value);
  }
  if (result.score >= Number(event.configuration.DENY_ABOVE)) {
    api.access.deny('This login was refused.');
  } else if (result.score >= Number(event.configuration.MFA_ABOVE)) {
    api.authentication.challengeWithAny([{ type: 'otp' }, { type: 'email' }]);
  }
};
