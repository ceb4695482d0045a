/**
 * Who may import whom. `test/architecture/boundaries.spec.ts` plants a violation of each rule and expects it to be found.
 */
const spec = '\\.(spec|int-spec)\\.tsx?$';
const libEntries = [
  '^libs/[^/]+/src/index\\.ts$',
  '^libs/access-rules/src/(rules|nest|typeorm)/index\\.ts$',
  '^libs/audit/src/nest/index\\.ts$',
  '^libs/http/src/(openapi|tokens)/index\\.ts$',
  '^libs/field-encryption/src/(packet|typeorm|nest)/index\\.ts$',
  '^libs/field-encryption/src/core/signature\\.ts$',
  '^libs/field-encryption/src/search/normalise\\.ts$',
];
const typeorm = '(^|/)node_modules/typeorm/';
const nest = '(^|/)node_modules/@nestjs/';

const rule = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

export default {
  forbidden: [
    rule('no-circular', 'A circle cannot be understood or tested in parts.', {}, { circular: true }),
    rule(
      'not-to-unresolvable',
      'An import that leads nowhere fails at start.',
      {},
      { couldNotResolve: true, pathNot: '^vite/client$' },
    ),
    rule(
      'app-not-to-app',
      'Services know each other through contracts alone.',
      { path: '^apps/([^/]+)/' },
      { path: '^apps/', pathNot: '^apps/$1/' },
    ),
    rule(
      'web-to-contracts-only',
      'The page shares contracts, the packet format that may be opened nowhere but in the browser, and what is searched for by exact value.',
      { path: '^apps/web/' },
      {
        path: '^libs/',
        pathNot: '^libs/(contracts/src/index|field-encryption/src/(packet/index|search/normalise))\\.ts$',
      },
    ),
    rule(
      'lib-through-exports',
      'A library is what its exports say.',
      { path: '^apps/' },
      {
        path: '^libs/',
        pathNot: libEntries,
      },
    ),
    rule(
      'lib-through-sibling-exports',
      'A library uses another one through its exports too.',
      { path: '^libs/([^/]+)/' },
      {
        path: '^libs/',
        pathNot: ['^libs/$1/', ...libEntries],
      },
    ),
    rule(
      'pure-libraries',
      'These stand alone, without framework, database or sibling, and can be published.',
      {
        path: '^libs/(field-encryption|disclosure-control)/',
        pathNot: [spec, '^libs/field-encryption/src/(typeorm|nest)/'],
      },
      { path: [nest, typeorm, '^libs/'], pathNot: '^libs/(field-encryption|disclosure-control)/' },
    ),
    rule(
      'sealing-not-to-adapter',
      'Whoever seals without a framework or an ORM loads neither.',
      {
        path: '^libs/field-encryption/src/',
        pathNot: [spec, '^libs/field-encryption/src/(typeorm|nest)/'],
      },
      { path: '^libs/field-encryption/src/(typeorm|nest)/' },
    ),
    rule(
      'sealing-adapters',
      'The adapters of sealing know their framework and their own library, so that they can be published with it.',
      { path: '^libs/field-encryption/src/(typeorm|nest)/', pathNot: spec },
      { path: '^libs/', pathNot: '^libs/field-encryption/' },
    ),
    rule(
      'sealing-orm-without-framework',
      'Entities can be sealed in a program of any framework.',
      { path: '^libs/field-encryption/src/typeorm/', pathNot: spec },
      { path: [nest, '^libs/field-encryption/src/nest/'] },
    ),
    rule(
      'pure-rules',
      'Who may do what is decided without framework or database; its words come from the contracts.',
      { path: '^libs/access-rules/src/rules/', pathNot: spec },
      { path: [nest, typeorm, '^libs/'], pathNot: '^libs/(access-rules/src/rules/|contracts/src/index\\.ts$)' },
    ),
    rule(
      'audit-and-outbox',
      'They build on persistence and contracts; the outbox also signs with the tokens.',
      { path: '^libs/(audit|outbox)/', pathNot: [spec, '^libs/audit/src/nest/'] },
      { path: '^libs/', pathNot: '^libs/($1/|persistence/src/index|contracts/src/index|http/src/tokens/index)' },
    ),
    rule(
      'audit-route',
      "The audit log's route declares its permission like any other; writing entries knows nothing of it.",
      { path: '^libs/audit/src/nest/', pathNot: spec },
      {
        path: '^libs/',
        pathNot: '^libs/(audit/|persistence/src/index|contracts/src/index|access-rules/src/nest/index)',
      },
    ),
    rule(
      'audit-log-not-to-route',
      'Whoever writes entries does not load the route.',
      { path: '^libs/audit/src/', pathNot: [spec, '^libs/audit/src/nest/'] },
      { path: '^libs/audit/src/nest/' },
    ),
    rule(
      'feature-through-index',
      'A feature shows others what its index.ts names.',
      { path: '^apps/(?!web/)([^/]+)/src/([^/]+)/', pathNot: spec },
      { path: '^apps/$1/src/[^/]+/', pathNot: ['^apps/$1/src/$2/', '/index\\.ts$'] },
    ),
    rule(
      'controller-to-service',
      'A controller talks to services, queries and mappers.',
      { path: '\\.controller\\.ts$', pathNot: '^libs/http/' },
      { path: ['\\.(repository|entity)\\.ts$', typeorm] },
    ),
    rule(
      'nobody-to-controller',
      'Only a module names its controllers.',
      { path: '^apps/', pathNot: ['\\.module\\.ts$', '/index\\.ts$', spec] },
      { path: '\\.controller\\.ts$' },
    ),
    rule(
      'typeorm-in-its-place',
      'Queries stand in repositories, queries, entities, migrations and the persistence library.',
      {
        path: '^(apps|libs)/',
        pathNot: [
          // A module may open a further database for its repositories.
          '\\.(repository|query|entity|module)\\.ts$',
          '/migrations/',
          '^libs/persistence/',
          '^libs/(access-rules|field-encryption)/src/typeorm/',
          '^libs/http/src/(health\\.controller|problem\\.filter)\\.ts$',
          '/test/',
          spec,
        ],
      },
      { path: typeorm },
    ),
    rule(
      'migrations-alone',
      'A migration must do the same in ten years: it uses no code that changes.',
      { path: '^apps/[^/]+/src/migrations/' },
      { path: '^apps/', pathNot: '/migrations/' },
    ),
    rule(
      'source-not-to-test',
      'What is shipped knows no test.',
      { path: '^(apps|libs)/', pathNot: [spec, '/test/'] },
      { path: ['^test/', spec] },
    ),
    rule(
      'source-not-to-dev-dependency',
      'What is shipped runs without development packages.',
      { path: '^(apps|libs)/', pathNot: [spec, 'vite\\.config\\.ts$'] },
      { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'], pathNot: '(^|/)node_modules/@types/' },
    ),
    rule(
      'reporting-holds-no-key',
      'Reporting can open nothing and knows nothing of cases.',
      { path: '^apps/reporting/', pathNot: spec },
      { path: ['^libs/field-encryption/', '^apps/intake/', '(^|/)node_modules/libsodium'] },
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)dist/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['source', 'import', 'node', 'default'],
      extensions: ['.ts', '.tsx', '.d.ts', '.mjs', '.js', '.json'],
    },
    skipAnalysisNotInRules: true,
  },
};
