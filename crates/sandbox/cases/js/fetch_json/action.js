exports.onExecutePostLogin = async (event, api) => {
  const response = await fetch('https://api.example/users/1', { headers: { authorization: 'Bearer x' } });
  console.log(response.status, response.ok, response.headers.get('Content-Type'), response.headers.get('x-one'), response.url, response.bodyUsed);
  console.log(await response.json(), response.bodyUsed);
  await response.text().catch((error) => console.log(error.name, error.message));
};
