// Awaited, returned, gathered, or left alone on purpose.
const signal = AbortSignal.timeout(3000);
const report = async (id) => fetch(`https://api.acme.com/${id}`, { signal });
const log = (text) => text.trim();
exports.onExecutePostLogin = async (event) => {
  await fetch('https://api.acme.com', { signal });
  const later = report(1);
  await Promise.all(event.user.identities.map((one) => report(one.user_id)));
  void report(2);
  log('a');
  await later;
  return report(3);
};
