import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DataFolder } from './data-folder.js';

const modeOf = (path: string) => (statSync(path).mode & 0o777).toString(8);

describe('data folder', () => {
  let dataDir: string;

  beforeEach(() => {
    dataDir = mkdtempSync('/tmp/an-tam-folder-');
  });

  afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

  it('lets nobody else see secrets, keys and logs', () => {
    const folder = DataFolder.hold({ dataDir, profile: 'demo' });
    for (const name of ['secrets', 'keys', 'logs', 'audit-heads']) expect(modeOf(join(dataDir, name))).toBe('700');
    folder.write('note', 'text');
    expect(modeOf(join(dataDir, 'note'))).toBe('600');
    folder.release();
  });

  it('takes over from a launcher that is gone', () => {
    writeFileSync(join(dataDir, 'launcher.lock'), '999999999');
    const folder = DataFolder.hold({ dataDir, profile: 'demo' });
    expect(readFileSync(join(dataDir, 'launcher.lock'), 'utf8')).toBe(String(process.pid));
    folder.release();
  });

  it('takes over when another program has the number of a dead launcher', () => {
    writeFileSync(join(dataDir, 'launcher.lock'), '1');
    DataFolder.hold({ dataDir, profile: 'demo' }).release();
  });

  it('keeps demo and production apart and gives the folder up when it refuses', () => {
    DataFolder.hold({ dataDir, profile: 'demo' }).release();
    expect(() => DataFolder.hold({ dataDir, profile: 'production' })).toThrow(/made by the demo profile/);
    DataFolder.hold({ dataDir, profile: 'demo' }).release();
  });

  it('says which folder cannot be used', () => {
    const file = join(dataDir, 'a-file');
    writeFileSync(file, '');
    expect(() => DataFolder.hold({ dataDir: file, profile: 'demo' })).toThrow(`the data folder ${file} cannot be used`);
  });
});
