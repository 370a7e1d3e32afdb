// Says what of its form it has, and whether the service knows it.
exports.onExecutePostLogin = async (event) => {
  const { API_KEY } = event.secrets;
  console.log(`key ${typeof API_KEY} ${API_KEY?.length > 0}`);
  console.log(`mode ${event.configuration.MODE}`);
  const response = await fetch('https://api.acme.example/a', { headers: { 'x-key': `${API_KEY}` } });
  console.log(`status ${response.status}`);
};
