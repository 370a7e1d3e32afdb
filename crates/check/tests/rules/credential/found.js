// Credentials of several kinds.
const ACME_API_KEY = 'd8f7a9c2b1e3'; //~
const options = { password: 'letmein', user: 'acme' }; //~
const AWS = 'AKIAIOSFODNN7EXAMPL3'; //~
const url = 'https://acme:hunter2@db.acme.com'; //~
const TOKEN = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NSJ9.c2lnbmF0dXJlLW9mLWEtdG9rZW4'; //~
exports.onExecutePostLogin = async () => void [ACME_API_KEY, options, AWS, url, TOKEN];
