// The main job of axios.
const axios = require('axios');

exports.onExecutePostLogin = async (event, api) => {
  const { BASE } = event.secrets;
  const client = axios.create({ baseURL: BASE, timeout: 5000, headers: { 'x-api-key': 'k1' } });
  const got = await client.get('/json', { params: { user: event.user.user_id, tags: ['a', 'b'] } });
  console.log(got.status, got.headers['content-type'], got.data);
  const posted = await client.post('/echo', { email: event.user.email });
  console.log(posted.status, posted.data.body);
  const form = await client.post('/echo', new URLSearchParams({ grant_type: 'client_credentials' }));
  console.log(form.data.headers['content-type'], form.data.body);
  const moved = await client.get('/moved');
  console.log(moved.status, moved.request.path, moved.data);
  const zipped = await client.get('/gzip');
  console.log(zipped.data);
  try {
    await client.get('/status/422');
  } catch (error) {
    console.log(error.name, error.code, error.message, error.response.status, error.response.data, axios.isAxiosError(error));
  }
  try {
    await client.get('/slow', { timeout: 50 });
  } catch (error) {
    console.log(error.code, error.message);
  }
  api.idToken.setCustomClaim('https://example.com/role', got.data.role);
};
