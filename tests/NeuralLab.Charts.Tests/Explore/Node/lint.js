// Lints scripts, each given by its file: first the script of all views, then that of each. Fails with what it found.
'use strict';
const { readFileSync } = require('node:fs');
const { Linter } = require('eslint');
const js = require('@eslint/js');
const globals = require('globals');

const config = [
  js.configs.recommended,
  { languageOptions: { sourceType: 'script', ecmaVersion: 2024, globals: globals.browser }, rules: { 'prefer-const': 'error', 'no-var': 'error', eqeqeq: 'error' } },
];
// The script of one view may hold what only another one uses, but must have all that it names.
const found = process.argv.slice(2).flatMap((file, i) => new Linter().verify(readFileSync(file, 'utf8'), config)
  .filter(({ ruleId, message }) => !(ruleId === 'no-unused-vars' && i > 0) && !/neuralLabExplore/.test(message))
  .map(({ line, ruleId, message }) => `${file}:${line} ${ruleId}: ${message}`));
if (found.length) {
  console.error(found.join('\n'));
  process.exit(1);
}
