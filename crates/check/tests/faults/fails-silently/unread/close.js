// The status says what became of it, and nobody reads the body.
//: trigger post-change-password
exports.onExecutePostChangePassword = async (event) => {
  const response = await fetch('https://api.acme.example/changed', {
    method: 'POST',
    body: event.user.user_id,
    signal: AbortSignal.timeout(2000),
  }).catch(() => undefined);
  if (!response?.ok) console.log('Changed: the service was not told.');
};
