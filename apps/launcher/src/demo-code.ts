import { parseArgs } from 'node:util';
import { generateSync } from 'otplib';
import { readDemoSecrets } from './demo-secrets.js';
import { oneLine } from './launch-error.js';

/** `npm run demo:code [-- --data DIR]`: the present code of the demo's authenticator app, for who has no such app. */
try {
  const { values } = parseArgs({ options: { data: { type: 'string' } } });
  const { authenticator } = readDemoSecrets(values.data);
  const left = 30 - (Math.floor(Date.now() / 1000) % 30);
  process.stdout.write(
    `${generateSync({ secret: authenticator })}  (new one in ${left} s; each works once an account)\n`,
  );
} catch (error) {
  process.stderr.write(`demo:code: ${oneLine(error)}\n`);
  process.exitCode = 1;
}
