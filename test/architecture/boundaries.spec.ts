import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { repositoryRoot } from '../support/controller-scan.js';

interface Report {
  readonly summary: {
    readonly violations: readonly {
      readonly from: string;
      readonly to: string;
      readonly rule: { readonly name: string };
    }[];
    readonly ruleSetUsed: { readonly forbidden: readonly { readonly name: string }[] };
  };
}

/** One violation of each rule: the file it stands in and what that file imports. */
const planted: Readonly<Record<string, readonly [file: string, imported: string]>> = {
  'no-circular': ['apps/intake/src/planted/first.ts', './second.js'],
  'not-to-unresolvable': ['apps/intake/src/planted/lost.ts', './nowhere.js'],
  'app-not-to-app': ['apps/intake/src/planted/neighbour.ts', '../../../referral/src/settings.js'],
  'web-to-contracts-only': ['apps/web/src/planted.ts', '@an-tam/persistence'],
  'lib-through-exports': ['apps/intake/src/planted/inside.ts', '../../../../libs/persistence/src/unit-of-work.js'],
  'lib-through-sibling-exports': ['libs/audit/src/planted-inside.ts', '../../persistence/src/unit-of-work.js'],
  'pure-libraries': ['libs/field-encryption/src/planted.ts', '@nestjs/common'],
  'sealing-not-to-adapter': ['libs/field-encryption/src/planted-heavy.ts', './nest/index.js'],
  'sealing-adapters': ['libs/field-encryption/src/nest/planted.ts', '@an-tam/contracts'],
  'sealing-orm-without-framework': ['libs/field-encryption/src/typeorm/planted.ts', '@nestjs/common'],
  'pure-rules': ['libs/access-rules/src/rules/planted.ts', 'typeorm'],
  'audit-and-outbox': ['libs/audit/src/planted-wide.ts', '@an-tam/disclosure-control'],
  'audit-route': ['libs/audit/src/nest/planted.ts', '@an-tam/disclosure-control'],
  'audit-log-not-to-route': ['libs/audit/src/planted-loads.ts', './nest/index.js'],
  'feature-through-index': ['apps/intake/src/planted/reach.ts', '../cases/cases.module.js'],
  'controller-to-service': ['apps/intake/src/planted/planted.controller.ts', './planted.repository.js'],
  'nobody-to-controller': ['apps/intake/src/planted/planted.service.ts', './planted.controller.js'],
  'typeorm-in-its-place': ['apps/intake/src/planted/query.service.ts', 'typeorm'],
  'migrations-alone': ['apps/intake/src/migrations/planted.ts', '../settings.js'],
  'source-not-to-test': ['apps/intake/src/planted/tested.ts', '../../../../test/support/planted.js'],
  'source-not-to-dev-dependency': ['apps/intake/src/planted/random.ts', 'fast-check'],
  'reporting-holds-no-key': ['apps/reporting/src/planted.ts', '@an-tam/field-encryption'],
};

/** Files the planted ones need. */
const helpers: Readonly<Record<string, string>> = {
  'apps/intake/src/planted/second.ts': `import './first.js';\nexport const second = 2;\n`,
  'apps/intake/src/planted/planted.repository.ts': `export const planted = 1;\n`,
  'test/support/planted.ts': `export const planted = 1;\n`,
};

/** Copies what the check reads, so that nothing is ever planted in the working tree. */
function copyTree(target: string): void {
  const isSource = (path: string) => !/(^|\/)(dist|node_modules)(\/|$)/.test(path.slice(repositoryRoot.length));
  for (const name of ['apps', 'libs', 'test'])
    cpSync(join(repositoryRoot, name), join(target, name), { recursive: true, filter: isSource });
  for (const name of ['package.json', 'tsconfig.json', '.dependency-cruiser.mjs'])
    cpSync(join(repositoryRoot, name), join(target, name));
  mkdirSync(join(target, 'node_modules', '@an-tam'), { recursive: true });
  const packages = join(repositoryRoot, 'node_modules');
  for (const name of readdirSync(packages).filter((entry) => entry !== '@an-tam'))
    symlinkSync(join(packages, name), join(target, 'node_modules', name));
  for (const name of readdirSync(join(target, 'libs')))
    symlinkSync(join(target, 'libs', name), join(target, 'node_modules', '@an-tam', name));
}

function write(target: string, path: string, text: string): void {
  mkdirSync(dirname(join(target, path)), { recursive: true });
  writeFileSync(join(target, path), text);
}

function cruise(folder: string): Report {
  const tool = join(repositoryRoot, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
  const options = ['--config', '.dependency-cruiser.mjs', '--output-type', 'json', 'apps', 'libs'];
  const { stdout, stderr } = spawnSync(process.execPath, [tool, ...options], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 64_000_000,
  });
  if (!stdout) throw new Error(`The boundary check did not run: ${stderr}`);
  return JSON.parse(stdout) as Report;
}

describe('who may import whom', () => {
  let folder: string;
  let report: Report;

  beforeAll(() => {
    folder = mkdtempSync('/tmp/an-tam-boundaries-');
    copyTree(folder);
    for (const [path, text] of Object.entries(helpers)) write(folder, path, text);
    for (const [path, imported] of Object.values(planted))
      write(folder, path, `import '${imported}';\nexport const planted = 1;\n`);
    report = cruise(folder);
  }, 120_000);

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('has a planted violation for every rule', () => {
    const rules = report.summary.ruleSetUsed.forbidden.map((rule) => rule.name).sort();
    expect(rules).toEqual(Object.keys(planted).sort());
  });

  it.each(Object.entries(planted))('%s is caught', (rule, [file]) => {
    const caught = report.summary.violations.filter((v) => v.rule.name === rule).map((v) => v.from);
    expect(caught).toContain(file);
  });

  it('finds nothing else: the code itself keeps every rule', () => {
    const others = report.summary.violations.filter((v) => !/planted|\/second\.ts$/.test(v.from));
    expect(others.map((v) => `${v.rule.name}: ${v.from} -> ${v.to}`)).toEqual([]);
  });

  it('never touches the working tree', () => {
    const status = execFileSync(
      'find',
      [join(repositoryRoot, 'apps'), join(repositoryRoot, 'libs'), '-name', '*planted*'],
      {
        encoding: 'utf8',
      },
    );
    expect(status).toBe('');
  });
});
