const crypto = require('crypto');
// Made for this case with Node 22; they protect nothing.
const documents = {
  rsa: 'MIIEvgIBADANBgkqhkiG9w0BAQEFAASCBKgwggSkAgEAAoIBAQDQ29SAFjEPD25dN8bGNgjHJ1Rzo3L/ITODVc3bPe4IvfaNxhhl9FPfQ6raXQp1qkooTf8dYKiUjol7L+1HMPGSyN3PgzlNv/dh+bZfyKb8ajX4IwGP2XEuukiHioHCMj04CUGKlnhWP/apGm02oaNFVl/DusWNEgrB6uEshP2S3GZCReA1FDcG3IYLp6cneHtIxUkpchSrqQybXsaUpvh1Y7LN7BXtEgnv3LwyxrytoOr7v+EHvsmjWzDYufrj4Ripogrn3dbFV563adpD0eag/nkhTDrG9MDZw0b6bVloZfJxt36+RCNlZ9pKQd9RosP7a1GaYL9wNcEZAJl8y+H/AgMBAAECggEAGPRzLvy3zuNanfO4od057kXCPvDkIBzA8WvSpWQAaXX9HBJzvtbTIKWOp/me8tEufCNZnJJ8ggeH4LqowK1V5+JtMkqtEZ+iuMej5UztutIb8bKJEL172wfx+5Pujhv/mY7tkFgLN877s1fPfcwRXIsF9TZ/PSxPMb1VO0MGo0HP0+koIKevmafF4fkxR8QMfj9KLniVs3I6lQBhyoMEqpqjXKQSXd/6B7d8ZGW+gG5KqNSHPBEXMpkVYQLmDVa1WjWM7sb/e8d36PCrsqQKjzFpgmS835KUWEwFDSD5c3KxDNXxAggQI681/YjBJiFgMZci17HBTm724mCqe7dCvQKBgQD8bBkeXwNyZyYggVFDcpG+oPF3FEDOg0WkC7+++1e77p+TZF1JmFBcUkDK+YbuVo6UHwFExIN2JcZKbnsW/CO/seDth13NfuhFk9he+KXuliHVEIrCsCKjwMA0C8McpssWUgNqKx/+c+0Dr4Aea3yqjMtvEx+x8BD+iYbISxD6KwKBgQDT0anrefnwsuQRKztktIO8K/6iT2z/eaX0FfkSdNB7KV6Ywig5gpBp1mEkFLXxvZYWfIYdhr9x56kBvjUtr1HllOlF57glCdtkLPssKsxWF3MR0jThwhEIjezpzM+WCuGCQDNCjtLModyZm7rIszJMqaPw4s6Hv6gXqibEFp6xfQKBgQDQxadQ00zKhj2mjM5ldpDMldigoIOpSjGDKKSClOdPbGFXSp9Ni0iL0wv71L2gyr5KDArEkbQZN8z1KsNrk0cN+VULn/YZTGlXgpxmkEjNOCbrTi82Lu+3eGh/o2rQe7Nk1pg0a06e6cqSTcktX8FQXfqz96EzTlb/70cmyc9U2QKBgB1pY3q6+SWe8WQg6KJXHmOmiDjpZm0i6xQ1aNxTNA+l8uirLQKvSnYnul1UMt9aP9jneYfoCfU7AZCoZKHvUiPaxXlbb4pVEA2c4VOErdLWdrfmxEkEtXDGpDrioYBoCmAXogZ/5m1bnFIH+auclkNm2si79YmL5z9B9RgNPAPRAoGBALkIYD+yoGqqENlPfex8woBn/YnJ6Viz7iyUbQ8kQWqEu6JWExAz3jhPvgYEczxjjnj/P5i4pnCYeJq//KjxJ6dDL/RQ5g0IPBIZwwGAxZg74zINZ6GVxikjc69QYgBSt6q2zpmUPe9xmLCcqXxRd/cy6gtwJ1TyABoqu93eZxFI',
  p256: 'MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgwgR0EzjNI/Y5BQXHuDtPyCf8/z0cuKmWq9QAtYD0hdyhRANCAAQd7YROM4pwp9VKvgDEu8ordsNzA2zn/e/3MKHUqliZUrLa0IKVma6ObtBjFJD6G7CN0BIm40oS+koHQvnH59Pv',
  p384: 'MIG2AgEAMBAGByqGSM49AgEGBSuBBAAiBIGeMIGbAgEBBDAVpzczigCvd69UjeEX2+EnB0MqUf3lqCm9xUKlG7AL4h13FjNNnb/2ub1t16Y5TF6hZANiAATyMPCmf6367eARnvkWnttue+n6MP6kJsJFZTLuaXkbNRDUA2dTz2TipVJh+HwBvSi/fN6vcAgAv4yPXk+vPcQ/gm5v69H7i+ob+GRldK5/2BD9moo2QJmRI51LelWj46I=',
  p521: 'MIHuAgEAMBAGByqGSM49AgEGBSuBBAAjBIHWMIHTAgEBBEIAsDYkHc5bIyXapkbMvTSdA5zF6T1cB+F6vlrYeQ/co9zkuUPXlJ/LicuqOJjHy6NJ7mTn9NWBdzmZtC2C3PlSbTyhgYkDgYYABACniYOYaMxc21boNZSnD7TFO2KXL9ekpaF3KOk9aisr8tb4/JSwNGLMl//aLRqxjtHaSC4bk5VDXWJj1t9i0En8zwEG04h75flCT9mz6HtL3M0sPW9yFuFriaFUI14OpdTzGH+BW/v83x3fUdGcgub+WOrAaKCyTPH9qKQqEugqE0Pyyw==',
  k256: 'MIGEAgEAMBAGByqGSM49AgEGBSuBBAAKBG0wawIBAQQgTLBAcIB8f2QDiMJSgkC88zaDVUZbKLYoCf99unQ4qA2hRANCAATqhSQ3BKZaZ7SStiFMzQ1yvGE6AeRc7esi7zCbtuT4ypuoLiYv9mks9ELFyIpImmVPI+SgEOimFCIQF3I3Kth1',
  ed: 'MC4CAQAwBQYDK2VwBCIEIGCnOerEtQ2OhVlFVIVHY1oeEsVHrpfLfeUZbePvy22r',
  x: 'MC4CAQAwBQYDK2VuBCIEIFghHmA+lwAQq8ciPzDaJkGMpcBBlJDSgyOE9xx0haB2'
};
const sealed = '-----BEGIN ENCRYPTED PRIVATE KEY-----\nMIH0MF8GCSqGSIb3DQEFDTBSMDEGCSqGSIb3DQEFDDAkBBCFJeWcMXe2yr1XBqJG\nCH5AAgIIADAMBggqhkiG9w0CCQUAMB0GCWCGSAFlAwQBKgQQvZb9dO5Wf8fkr4oU\nP5UiGASBkIwGegpECpiqg/Qtmm12wErxmZAUvOy0cz6xrNsGdLVHtGLZEcJUvaGN\nfNfnoYkJ3hjIQBJZIKNX7hOpxQSFZN1RUlXuyNQfIQVvYpZbVRoNBC/5E+tcv1v5\nOOqlsofj4fq1SUgxmh7iPCp4bvauufijzqIrxmfa51nVssTtkpg9Vf9jJ1FCIBi1\nMTYXrYa1tA==\n-----END ENCRYPTED PRIVATE KEY-----\n';
const keys = {};
const told = (name, make) => {
  try {
    console.log(name, make());
  } catch (error) {
    console.log(name, error.name, error.code, error.message);
  }
};
/** One wrong passphrase in 256 gives what looks like a key, and another error; it is then encrypted anew. */
const openedWrongly = (key) => {
  for (let tries = 0; ; tries++) {
    const sealed = key.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-128-cbc', passphrase: 'p' });
    try {
      return crypto.createPrivateKey({ key: sealed, passphrase: 'other' }).type;
    } catch (error) {
      if (error.code === 'ERR_OSSL_BAD_DECRYPT' || tries === 5) throw error;
    }
  }
};
const forms = { rsa: ['pkcs1', 'spki', 'pkcs8'], ec: ['spki', 'pkcs8', 'sec1'] };
exports.onExecutePostLogin = async () => {
  for (const name of Object.keys(documents)) {
    const key = crypto.createPrivateKey({ key: Buffer.from(documents[name], 'base64'), format: 'der', type: 'pkcs8' });
    const open = crypto.createPublicKey(key);
    console.log(name, key.type, open.type, key.asymmetricKeyType, key.asymmetricKeyDetails, open.asymmetricKeySize);
    console.log(JSON.stringify(key.export({ format: 'jwk' })), JSON.stringify(open.export({ format: 'jwk' })));
    for (const type of forms[key.asymmetricKeyType] ?? ['spki', 'pkcs8']) {
      if (type !== 'spki') {
        const pem = key.export({ type, format: 'pem' });
        console.log(type, pem, key.export({ type, format: 'der' }).toString('hex'), crypto.createPrivateKey(pem).equals(key), crypto.createPublicKey(pem).equals(open));
      }
      if (type === 'spki' || type === 'pkcs1') {
        const pem = open.export({ type, format: 'pem' });
        console.log(type, pem, open.export({ type, format: 'der' }).toString('hex'), crypto.createPublicKey(pem).equals(open));
      }
    }
    for (const jwk of [key.export({ format: 'jwk' })]) {
      console.log(crypto.createPrivateKey({ key: jwk, format: 'jwk' }).equals(key), crypto.createPublicKey({ key: jwk, format: 'jwk' }).equals(open), key.equals(open));
    }
    const again = key.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-128-cbc', passphrase: 'p' });
    console.log(again.split('\n')[0], crypto.createPrivateKey({ key: again, passphrase: 'p' }).equals(key));
    told('wrong passphrase', () => openedWrongly(key));
  }
  const secret = crypto.createSecretKey(Buffer.from('secret'));
  console.log(secret.type, secret.symmetricKeySize, secret.export(), secret.export({ format: 'jwk' }), secret.equals(crypto.createSecretKey('secret', 'utf8')));
  console.log(crypto.createPrivateKey({ key: sealed, passphrase: 'secret' }).asymmetricKeyDetails, secret instanceof crypto.KeyObject);
  told('none', () => crypto.createPrivateKey({ key: Buffer.from(sealed.split('\n').slice(1, -2).join(''), 'base64'), format: 'der', type: 'pkcs8' }));
  told('none', () => crypto.createPrivateKey(sealed));
  told('text', () => crypto.createPrivateKey('x'));
  told('number', () => crypto.createPrivateKey(5));
  told('jwk', () => crypto.createPublicKey({ key: { kty: 'nope' }, format: 'jwk' }));
  told('type', () => secret.equals(5));
  told('secret', () => crypto.sign('sha256', 'a', secret));
  told('public', () => crypto.sign('sha256', 'a', crypto.createPublicKey(crypto.createPrivateKey({ key: sealed, passphrase: 'secret' }))));
};
