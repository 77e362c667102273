import { GraphRefusal } from './graph-refusal';

/** What was asked for, or `undefined` where Graph knows no such object. Rejects with every other refusal. */
export async function unlessNotFound<T>(asked: Promise<T>): Promise<T | undefined> {
  try {
    return await asked;
  } catch (thrown) {
    if (thrown instanceof GraphRefusal && thrown.status === 404) return undefined;
    throw thrown;
  }
}
