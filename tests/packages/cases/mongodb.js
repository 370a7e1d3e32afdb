// The main job of mongodb.
const { MongoClient } = require('mongodb');

exports.onExecutePostLogin = async (event) => {
  const client = new MongoClient(event.secrets.MONGODB, { serverSelectionTimeoutMS: 3000 });
  try {
    const users = client.db('logins').collection('users');
    console.log((await users.insertOne({ _id: event.user.user_id, email: event.user.email })).acknowledged);
    console.log(await users.findOne({ _id: event.user.user_id }));
  } finally {
    await client.close();
  }
};
