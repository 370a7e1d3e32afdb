// The main job of mysql2.
const mysql = require('mysql2/promise');

exports.onExecutePostLogin = async (event) => {
  const connection = await mysql.createConnection(event.secrets.MYSQL);
  await connection.query('create temporary table logins (id varchar(64) primary key, n int)');
  await connection.execute('insert into logins values (?, ?)', [event.user.user_id, 5]);
  const [rows] = await connection.execute('select * from logins where id = ?', [event.user.user_id]);
  console.log(rows);
  try {
    await connection.query('select * from missing');
  } catch (error) {
    console.log(error.code, error.errno);
  }
  await connection.end();
};
