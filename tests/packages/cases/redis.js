// The main job of redis.
const { createClient } = require('redis');

exports.onExecutePostLogin = async (event) => {
  const client = createClient({ url: event.secrets.REDIS });
  await client.connect();
  await client.set(`login:${event.user.user_id}`, 'one', { EX: 60 });
  console.log(await client.get(`login:${event.user.user_id}`), await client.get('missing:1'));
  await client.hSet('h:1', { a: '1', b: '2' });
  console.log({ ...(await client.hGetAll('h:1')) }, await client.multi().incr('n:1').del('n:1').exec());
  await client.close();
};
