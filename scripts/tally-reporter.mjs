import { writeFileSync } from 'node:fs';

/** The reporter that counts: what vitest knows, and the reason of each skip (`context.skip(reason)`). */
export default class TallyReporter {
  /**
   * @param {readonly import('vitest/node').TestModule[]} modules
   * @param {readonly unknown[]} unhandledErrors
   */
  onTestRunEnd(modules, unhandledErrors) {
    const tally = { passed: 0, failed: unhandledErrors.length, skipped: [] };
    for (const testModule of modules) {
      tally.failed += testModule.errors().length;
      for (const suite of testModule.children.allSuites()) tally.failed += suite.errors().length;
      for (const test of testModule.children.allTests()) count(test, tally);
    }
    writeFileSync(process.env.MARQUEE_TALLY_FILE, JSON.stringify(tally));
  }
}

function count(test, tally) {
  const { state, note } = test.result();
  if (state === 'passed') tally.passed += 1;
  else if (state === 'skipped') tally.skipped.push(note ?? `no reason given: ${test.fullName}`);
  else tally.failed += 1;
}
