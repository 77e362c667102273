import { DefaultReporter, type TestModule } from 'vitest/node';

/** Vitest's own report, and after it the one line that any build server can count: `N passed, N failed`. */
export default class CountingReporter extends DefaultReporter {
  override async onTestRunEnd(...run: Parameters<DefaultReporter['onTestRunEnd']>): Promise<void> {
    await super.onTestRunEnd(...run);
    const [modules, errors] = run;
    const states = modules.flatMap((module) => [...testsOf(module)]);
    const failed = states.filter((state) => state === 'failed').length;
    const broken = modules.filter((module) => module.errors().length > 0).length + errors.length;
    const skipped = states.filter((state) => state === 'skipped').length;
    const passed = states.filter((state) => state === 'passed').length;
    console.log(`${passed} passed, ${failed + broken} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
  }
}

function* testsOf(module: TestModule): Generator<string> {
  for (const test of module.children.allTests()) yield test.result().state;
}
