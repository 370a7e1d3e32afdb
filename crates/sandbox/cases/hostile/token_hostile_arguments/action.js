exports.onExecutePostLogin = async (event, api) => {
  const tries = [undefined, null, 1, {}, { secret: '' }, { secret: 1, payload: {} }, { secret: 's', payload: [] }, { secret: 's', payload: {}, expiresInSeconds: -1 }, { secret: 's', payload: {}, expiresInSeconds: 1e400 }, { secret: 's', payload: {}, expiresInSeconds: 2 ** 64 }, { secret: 's', payload: { iat: 'x', exp: 1, sub: 'forged', iss: 'forged', ip: 'forged' } }, { secret: 's', payload: { __proto__: null, toJSON: () => ({ a: 1 }) } }];
  for (const options of tries) {
    try {
      const token = api.redirect.encodeToken(options);
      const payload = JSON.parse(Buffer.from(token.split('.')[1], 'base64url'));
      delete payload.iat;
      delete payload.exp;
      console.log(payload);
    } catch (error) {
      console.log(error.name, error.message);
    }
  }
  try {
    api.redirect.validateToken({ secret: 's' });
  } catch (error) {
    console.log(error.name, error.message);
  }
};
