// The main job of aws-sdk.
const AWS = require('aws-sdk');

exports.onExecutePostLogin = async (event) => {
  const common = { endpoint: `${event.secrets.BASE}/aws`, region: 'eu-west-1', accessKeyId: 'AKID', secretAccessKey: 'secret', maxRetries: 0 };
  const table = new AWS.DynamoDB.DocumentClient(common);
  console.log(await table.get({ TableName: 'users', Key: { id: event.user.user_id } }).promise());
  const bucket = new AWS.S3({ ...common, s3ForcePathStyle: true });
  const put = await bucket.putObject({ Bucket: 'logins', Key: 'one.json', Body: JSON.stringify({ user: event.user.user_id }) }).promise();
  console.log(put.ETag);
  const read = await bucket.getObject({ Bucket: 'logins', Key: 'one.json' }).promise();
  console.log(read.ContentType, read.Body.toString());
  try {
    await table.get({ TableName: 'missing', Key: { id: '1' } }).promise();
  } catch (error) {
    console.log(error.code, error.statusCode, error.message);
  }
};
