exports.onExecutePostLogin = (event, api) => { api.accessToken.setCustomClaim('sync', true); return 'ignored'; };
