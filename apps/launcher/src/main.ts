import { announcement, readyDocument } from './announcement.js';
import { LaunchError, oneLine } from './launch-error.js';
import { readLaunchOptions } from './options.js';
import { Product } from './product.js';

/**
 * `npm start -- [--port N] [--data DIR] [--profile demo|production] [--today YYYY-MM-DD] [--json]`
 * Ends with status 0 after Ctrl-C, 1 with one clear line after any failure.
 */
async function main(): Promise<number> {
  const options = readLaunchOptions(process.argv.slice(2), process.env, process.stdin.isTTY);
  const say = (line: string) => process.stdout.write(`${line}\n`);
  const product = new Product(options, options.json ? () => undefined : say);
  const asked = new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve());
    // Started by another program: its end is ours.
    if (process.channel) process.once('disconnect', () => resolve());
  });
  const started = product.start().then(() => true);
  const interrupted = asked.then(() => false);
  if (!(await Promise.race([started, interrupted]))) {
    await product.stop();
    await started.catch(() => undefined);
    return 0;
  }
  if (options.json) say(JSON.stringify(readyDocument(product.url, options.today, product.demo)));
  else announcement(product.url, product.demo).forEach(say);
  const failure = await Promise.race([asked, product.untilFailed()]);
  await product.stop();
  if (failure instanceof LaunchError) throw failure;
  return 0;
}

main().then(
  (status) => process.exit(status),
  (error: unknown) => {
    process.stderr.write(`An Tâm: ${oneLine(error)}\n`);
    process.exit(1);
  },
);
