// What failed is printed with all that was sent.
//: cell service.timeout
exports.onExecutePostLogin = async (event, api) => {
  const request = { headers: { authorization: `Bearer ${event.secrets.API_KEY}` }, signal: AbortSignal.timeout(2000) };
  try {
    await fetch('https://api.acme.example/seen', request);
  } catch (error) {
    console.log('Seen: the service did not answer.', error.name, request.headers);
  }
};
