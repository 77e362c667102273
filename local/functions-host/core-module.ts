import type { FunctionCallback, FunctionMetadata, HostLog, LogLevel, ProgrammingModel } from './worker-types';

/** A function of the bundle: its bindings and its handler. */
export interface RegisteredFunction {
  readonly metadata: FunctionMetadata;
  readonly callback: FunctionCallback;
}

/** What a bundle registered while it was loaded. */
export interface Registrations {
  readonly functions: readonly RegisteredFunction[];
  readonly model: ProgrammingModel;
}

/** A stand-in for the worker's module, good for one bundle. */
export interface CoreModule {
  /** What `require('@azure/functions-core')` returns. */
  readonly exports: object;
  /** Ends the registration. @throws Error when the bundle registered no function */
  close(): Registrations;
}

class Disposable {
  readonly #onDispose: () => void;
  constructor(onDispose: () => void) {
    this.#onDispose = onDispose;
  }
  dispose(): void {
    this.#onDispose();
  }
}

/** Makes the module that `@azure/functions` registers with; each bundle gets its own. */
export function createCoreModule(log: HostLog): CoreModule {
  const functions = new Map<string, RegisteredFunction>();
  let model: ProgrammingModel | undefined;
  let closed = false;

  const registerFunction = (metadata: FunctionMetadata, callback: FunctionCallback) => {
    if (closed) throw new Error('A function can only be registered during app startup.');
    const key = metadata.name.toLowerCase();
    if (functions.has(key)) throw new Error(`A function with name "${metadata.name}" has already been registered.`);
    functions.set(key, { metadata, callback });
    return new Disposable(() => functions.delete(key));
  };

  return {
    exports: {
      version: '3.12.0',
      hostVersion: '4.1037.0',
      setProgrammingModel: (registered: ProgrammingModel) => {
        model = registered;
      },
      getProgrammingModel: () => model,
      registerFunction,
      registerHook: (name: string) => {
        throw new Error(`The local host does not imitate hooks; the bundle registers "${name}".`);
      },
      log: (level: LogLevel, _category: string, message: string) => log(level, message),
      Disposable,
    },
    close: () => {
      closed = true;
      if (model === undefined || functions.size === 0) throw new Error('The bundle registers no function.');
      return { functions: [...functions.values()], model };
    },
  };
}
