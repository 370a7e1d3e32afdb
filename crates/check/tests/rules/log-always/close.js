// Only if asked, each in another way.
exports.onExecutePostLogin = async (event) => {
  const isDebug = event.configuration.DEBUG === 'true';
  const log = (text) => isDebug && console.log(text);
  log('checked');
  if (event.configuration.DEBUG === 'true') console.log('checked');
  if (!event.secrets.KEY) console.log('KEY is missing');
  if (!isDebug) return;
  console.log('checked');
};
