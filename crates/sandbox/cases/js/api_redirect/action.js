exports.onExecutePostLogin = async (event, api) => {
  const token = api.redirect.encodeToken({ secret: 'a secret that is long enough', payload: { x: 1 } });
  const [head, body] = token.split('.').slice(0, 2).map((part) => JSON.parse(Buffer.from(part, 'base64url')));
  console.log(head, body.x, body.sub, body.iss, body.exp - body.iat);
  console.log(api.redirect.canRedirect());
  api.redirect.sendUserTo('https://elsewhere.example/', { query: { session_token: 'abc' } });
};
