// The main job of postgres.
const postgres = require('postgres');

exports.onExecutePostLogin = async (event) => {
  const sql = postgres(event.secrets.POSTGRES, { max: 1 });
  await sql`create temporary table logins (id text primary key, n int)`;
  await sql`insert into logins ${sql({ id: event.user.user_id, n: 4 })}`;
  console.log([...(await sql`select * from logins where id = ${event.user.user_id}`)]);
  try {
    await sql`select * from missing`;
  } catch (error) {
    console.log(error.name, error.code, error.message);
  }
  await sql.end();
};
