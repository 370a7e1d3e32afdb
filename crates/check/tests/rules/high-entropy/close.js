// Long texts with words, an alphabet, and an id.
const CLAIM = 'https://schemas.acme.example/identity/claims/2024/memberPlanOfTheUser';
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const ID = '3f2504e0-4f89-11d3-9a0c-0305e82c3301';
exports.onExecutePostLogin = async () => void [CLAIM, ALPHABET, ID];
