exports.onExecutePostLogin = () => ({ then() { for (;;); } });
