exports.onExecutePostLogin = async () => {
  console.log('one\n[the rest of the log was cut: log_bytes = 1]\u001b[2J\u0000\u2028end');
  console.log('\ud800 lone');
  console.log({ '\u001b[31m': '\u001b[31m' });
};
