import { execFileSync, spawnSync } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

const PACKAGE = join(__dirname, '..');
const MODULES = join(PACKAGE, '../../node_modules');

let folder: string;
let installed: string;

const run = (command: string, args: readonly string[], cwd: string): string =>
  execFileSync(command, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });

/** Packs a copy, so that the compiled code other tests run is not written over, and unpacks it as an installation does. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'package-'));
  const source = join(folder, 'source');
  await cp(PACKAGE, source, { recursive: true, filter: (path) => !['dist', 'node_modules'].includes(basename(path)) });
  await symlink(MODULES, join(source, 'node_modules'));
  run('npm', ['pack', '--offline', '--pack-destination', folder], source);
  const tarball = (await readdir(folder)).find((name) => name.endsWith('.tgz')) ?? '';
  installed = join(folder, 'consumer/node_modules/@an-tam/field-encryption');
  await mkdir(installed, { recursive: true });
  run('tar', ['-xzf', join(folder, tarball), '--strip-components=1', '-C', installed], folder);
  await link([...Object.keys(await packageField('dependencies')), 'libsodium-sumo']);
}, 120_000);

const packageField = async (field: string) =>
  (JSON.parse(await readFile(join(PACKAGE, 'package.json'), 'utf8')) as Record<string, Record<string, string>>)[
    field
  ] ?? {};

async function link(names: readonly string[]): Promise<void> {
  for (const name of names) {
    const path = join(folder, 'consumer/node_modules', name);
    await mkdir(join(path, '..'), { recursive: true });
    await symlink(join(MODULES, name), path);
  }
}

afterAll(() => rm(folder, { recursive: true, force: true }));

it('holds code, types, worker, licence and vectors, and no test', async () => {
  const files = await readdir(installed, { recursive: true });
  expect(files).toEqual(
    expect.arrayContaining([
      'dist/index.js',
      'dist/index.d.ts',
      'dist/packet/index.d.ts',
      'dist/core/signature.d.ts',
      'dist/typeorm/index.d.ts',
      'dist/nest/index.d.ts',
      'worker/derive-passphrase-key.mjs',
      'test/vectors/sealed-field.json',
      'LICENSE',
      'README.md',
    ]),
  );
  expect(files.filter((name) => /spec\.|\.built-from|tsconfig/.test(name))).toEqual([]);
});

it('works where it is installed, through each of its entries', async () => {
  const consumer = join(folder, 'consumer');
  await writeFile(
    join(consumer, 'try.mjs'),
    `import { Keyring, newCaseKey, openField, ready, sealField } from '@an-tam/field-encryption';
import { generatePartnerKeyPair, openPacket } from '@an-tam/field-encryption/packet';
import { normalise } from '@an-tam/field-encryption/normalise';
import { generateSigningKeyPair, signMessage, verifyMessage } from '@an-tam/field-encryption/signature';
await ready();
const key = newCaseKey();
const place = { caseId: 'c', table: 't', column: 'x', rowId: 'r', type: 'text' };
const opened = Buffer.from(openField(key, place, sealField(key, place, Buffer.from('hoà'), 'text'))).toString();
const pair = generateSigningKeyPair();
const verified = verifyMessage(pair.publicKey, 'd', 'm', signMessage(pair.secretKey, 'd', 'm'));
const ring = await Keyring.create('./ring/keyring.json', 'mùa nước nổi 2026', { passes: 1, memoryBytes: 16384 });
await ring.createCentreKeys('a');
const { kek } = await ring.centreKeys('a');
await ring.close();
const partner = generatePartnerKeyPair().keyId.length;
process.stdout.write(JSON.stringify({ opened, verified, kek: kek.bytes.length, partner, packet: typeof openPacket, uic: normalise('uic', 'ĐO-0199') }));
`,
  );
  const answer = JSON.parse(run(process.execPath, ['try.mjs'], consumer)) as unknown;
  expect(answer).toEqual({ opened: 'hoà', verified: true, kek: 32, partner: 32, packet: 'function', uic: 'do0199' });
});

it('gives its types to whoever compiles against it', async () => {
  const consumer = join(folder, 'consumer');
  const imports = `import { newCaseKey, type CaseKey } from '@an-tam/field-encryption';
import type { Normaliser } from '@an-tam/field-encryption/normalise';
import type { SealedPacket } from '@an-tam/field-encryption/packet';
import type { SigningKeyPair } from '@an-tam/field-encryption/signature';
export type All = [Normaliser, SealedPacket, SigningKeyPair];
`;
  await writeFile(join(consumer, 'right.mts'), `${imports}export const key: CaseKey = newCaseKey(2);\n`);
  await writeFile(join(consumer, 'wrong.mts'), `${imports}export const key: number = newCaseKey(2);\n`);
  const options = ['--noEmit', '--strict', '--skipLibCheck', '--module', 'nodenext', '--lib', 'es2022'];
  const { status, stdout } = spawnSync(
    process.execPath,
    [join(MODULES, 'typescript/bin/tsc'), ...options, 'right.mts', 'wrong.mts'],
    { cwd: consumer, encoding: 'utf8' },
  );
  expect(status).not.toBe(0);
  expect(stdout.trim()).toMatch(/^wrong\.mts\(6,14\): error TS2322: [^\n]*$/);
}, 120_000);

it('seals entities and wires a module once the ORM and the framework are there, and not before', async () => {
  const consumer = join(folder, 'consumer');
  await writeFile(
    join(consumer, 'adapters.mts'),
    `import type { SealedTable } from '@an-tam/field-encryption';
import { FieldEncryptionModule } from '@an-tam/field-encryption/nest';
import { EntitySealer, SealedRowEntity, type Content, type Sealed } from '@an-tam/field-encryption/typeorm';
export class Note extends SealedRowEntity { text!: Sealed<string>; }
export const content: Content<Note> = { text: 'Hoà' };
export const registry: readonly SealedTable[] = [];
export const sealer: EntitySealer = FieldEncryptionModule.forRoot(registry);
`,
  );
  await writeFile(
    join(consumer, 'adapters.mjs'),
    `import { newCaseKey, RowCodec, ready } from '@an-tam/field-encryption';
import { EntitySealer, SealedRowEntity } from '@an-tam/field-encryption/typeorm';
import { FieldEncryptionModule } from '@an-tam/field-encryption/nest';
import { Column, Entity } from 'typeorm';
await ready();
class Note extends SealedRowEntity {}
Column({ type: 'bytea' })(Note.prototype, 'text');
Entity('note')(Note);
const columns = [{ column: 'text', type: 'text', padding: 'text', dataCategory: 'note', purpose: 'a test' }];
const sealer = new EntitySealer(new RowCodec([{ table: 'note', policy: ['centre_id'], columns }]));
const key = newCaseKey();
const row = sealer.seal(Note, key, { id: 'r', caseId: 'c', centreId: 'x', version: 1 }, { text: 'hoà' });
const { module } = FieldEncryptionModule.forRoot([]);
process.stdout.write(JSON.stringify({ ...sealer.open(Note, [key], row), module: module.name }));
`,
  );
  const alone = spawnSync(process.execPath, ['adapters.mjs'], { cwd: consumer, encoding: 'utf8' });
  expect([alone.status, alone.stderr]).toEqual([1, expect.stringMatching(/Cannot find package '(typeorm|@nestjs)/)]);
  const peers = Object.keys(await packageField('peerDependencies'));
  expect(peers.sort()).toEqual(['@nestjs/common', 'typeorm']);
  await link([...peers, 'reflect-metadata', 'rxjs']);
  expect(JSON.parse(run(process.execPath, ['adapters.mjs'], consumer))).toEqual({
    text: 'hoà',
    module: 'FieldEncryptionModule',
  });
  const options = ['--noEmit', '--strict', '--skipLibCheck', '--module', 'nodenext', '--lib', 'es2022'];
  const tsc = [join(MODULES, 'typescript/bin/tsc'), ...options, 'adapters.mts'];
  const { stdout } = spawnSync(process.execPath, tsc, { cwd: consumer, encoding: 'utf8' });
  expect(stdout.trim()).toMatch(/^adapters\.mts\(7,14\): error TS\d+: [^\n]*EntitySealer[^\n]*$/);
}, 120_000);
