// Takes mail and keeps it.
import { SMTPServer } from 'smtp-server';

export function serve() {
  const seen = [];
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    onData(stream, session, done) {
      let text = '';
      stream.on('data', (chunk) => (text += chunk));
      stream.on('end', () => {
        seen.push({ from: session.envelope.mailFrom.address, to: session.envelope.rcptTo.map((it) => it.address), text: text.replace(/^(Content-Type.*boundary=).*/gm, '$1…') });
        done(null, 'kept');
      });
    },
  });
  return new Promise((resolve) =>
    server.listen(0, '127.0.0.1', () =>
      resolve({ seen, secrets: { SMTP_HOST: '127.0.0.1', SMTP_PORT: String(server.server.address().port) }, stop: () => server.close() }),
    ),
  );
}
