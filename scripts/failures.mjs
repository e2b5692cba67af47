// What failed, in a few lines each: the end of a long log is what somebody gets to read.

const LINES_OF_A_MESSAGE = 12;
/** Of a suite that ended badly and names no test. */
const LAST_LINES = 30;
const LONGEST_LINE = 300;
/** More than these say the same thing again. */
const AT_MOST = 20;

// eslint-disable-next-line no-control-regex -- colours of a terminal
const COLOURS = /\x1b\[[0-9;]*m/g;

const readable = (text) =>
  String(text ?? '')
    .replace(COLOURS, '')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => line.slice(0, LONGEST_LINE));

const shorten = (message) => readable(message).slice(0, LINES_OF_A_MESSAGE).join('\n');

/** A suite that ended badly with no failed test: what it said last. */
export const failureOfSuite = (title, output) => ({
  file: title,
  test: 'ended badly; its last words',
  message: readable(output).slice(-LAST_LINES).join('\n'),
});

/** The failed tests of vitest's JSON report, and the files that did not load. */
export function failuresOfVitest({ testResults = [] }) {
  return testResults.flatMap(({ name, status, message, assertionResults }) => {
    const failed = assertionResults.filter((test) => test.status === 'failed');
    if (failed.length === 0 && status === 'failed')
      return [{ file: name, test: 'the file', message: shorten(message) }];
    return failed.map(({ fullName, failureMessages }) => ({
      file: name,
      test: fullName,
      message: shorten(failureMessages.join('\n')),
    }));
  });
}

/** Every test of a session of web-test-runner, by its whole name. */
export function testsOfSession({ testResults }) {
  const inSuite = (suite, above) => [
    ...suite.tests.map((test) => ({ ...test, name: [...above, test.name].join(' ') })),
    ...suite.suites.flatMap((inner) => inSuite(inner, [...above, inner.name])),
  ];
  return testResults ? inSuite(testResults, []) : [];
}

/** The failed tests of a session of web-test-runner, and what is wrong with its file. */
export function failuresOfSession(session) {
  const { testFile: file, testResults, errors } = session;
  const wrong = errors.length === 0 && !testResults ? [{ message: 'It did not run.' }] : errors;
  return [
    ...testsOfSession(session)
      .filter(({ passed, skipped }) => !passed && !skipped)
      .map(({ name, error }) => ({
        file,
        test: name,
        message: shorten([error?.message, error?.stack].filter(Boolean).join('\n')),
      })),
    ...wrong.map(({ message }) => ({ file, test: 'the file', message: shorten(message) })),
  ];
}

/** Prints them. */
export function printFailures(failures) {
  if (failures.length === 0) return;
  console.log('\nWhat failed:');
  for (const { file, test, message } of failures.slice(0, AT_MOST)) {
    const where = file.replaceAll('\\', '/').replace(`${process.cwd().replaceAll('\\', '/')}/`, '');
    console.log(`\n✗ ${where}: ${test}\n${message.replace(/^/gm, '  ')}`);
  }
  if (failures.length > AT_MOST) console.log(`\n… and ${failures.length - AT_MOST} more`);
}
