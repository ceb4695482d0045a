import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const IMPORT = /from '([^']+)'/g;

/** Every module that an entry reaches: our own files and the packages they import. */
function reach(entry: string, seen = new Set<string>(), packages = new Set<string>()) {
  if (seen.has(entry)) return { files: seen, packages };
  seen.add(entry);
  for (const [, specifier = ''] of readFileSync(entry, 'utf8').matchAll(IMPORT)) {
    if (specifier.startsWith('.')) reach(join(dirname(entry), specifier.replace(/\.js$/, '.ts')), seen, packages);
    else packages.add(specifier);
  }
  return { files: seen, packages };
}

it.each(['index.ts', '../core/signature.ts'])('%s reaches libsodium and no Node module', (entry) => {
  const { files, packages } = reach(join(__dirname, entry));
  expect(files.size).toBeGreaterThan(3);
  expect([...packages]).toEqual(['libsodium-wrappers-sumo']);
});

it('would see a Node module', () => {
  expect([...reach(join(__dirname, '../core/nonce.ts')).packages]).toContain('node:crypto');
});

it.each(['index.ts', '../core/signature.ts'])('%s uses no Buffer and no process', (entry) => {
  const users = [...reach(join(__dirname, entry)).files].filter((file) =>
    /\b(?:Buffer|process)\.[a-z]/.test(readFileSync(file, 'utf8')),
  );
  expect(users).toEqual([]);
});
