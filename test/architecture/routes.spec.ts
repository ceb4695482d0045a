import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { caseRoutes } from '../../apps/launcher/src/demo/case-routes.js';
import { repositoryRoot, scanFile, scanRoutes, sourceFiles } from '../support/controller-scan.js';

const controllerFiles = (folder: string) => sourceFiles(folder, /\.controller\.ts$/);

/** Routes that a person can reach through the gateway at this service. */
function publicRoutesOf(service: string): string[] {
  const usesAuditRoute = sourceFiles(`apps/${service}/src`, /\.module\.ts$/).some((path) =>
    readFileSync(join(repositoryRoot, path), 'utf8').includes('AuditEntriesModule'),
  );
  const files = [
    ...controllerFiles(`apps/${service}/src`),
    ...(usesAuditRoute ? controllerFiles('libs/audit/src') : []),
  ];
  return files
    .flatMap(scanFile)
    .filter((route) => !/^\/(internal|health)(\/|$)/.test(route.path))
    .map((route) => `${route.method} ${route.path}`)
    .sort();
}

describe('routes', () => {
  const files = [...controllerFiles('apps'), ...controllerFiles('libs')];

  it('finds the routes of every service', () => {
    for (const service of ['gateway', 'identity', 'intake', 'referral', 'reporting'])
      expect([service, controllerFiles(`apps/${service}`).flatMap(scanFile).length > 0]).toEqual([service, true]);
  });

  it('finds a route without a permission where one is planted', () => {
    const planted = `
      @Controller('cases')
      export class PlantedController {
        @Get(':id') @Permit('read', 'CaseFile') one() {}
        @Post() two() {}
      }`;
    expect(scanRoutes(planted).filter((route) => !route.permission)).toEqual([
      { method: 'POST', path: '/cases', handler: 'PlantedController.two', permission: undefined },
    ]);
  });

  it('declares who may use each of them', () => {
    const undeclared = files.flatMap(scanFile).filter((route) => !route.permission);
    expect(undeclared).toEqual([]);
  });

  it('lets no service start that asks for rows by a column its rules may not speak of', () => {
    const sources = [...sourceFiles('apps', /\.ts$/), ...sourceFiles('libs', /\.ts$/)]
      .filter((path) => !/(spec\.ts|\/dist\/)/.test(path))
      .map((path) => readFileSync(join(repositoryRoot, path), 'utf8'));
    const named = (call: RegExp) =>
      new Set(sources.flatMap((text) => [...text.matchAll(call)].map(([, name]) => name)));
    const scoped = named(/scopeFor\([^)]*?'([A-Z]\w+)'/g);
    expect(scoped.size).toBeGreaterThan(15);
    const checked = named(/assertWhitelistCovers\('(\w+)'/g);
    // Identity checks these, two over the same columns each.
    for (const name of ['Account', 'Colleague', 'Centre', 'Organisation']) checked.add(name);
    expect([...scoped].filter((name) => !checked.has(name))).toEqual([]);
  });

  it.each(['intake', 'referral'] as const)('the demo tries every GET and POST route of %s', (service) => {
    const declared = publicRoutesOf(service).filter((route) => /^(GET|POST) /.test(route));
    expect([...caseRoutes[service]].sort()).toEqual(declared);
  });
});
