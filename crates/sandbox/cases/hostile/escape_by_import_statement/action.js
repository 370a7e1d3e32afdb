import fs from 'fs';
exports.onExecutePostLogin = async () => fs.readFileSync('/etc/passwd');
