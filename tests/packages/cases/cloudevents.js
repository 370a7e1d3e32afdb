// The main job of cloudevents.
const { CloudEvent, HTTP, emitterFor, httpTransport } = require('cloudevents');

exports.onExecutePostLogin = async (event) => {
  const message = new CloudEvent({ id: '1', time: '2024-01-01T00:00:00.000Z', type: 'com.example.login', source: '/logins', data: { user: event.user.user_id } });
  console.log(HTTP.binary(message), HTTP.structured(message).body);
  const emit = emitterFor(httpTransport(`${event.secrets.BASE}/echo`));
  const answer = await emit(message);
  console.log(JSON.parse(answer.body).body);
  try {
    new CloudEvent({ source: '/x' });
  } catch (error) {
    console.log(error.name, error.message);
  }
};
