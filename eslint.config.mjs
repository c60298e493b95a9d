import js from '@eslint/js';
import reactHooks from 'eslint-plugin-react-hooks';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

const server = ['apps/api/**/*.ts', 'apps/worker/**/*.ts', 'apps/cli/**/*.ts', 'libs/**/*.ts'];
const tests = ['**/*.spec.ts', '**/*.spec.tsx', '**/*.it-spec.ts', '**/*.e2e-spec.ts', 'test/**/*.ts', 'libs/*/{test,testing}/**/*.ts'];

const named = { selector: 'ExportDefaultDeclaration', message: 'Export by name, so that a thing has one name everywhere.' };
const forwardReference = {
  selector: "CallExpression[callee.name='forwardRef']",
  message: 'Two modules that need each other are one, or one listens to the journal.',
};
const environment = {
  selector: "MemberExpression[object.name='process'][property.name='env']",
  message: 'Only libs/platform/src/config reads the environment; take settings instead.',
};
const clock = [
  {
    selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']",
    message: 'Only the kernel reads the clock; take a Clock or tx.now.',
  },
  {
    selector: "NewExpression[callee.name='Date'][arguments.length=0]",
    message: 'Only the kernel reads the clock; take a Clock or tx.now.',
  },
];

/** A disabled rule says why, after ` -- `. */
const disableWithReason = {
  meta: { type: 'suggestion', messages: { reason: 'Say why the rule is off here: `eslint-disable-next-line rule -- reason`.' } },
  create: ({ sourceCode, report }) => ({
    Program() {
      for (const comment of sourceCode.getAllComments()) {
        if (/^\s*eslint-disable/.test(comment.value) && !/ -- \S/.test(comment.value)) report({ loc: comment.loc, messageId: 'reason' });
      }
    },
  }),
};

export default defineConfig(
  globalIgnores(['dist/', 'coverage/', '.bongsu/', 'data/', 'test/architecture/fixtures/', 'apps/board/public/']),
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [js.configs.recommended, tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    plugins: { bongsu: { rules: { 'disable-with-reason': disableWithReason } } },
    rules: {
      'bongsu/disable-with-reason': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      // Numbers in texts are wanted; objects and undefined are not.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      // `() => resolve()` reads better than braces around it.
      '@typescript-eslint/no-confusing-void-expression': 'off',
      // A Nest module is a class without a body.
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true }],
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
      // Types that come from outside may lie; a check too many is cheap.
      '@typescript-eslint/no-unnecessary-condition': 'off',
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
      '@typescript-eslint/no-unnecessary-type-arguments': 'off',
      '@typescript-eslint/require-await': 'off',
      // Nest takes its options as a class and is given literals.
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
    },
  },
  { files: server, rules: { 'no-restricted-syntax': ['error', named, forwardReference, environment, ...clock] } },
  { files: ['libs/kernel/**/*.ts'], rules: { 'no-restricted-syntax': ['error', named, forwardReference, environment] } },
  { files: ['libs/platform/src/config/**/*.ts'], rules: { 'no-restricted-syntax': ['error', named, forwardReference, ...clock] } },
  {
    files: tests,
    rules: {
      'no-restricted-syntax': ['error', forwardReference],
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/unbound-method': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
    },
  },
  {
    files: ['apps/board/**/*.ts', 'apps/board/**/*.tsx'],
    extends: [reactHooks.configs.flat.recommended],
    // `const { t } = useTranslation()` and its kind are made to be taken apart.
    rules: { 'no-restricted-syntax': ['error', named], '@typescript-eslint/unbound-method': 'off' },
  },
  // Read by Vite, which wants a default export; in no tsconfig.
  {
    files: ['apps/board/vite.config.ts'],
    extends: [tseslint.configs.disableTypeChecked],
    languageOptions: { parserOptions: { projectService: false } },
    rules: { 'no-restricted-syntax': 'off', '@typescript-eslint/switch-exhaustiveness-check': 'off' },
  },
  {
    files: ['**/*.mjs', '**/*.cjs'],
    extends: [js.configs.recommended],
    languageOptions: {
      globals: {
        process: 'readonly',
        console: 'readonly',
        URL: 'readonly',
        setTimeout: 'readonly',
        setInterval: 'readonly',
        clearInterval: 'readonly',
        clearTimeout: 'readonly',
        module: 'writable',
        require: 'readonly',
        __dirname: 'readonly',
      },
    },
    rules: { 'no-unused-vars': ['error', { varsIgnorePattern: '^_' }] },
  },
);
