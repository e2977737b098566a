// What Vitest's JSON reports say: how many tests passed and failed, and which failed with what first words.
import { existsSync, readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { root } from './project.mjs';

const linesShown = 6;

const readReport = (file) =>
  existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : { numPassedTests: 0, numFailedTests: 0, testResults: [] };

export function countsOf(file) {
  const { numPassedTests, numFailedTests } = readReport(file);
  return { passed: numPassedTests, failed: numFailedTests };
}

const firstLines = (text) =>
  stripVTControlCharacters(text)
    .split('\n')
    .slice(0, linesShown)
    .map((line) => `    ${line}`)
    .join('\n');

const told = (heading, messages) => [`  ${heading}`, ...messages.map(firstLines)].join('\n');

/** A file that could not even be loaded has a message and no failed test. */
function failuresIn({ name, message, assertionResults }) {
  const file = relative(root, name);
  const failed = assertionResults.filter(({ status }) => status === 'failed');
  if (failed.length === 0) return message ? [told(file, [message])] : [];
  return failed.map((test) => told(`${file}: ${test.fullName}`, test.failureMessages));
}

/** One paragraph for each failure, so that the end of a long log names what the middle of it told. */
export const failuresOf = (file) => readReport(file).testResults.flatMap(failuresIn);
