import type { Narrator } from '../print/narrator';
import type { Traffic } from './traffic';

/** One step of the story: does what its title says and resolves to sentences on what came of it. */
export interface Step {
  readonly title: string;
  run(): Promise<readonly string[]>;
}

/** Runs the steps in order and tells each when it is over. The first that fails ends the story with its error. */
export async function tellStory(steps: readonly Step[], narrator: Narrator, traffic: Traffic): Promise<void> {
  for (const [index, { title, run }] of steps.entries()) {
    const started = performance.now();
    const result = await run();
    const milliseconds = performance.now() - started;
    narrator.step({ number: index + 1, title, travelled: traffic.take(), result, milliseconds });
  }
}
