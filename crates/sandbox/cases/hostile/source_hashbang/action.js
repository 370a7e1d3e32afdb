#!/usr/bin/env node
exports.onExecutePostLogin = async () => { console.log('ran'); };
