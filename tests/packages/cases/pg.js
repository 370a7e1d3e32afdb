// The main job of pg.
const { Client, Pool } = require('pg');

exports.onExecutePostLogin = async (event) => {
  const client = new Client({ connectionString: event.secrets.POSTGRES });
  await client.connect();
  await client.query('create temporary table logins (id text primary key, n int, at timestamptz, extra jsonb)');
  await client.query('insert into logins values ($1, $2, $3, $4)', [event.user.user_id, 3, new Date(0), { a: 1 }]);
  const { rows, rowCount } = await client.query('select * from logins where id = $1', [event.user.user_id]);
  console.log(rowCount, rows);
  try {
    await client.query('select * from missing');
  } catch (error) {
    console.log(error.code, error.message);
  }
  await client.end();
  const pool = new Pool({ connectionString: event.secrets.POSTGRES, max: 2 });
  console.log((await Promise.all([pool.query('select 1 as a'), pool.query('select 2 as a')])).map((it) => it.rows[0].a));
  await pool.end();
};
