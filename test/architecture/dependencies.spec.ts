import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(__dirname, '../..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

interface Package {
  readonly license?: string;
  readonly dependencies?: Record<string, string>;
  readonly devDependencies?: Record<string, string>;
  readonly optionalDependencies?: Record<string, string>;
}

const own = JSON.parse(read('package.json')) as Package;
const ofLibraries = readdirSync(join(root, 'libs')).map(
  (name) => JSON.parse(read(`libs/${name}/package.json`)) as Package,
);
const direct = [own, ...ofLibraries]
  .flatMap(({ dependencies = {}, devDependencies = {}, optionalDependencies = {} }) => [
    ...Object.keys(dependencies),
    ...Object.keys(devDependencies),
    ...Object.keys(optionalDependencies),
  ])
  .filter((name, position, all) => !name.startsWith('@an-tam/') && all.indexOf(name) === position)
  .sort();

const optional = new Set(ofLibraries.flatMap(({ optionalDependencies = {} }) => Object.keys(optionalDependencies)));

/** Rows of the dependency list: package, what for, licence, why. */
const listed = read('docs/dependencies.md')
  .split('\n')
  .map((line) => line.split('|').map((cell) => cell.trim()))
  .filter((cells) => /^`[^`]+`$/.test(cells[1] ?? ''))
  .map((cells) => ({ name: (cells[1] ?? '').slice(1, -1), use: cells[2], licence: cells[3], why: cells[4] }));

describe('the list of dependencies', () => {
  it('names every direct dependency once and no other', () => {
    expect(listed.map((row) => row.name).sort()).toEqual(direct);
  });

  it('says what each is for, why, and under which licence it comes', () => {
    for (const { name, use, licence, why } of listed) {
      // An optional package that could not be compiled here is not there to be asked.
      if (!optional.has(name) || existsSync(join(root, `node_modules/${name}`))) {
        const { license } = JSON.parse(read(`node_modules/${name}/package.json`)) as Package;
        expect([name, licence]).toEqual([name, license]);
      }
      expect([name, Boolean(use && why)]).toEqual([name, true]);
    }
  });

  it('holds only licences that go with Apache-2.0', () => {
    const fitting = new Set(['MIT', 'ISC', 'Apache-2.0', 'OFL-1.1']);
    // Copyleft by file: a test tool that is never delivered.
    const testOnly = new Map([['axe-core', 'MPL-2.0']]);
    for (const { name, licence } of listed) {
      const fits =
        fitting.has(licence ?? '') || (testOnly.get(name) === licence && name in (own.devDependencies ?? {}));
      expect([name, licence, fits]).toEqual([name, licence, true]);
    }
  });
});

describe('licence and notices', () => {
  it('give the whole licence and the notices of the data', () => {
    expect(own.license).toBe('Apache-2.0');
    const licence = read('LICENSE');
    expect(licence).toContain('Apache License\n                           Version 2.0, January 2004');
    expect(licence).toContain('9. Accepting Warranty or Additional Liability.');
    const notice = read('NOTICE').replaceAll(/\s+/g, ' ');
    const units = read('config/administrative-units/LICENSE.txt').replaceAll(/\s+/g, ' ');
    const mit = units.slice(units.indexOf('Permission is hereby granted'), units.indexOf(' Changed here'));
    expect(mit).toMatch(/^Permission is hereby granted.*SOFTWARE\.$/);
    expect(notice).toContain(mit);
    expect(notice).toContain('Copyright (c) 2021 Thang Le Quoc');
    expect(notice).toContain('SIL Open Font License');
  });

  it('follow the decisions that the list of decisions names', () => {
    const pages = [...read('docs/adr/README.md').matchAll(/\]\((\d{4}-[a-z-]+\.md)\)/g)].map((match) => match[1] ?? '');
    expect(pages.length).toBeGreaterThanOrEqual(6);
    for (const page of pages) {
      expect([page, existsSync(join(root, 'docs/adr', page))]).toEqual([page, true]);
      const text = read(`docs/adr/${page}`);
      for (const part of ['## Context', '## Decision', '## Consequences'])
        expect([page, text.includes(part)]).toEqual([page, true]);
    }
  });
});
