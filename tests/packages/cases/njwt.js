// The main job of njwt.
const nJwt = require('njwt');

exports.onExecutePostLogin = async (event) => {
  const jwt = nJwt.create({ sub: event.user.user_id, jti: 'one', iat: 1700000000 }, 'top-secret', 'HS256');
  jwt.setExpiration(new Date('2100-01-01'));
  const token = jwt.compact();
  console.log(token, nJwt.verify(token, 'top-secret').body.sub);
  try {
    nJwt.verify(token, 'other');
  } catch (error) {
    console.log(error.name, error.userMessage);
  }
};
