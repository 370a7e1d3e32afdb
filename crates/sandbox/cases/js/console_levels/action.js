exports.onExecutePostLogin = async (event, api) => {
  console.log('log'); console.info('info'); console.debug('debug'); console.warn('warn'); console.error('error');
};
