// Names of credentials, and where they come from.
const HEADER_OF_API_KEY = 'x-api-key';
const TOKEN_PARAMETER = 'session_token';
exports.onExecutePostLogin = async (event) => {
  const { API_KEY: apiKey = '', PASSWORD } = event.secrets;
  const body = { password: PASSWORD, passwordHint: 'letmein1', secret: 'required', token: 'The token 1 is missing.' };
  void [HEADER_OF_API_KEY, TOKEN_PARAMETER, apiKey, body, 'https://acme.com:8443/a@b', 'bearer token'];
};
