import tseslint from 'typescript-eslint';

/** HTTP answers are decided at the edge: everywhere else typed errors are thrown. */
const httpExceptions = [
  'HttpException',
  'BadRequestException',
  'ConflictException',
  'ForbiddenException',
  'InternalServerErrorException',
  'NotFoundException',
  'ServiceUnavailableException',
  'UnauthorizedException',
  'UnprocessableEntityException',
];

/** Boundaries see where an import leads; that it goes by the package's name is seen here. */
const byPackageName = {
  regex: '^\\..*/libs/',
  message: 'A library is imported by its package name.',
};

export default tseslint.config(
  {
    ignores: ['**/dist/**', '**/node_modules/**', 'coverage/**', 'screenshots/**', '.an-tam/**', 'libs/*/worker/**'],
  },
  {
    // What is wrong is mended, not silenced.
    linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'error' },
  },
  {
    files: ['**/*.{ts,tsx,mjs}'],
    rules: {
      'max-lines': ['error', { max: 300 }],
      'no-warning-comments': ['error', { terms: ['todo', 'fixme', 'xxx', 'hack'], location: 'anywhere' }],
      'no-console': 'error',
      'no-debugger': 'error',
      'no-eval': 'error',
      'no-var': 'error',
      'prefer-const': 'error',
      eqeqeq: 'error',
    },
  },
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/ban-ts-comment': ['error', { 'ts-expect-error': true }],
      '@typescript-eslint/consistent-type-exports': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      // A handler may be async for its contract alone, and module classes of Nest are empty.
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/no-extraneous-class': 'off',
      'no-restricted-syntax': [
        'error',
        {
          selector: "MethodDefinition[kind='constructor'] > FunctionExpression[params.length>6]",
          message: 'A constructor takes at most six dependencies.',
        },
        {
          selector: "CallExpression[callee.name='forwardRef']",
          message: 'Features do not depend on each other in a circle.',
        },
      ],
    },
  },
  {
    files: ['apps/*/src/**/*.ts', 'libs/*/src/**/*.ts'],
    ignores: ['**/*.controller.ts', '**/*.guard.ts', 'libs/http/**', '**/*.{spec,int-spec}.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          paths: [
            {
              name: '@nestjs/common',
              importNames: httpExceptions,
              message: 'HTTP exceptions stand in controllers, guards and libs/http; throw a typed error instead.',
            },
          ],
          patterns: [byPackageName],
        },
      ],
    },
  },
  {
    files: ['**/*.{spec,int-spec}.{ts,tsx}', 'test/**/*.ts'],
    rules: {
      'no-restricted-imports': ['error', { patterns: [byPackageName] }],
      'no-restricted-properties': [
        'error',
        ...['it', 'test', 'describe'].flatMap((object) =>
          ['skip', 'only', 'todo'].map((property) => ({ object, property, message: 'Every test runs.' })),
        ),
      ],
      // Jest's matchers and parsed answers are loosely typed; the assertions themselves are the check.
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/unbound-method': 'off',
    },
  },
);
