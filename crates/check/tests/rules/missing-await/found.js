// Nothing waits for these.
const signal = AbortSignal.timeout(3000);
const report = async (id) => fetch(`https://api.acme.com/${id}`, { signal });
exports.onExecutePostLogin = async (event) => {
  fetch('https://api.acme.com', { signal }); //~
  report(1); //~
  fetch('https://api.acme.com', { signal }).then((answer) => answer.text()); //~
  event.user.identities.forEach(async (one) => { //~
    await report(one.user_id);
  });
};
