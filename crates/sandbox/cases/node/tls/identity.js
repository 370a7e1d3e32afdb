const tls = require('tls');
const attempt = (work) => {
  try {
    return work();
  } catch (error) {
    return `${error.name} ${error.code} ${error.message}`;
  }
};

exports.onExecutePostLogin = async () => {
  const certificates = [
    ['a.com', { subject: { CN: 'a.com' } }], ['b.com', { subject: { CN: 'a.com' } }], ['x.a.com', { subject: { CN: '*.a.com' } }],
    ['x.a.com', { subject: {}, subjectaltname: 'DNS:*.a.com' }], ['x.y.a.com', { subject: {}, subjectaltname: 'DNS:*.a.com' }],
    ['1.2.3.4', { subject: { CN: '1.2.3.4' } }], ['1.2.3.4', { subject: {}, subjectaltname: 'IP Address:1.2.3.4' }],
    ['a.com', { subject: {} }], ['a.com.', { subject: {}, subjectaltname: 'DNS:b.com, DNS:A.com' }], ['fo.a.com', { subject: {}, subjectaltname: 'DNS:f*.a.com' }],
    ['a.com', { subject: {}, subjectaltname: 'DNS:"b.com, DNS:a.com"' }], ['com', { subject: {}, subjectaltname: 'DNS:*' }], ['a.com', { subject: {}, subjectaltname: 'DNS:*.com' }],
    ['a.com', { subject: { CN: ['b.com', 'a.com'] } }], ['xn--a.b.com', { subject: {}, subjectaltname: 'DNS:xn--*.b.com' }], ['a.com', { subject: { CN: 'a.com' }, subjectaltname: 'URI:http://a.com' }],
  ];
  for (const [host, certificate] of certificates) {
    const error = tls.checkServerIdentity(host, certificate);
    console.log(host, error === undefined ? 'is its own' : [error.code, error.reason, error.message, error.host, error.cert === certificate]);
  }
  const out = {};
  tls.convertALPNProtocols(['h2', 'http/1.1'], out);
  console.log(out);
  console.log(attempt(() => tls.createSecureContext({ minVersion: 'x' })), attempt(() => tls.createSecureContext({ maxVersion: 5 })));
  console.log(tls.DEFAULT_MIN_VERSION, tls.DEFAULT_MAX_VERSION, tls.getCiphers().includes('tls_aes_256_gcm_sha384'), tls.createSecureContext() instanceof tls.SecureContext);
};
