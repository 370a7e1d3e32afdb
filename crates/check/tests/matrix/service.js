// Says what becomes of one request.
exports.onExecutePostLogin = async (event, api) => {
  try {
    const response = await fetch('https://api.acme.example/a', { signal: AbortSignal.timeout(2000) });
    console.log(`status ${response.status}`);
    const text = await response.text();
    console.log(`body ${text.length}`);
    console.log(`json ${Object.keys(JSON.parse(text))}`);
  } catch (error) {
    console.log(`${error.name} ${error.cause?.code}`);
  }
};
