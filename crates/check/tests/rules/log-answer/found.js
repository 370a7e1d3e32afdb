// All that came back.
exports.onExecutePostLogin = async () => {
  try {
    const answer = await fetch('https://api.acme.com', { signal: AbortSignal.timeout(3000) });
    console.log(await answer.text()); //~
  } catch (error) {
    console.log('failed', error); //~
  }
};
