// Letters of another alphabet in a name, a word and an address.
exports.onExecutePostLogin = async (event) => {
  const соре = 1; //~
  const name = event.user.app_metadata.rоle === 'аdmin'; //~
  await fetch('https://аррӏе.com', { signal: AbortSignal.timeout(1) }); //~
  void [соре, name]; //~
};
