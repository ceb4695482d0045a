/** One configuration: unit (*.spec), database (*.int-spec), architecture, attacks, journeys and browser tests. */
const swc = (parser, isModule) => [
  '@swc/jest',
  {
    swcrc: false,
    isModule,
    module: { type: 'commonjs' },
    jsc: {
      target: 'es2022',
      parser,
      transform: { legacyDecorator: true, decoratorMetadata: true, react: { runtime: 'automatic' } },
      keepClassNames: true,
    },
  },
];

export default {
  testEnvironment: 'node',
  testEnvironmentOptions: { customExportConditions: ['source', 'node', 'require', 'default'] },
  testMatch: ['<rootDir>/{libs,apps,test}/**/*.{spec,int-spec}.{ts,tsx}'],
  modulePathIgnorePatterns: ['/dist/'],
  transform: {
    '\\.tsx?$': swc({ syntax: 'typescript', tsx: false, decorators: true }, true),
    '\\.m?js$': swc({ syntax: 'ecmascript' }, 'unknown'),
  },
  transformIgnorePatterns: [],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  globalSetup: '<rootDir>/test/support/global-setup.mjs',
  globalTeardown: '<rootDir>/test/support/global-teardown.mjs',
  // The end of a hopeless wait, on a busy machine too; nothing here measures speed.
  testTimeout: 120_000,
  // One more than the cores of the smallest machine: most of a journey is waiting for another process.
  maxWorkers: 3,
};
