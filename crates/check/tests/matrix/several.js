// Sends two requests, one after the other, and one that nobody awaits.
exports.onExecutePostLogin = async (event) => {
  for (const name of ['a', 'b']) {
    const response = await fetch(`https://api.acme.example/${name}`);
    console.log(`${name} ${response.status}`);
  }
  fetch('https://api.acme.example/late', { method: 'POST', body: event.user.nickname });
};
