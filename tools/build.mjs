/**
 * Compiles every library (to its own dist/) and every service (to dist/apps/) with SWC, and the web page with Vite.
 * Skips a part whose sources have not changed since its last build. `--no-web` leaves the web page out.
 */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { transformFile } from '@swc/core';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

const swcOptions = {
  swcrc: false,
  sourceMaps: true,
  module: { type: 'es6' },
  jsc: {
    target: 'es2022',
    parser: { syntax: 'typescript', decorators: true },
    transform: { legacyDecorator: true, decoratorMetadata: true },
    keepClassNames: true,
  },
};

/** All files below a folder, sorted, as paths from the repository root. */
async function filesBelow(folder) {
  const entries = await readdir(join(root, folder), { recursive: true, withFileTypes: true });
  return entries
    .filter((e) => e.isFile())
    .map((e) => relative(root, join(e.parentPath, e.name)))
    .filter((f) => !/(^|\/)(dist|node_modules)\//.test(f))
    .sort();
}

const isTest = (file) => /\.(spec|int-spec)\.tsx?$/.test(file);

async function fingerprint(files) {
  const hash = createHash('sha256').update(JSON.stringify(swcOptions)).update(process.version);
  for (const file of files)
    hash
      .update(file)
      .update('\0')
      .update(await readFile(join(root, file)));
  return hash.digest('hex');
}

/** Builds when the fingerprint of `files` differs from the one kept in the output folder. */
async function whenChanged(files, outDir, build) {
  const mark = join(root, outDir, '.built-from');
  const print = await fingerprint(files);
  if (existsSync(mark) && (await readFile(mark, 'utf8')) === print) return false;
  await rm(join(root, outDir), { recursive: true, force: true });
  await build();
  await mkdir(join(root, outDir), { recursive: true });
  await writeFile(mark, print);
  return true;
}

async function compile(sourceDir, outDir) {
  const files = (await filesBelow(sourceDir)).filter((f) => f.endsWith('.ts') && !isTest(f));
  return whenChanged(files, outDir, async () => {
    for (const file of files) {
      const target = join(root, outDir, relative(sourceDir, file)).replace(/\.ts$/, '.js');
      const { code, map } = await transformFile(join(root, file), { ...swcOptions, filename: join(root, file) });
      await mkdir(dirname(target), { recursive: true });
      await writeFile(target, `${code}\n//# sourceMappingURL=${target.split('/').pop()}.map\n`);
      await writeFile(`${target}.map`, map ?? '{}');
    }
  });
}

const folders = async (parent) =>
  (await readdir(join(root, parent), { withFileTypes: true })).filter((e) => e.isDirectory()).map((e) => e.name);

for (const lib of await folders('libs')) await compile(`libs/${lib}/src`, `libs/${lib}/dist`);
for (const app of await folders('apps')) {
  if (app !== 'web' && existsSync(join(root, 'apps', app, 'src'))) await compile(`apps/${app}/src`, `dist/apps/${app}`);
}

if (!process.argv.includes('--no-web') && existsSync(join(root, 'apps/web/vite.config.ts'))) {
  const sources = [
    ...(await filesBelow('apps/web')),
    ...(await filesBelow('libs/contracts/src')),
    ...(await filesBelow('libs/field-encryption/src')),
  ].filter((f) => !isTest(f));
  await whenChanged(sources, 'dist/web', async () => {
    const { build } = await import('vite');
    await build({ configFile: join(root, 'apps/web/vite.config.ts'), logLevel: 'warn' });
  });
}
