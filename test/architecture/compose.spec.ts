import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { repositoryRoot } from '../support/controller-scan.js';

interface Service {
  readonly image?: string;
  readonly user?: string;
  readonly read_only?: boolean;
  readonly privileged?: boolean;
  readonly cap_drop?: readonly string[];
  readonly cap_add?: readonly string[];
  readonly security_opt?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly secrets?: readonly string[];
  readonly networks?: readonly string[];
  readonly ports?: readonly string[];
  readonly command?: readonly string[];
  readonly entrypoint?: readonly string[];
}

interface Composition {
  readonly services: Readonly<Record<string, Service>>;
  readonly secrets: Readonly<Record<string, { readonly file?: string }>>;
  readonly networks: Readonly<Record<string, { readonly internal?: boolean }>>;
}

const own = ['gateway', 'identity', 'intake', 'referral', 'reporting'];

/** What is wrong with one service; empty when nothing is. */
function faultsOf(name: string, service: Service): string[] {
  const { environment = {}, user = '' } = service;
  const secretText = Object.entries(environment).filter(
    ([key, value]) =>
      /PASSWORD|SECRET|PASSPHRASE|_KEY|DATABASE_URL/.test(key) && !/_(FILE|DIR|PATH)$/.test(key) && value,
  );
  return [
    ...(service.read_only === true ? [] : ['root file system can be written']),
    ...(/^[1-9]\d*:[1-9]\d*$/.test(user) ? [] : ['runs as root or as an unnamed account']),
    ...(service.cap_drop?.includes('ALL') ? [] : ['keeps capabilities']),
    ...(service.cap_add ?? [])
      .filter((cap) => !(name === 'caddy' && cap === 'NET_BIND_SERVICE'))
      .map((c) => `adds ${c}`),
    ...(service.security_opt?.includes('no-new-privileges:true') ? [] : ['may gain privileges']),
    ...(service.privileged ? ['is privileged'] : []),
    ...secretText.map(([key]) => `${key} is text, not a file`),
    ...(name !== 'caddy' && service.ports ? ['is reachable from outside'] : []),
  ].map((fault) => `${name}: ${fault}`);
}

describe('docker-compose.yml, the production shape', () => {
  const text = readFileSync(join(repositoryRoot, 'docker-compose.yml'), 'utf8');
  const composition = parse(text, { merge: true }) as Composition;
  const { services, secrets, networks } = composition;

  it('finds what is wrong where it is planted', () => {
    expect(faultsOf('planted', { user: '0:0', environment: { POSTGRES_PASSWORD: 'postgres' } })).toEqual([
      'planted: root file system can be written',
      'planted: runs as root or as an unnamed account',
      'planted: keeps capabilities',
      'planted: may gain privileges',
      'planted: POSTGRES_PASSWORD is text, not a file',
    ]);
  });

  it('hardens every container and gives secrets as files', () => {
    expect(Object.keys(services)).toEqual(expect.arrayContaining([...own, 'postgres', 'keys-postgres', 'caddy']));
    expect(Object.entries(services).flatMap(([name, service]) => faultsOf(name, service))).toEqual([]);
  });

  it('declares every secret it uses, as a file below an ignored folder, and uses every one it declares', () => {
    const used = new Set(Object.values(services).flatMap((service) => service.secrets ?? []));
    expect([...used].sort()).toEqual(Object.keys(secrets).sort());
    const files = Object.values(secrets).map((secret) => secret.file ?? '');
    expect(files.filter((file) => !file.startsWith('./deploy/secrets/'))).toEqual([]);
    expect(readFileSync(join(repositoryRoot, 'deploy/.gitignore'), 'utf8')).toContain('secrets/');
  });

  it('gives each service the secrets its settings name, and no other', () => {
    for (const [name, { environment = {}, secrets: given = [] }] of Object.entries(services)) {
      const named = Object.entries(environment)
        .filter(([key]) => key.endsWith('_FILE'))
        .map(([, path]) => path.replace('/run/secrets/', ''));
      const others = given.filter((secret) => !named.includes(secret));
      // The provisioning one-shots read the role's addresses from a folder.
      expect([name, name.startsWith('provision') ? [] : others]).toEqual([name, []]);
      expect([name, named.filter((secret) => !given.includes(secret))]).toEqual([name, []]);
    }
  });

  it('keeps data bases, keys and reporting away from the outside and from each other', () => {
    expect(Object.entries(networks).filter(([name, network]) => name !== 'outside' && !network.internal)).toEqual([]);
    expect(
      Object.entries(services)
        .filter(([, s]) => s.networks?.includes('outside'))
        .map(([name]) => name),
    ).toEqual(['caddy']);
    const withKeys = Object.entries(services).filter(([, s]) => s.networks?.includes('keys-database'));
    expect(withKeys.map(([name]) => name).sort()).toEqual([
      'intake',
      'keys-postgres',
      'migrate-intake',
      'provision-keys',
    ]);
    expect(services['reporting']?.secrets?.filter((secret) => /token-key|keyring/.test(secret))).toEqual([]);
  });

  it('runs entries that exist', () => {
    const entries = Object.values(services)
      .map(({ command, entrypoint }) => (entrypoint ?? command)?.[1] ?? '')
      .filter((entry) => entry.startsWith('dist/apps/'));
    expect(entries).toHaveLength(13);
    const sources = entries.map((entry) => entry.replace(/^dist\/apps\/([^/]+)\/(.*)\.js$/, 'apps/$1/src/$2.ts'));
    expect(sources.filter((source) => !existsSync(join(repositoryRoot, source)))).toEqual([]);
  });

  it('is accepted by docker compose, where that is installed', () => {
    const compose = (...words: string[]) =>
      spawnSync('docker', ['compose', ...words], {
        cwd: repositoryRoot,
        env: { ...process.env, AN_TAM_HOSTNAME: 'antam.example.vn', AN_TAM_PROVINCE: '33' },
        encoding: 'utf8',
      });
    if (compose('version').status !== 0) {
      process.stdout.write('skipped: docker compose config (install: apt-get install docker-compose-plugin)\n');
      return;
    }
    const { status, stderr } = compose('config', '--quiet');
    expect([status, stderr]).toEqual([0, '']);
  });
});
