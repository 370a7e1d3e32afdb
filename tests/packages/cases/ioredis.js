// The main job of ioredis.
const { Redis } = require('ioredis');

exports.onExecutePostLogin = async (event) => {
  const client = new Redis(event.secrets.REDIS, { maxRetriesPerRequest: 1 });
  await client.set('ioredis:1', event.user.user_id, 'EX', 60);
  console.log(await client.get('ioredis:1'), await client.pipeline().incr('ioredis:n').del('ioredis:n').exec());
  try {
    await client.call('NOSUCH');
  } catch (error) {
    console.log(error.name, error.message);
  }
  await client.quit();
};
