import { randomUUID } from 'node:crypto';
import type { RegisteredFunction } from './core-module';
import type { HostLog, ProgrammingModel, TypedData } from './worker-types';

/** Calls functions of one loaded bundle. */
export type Invoke = (target: RegisteredFunction, input: TypedData) => Promise<TypedData | null | undefined>;

/**
 * Makes the caller for a bundle. It hands `input` to the trigger binding and resolves to what the function returned,
 * converted by `@azure/functions`. Whatever the function throws is logged and thrown on.
 */
export function createInvoke(model: ProgrammingModel, log: HostLog): Invoke {
  return async (target, input) => {
    const { metadata, callback } = target;
    const invocationId = randomUUID();
    const invocation = model.getInvocationModel({
      invocationId,
      metadata,
      request: { invocationId, inputData: [{ name: triggerOf(target), data: input }], triggerMetadata: {} },
      log: (level, _category, message) => log(level, message),
    });
    try {
      const { context, inputs } = await invocation.getArguments();
      const result = await invocation.invokeFunction(context, inputs, callback);
      return (await invocation.getResponse(context, result)).returnValue;
    } catch (thrown) {
      const reason = thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);
      log('error', `Executed 'Functions.${metadata.name}' (Failed, Id=${invocationId}): ${reason}`);
      throw thrown;
    }
  };
}

function triggerOf({ metadata }: RegisteredFunction): string {
  const trigger = Object.entries(metadata.bindings).find(([, binding]) => /trigger$/i.test(binding.type));
  if (trigger === undefined) throw new Error(`The function "${metadata.name}" has no trigger.`);
  return trigger[0];
}
