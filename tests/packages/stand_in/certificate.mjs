// An authority and a certificate for localhost, both made anew by each run.
import forge from 'node-forge';

const YEAR = 365 * 24 * 3600 * 1000;

function signed({ subject, issuer, marks, publicKey, signingKey, serial }) {
  const made = forge.pki.createCertificate();
  made.publicKey = publicKey;
  made.serialNumber = serial;
  made.validity.notBefore = new Date(Date.now() - 60_000);
  made.validity.notAfter = new Date(Date.now() + YEAR);
  made.setSubject([{ name: 'commonName', value: subject }]);
  made.setIssuer([{ name: 'commonName', value: issuer }]);
  made.setExtensions(marks);
  made.sign(signingKey, forge.md.sha256.create());
  return forge.pki.certificateToPem(made);
}

export function certificate() {
  const [root, leaf] = [forge.pki.rsa.generateKeyPair(2048), forge.pki.rsa.generateKeyPair(2048)];
  const issuer = 'Latchwork packages';
  const signingKey = root.privateKey;
  return {
    authority: signed({
      subject: issuer, issuer, signingKey, publicKey: root.publicKey, serial: '01',
      marks: [{ name: 'basicConstraints', cA: true, critical: true }, { name: 'keyUsage', keyCertSign: true, critical: true }],
    }),
    cert: signed({
      subject: 'localhost', issuer, signingKey, publicKey: leaf.publicKey, serial: '02',
      marks: [{ name: 'basicConstraints', cA: false }, { name: 'extKeyUsage', serverAuth: true }, { name: 'subjectAltName', altNames: [{ type: 2, value: 'localhost' }] }],
    }),
    key: forge.pki.privateKeyToPem(leaf.privateKey),
  };
}
