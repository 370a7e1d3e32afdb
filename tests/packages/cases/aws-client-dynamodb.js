// The main job of @aws-sdk/client-dynamodb.
const { DynamoDBClient, GetItemCommand } = require('@aws-sdk/client-dynamodb');

exports.onExecutePostLogin = async (event) => {
  const client = new DynamoDBClient({ endpoint: `${event.secrets.BASE}/aws`, region: 'eu-west-1', credentials: { accessKeyId: 'AKID', secretAccessKey: 'secret' }, maxAttempts: 1 });
  const found = await client.send(new GetItemCommand({ TableName: 'users', Key: { id: { S: event.user.user_id } } }));
  console.log(found.Item);
  try {
    await client.send(new GetItemCommand({ TableName: 'missing', Key: { id: { S: '1' } } }));
  } catch (error) {
    console.log(error.name, error.message, error.$metadata.httpStatusCode);
  }
};
