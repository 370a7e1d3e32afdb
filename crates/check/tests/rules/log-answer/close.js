// The status and the message.
exports.onExecutePostLogin = async () => {
  try {
    const answer = await fetch('https://api.acme.com', { signal: AbortSignal.timeout(3000) });
    console.log('status', answer.status);
  } catch (error) {
    console.log(`failed: ${error.message}`);
  }
};
