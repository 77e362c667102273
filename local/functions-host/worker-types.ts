/**
 * The part of `@azure/functions-core` that `@azure/functions` 4.x calls: the module lives inside Microsoft's Node worker
 * and is published nowhere, so its shapes are written down here.
 */

/** Levels of the host's log. */
export type LogLevel = 'trace' | 'debug' | 'information' | 'warning' | 'error' | 'critical';

/** Writes one line of the host's log. */
export type HostLog = (level: LogLevel, line: string) => void;

/** A trigger or an output of a function. Members beyond the first two belong to one kind of trigger. */
export interface Binding {
  readonly type: string;
  readonly direction: 'in' | 'out';
  /** `httpTrigger`: template without a leading slash; the function's name when absent. */
  readonly route?: string;
  /** `httpTrigger`. */
  readonly methods?: readonly string[];
  /** `httpTrigger`: `anonymous`, `function` or `admin`. */
  readonly authLevel?: string;
  /** `timerTrigger`: NCRONTAB expression. */
  readonly schedule?: string;
}

/** What a function tells about itself when it is registered. */
export interface FunctionMetadata {
  readonly name: string;
  readonly bindings: Readonly<Record<string, Binding>>;
}

/** The handler as it was passed to `app.http()` or `app.timer()`. */
export type FunctionCallback = (...inputs: unknown[]) => unknown;

/** A value on its way between host and worker; exactly one member is set. */
export interface TypedData {
  readonly string?: string;
  readonly json?: string;
  readonly bytes?: Uint8Array;
  readonly http?: RpcHttp;
}

/** A text that may be missing, as protocol buffers wrap it. */
export interface NullableText {
  readonly value?: string | null;
}

/** A request (url, method, nullable maps) or a reply (statusCode, headers, cookies). */
export interface RpcHttp {
  readonly url?: string;
  readonly method?: string;
  readonly nullableHeaders?: Readonly<Record<string, NullableText>>;
  readonly nullableQuery?: Readonly<Record<string, NullableText>>;
  readonly nullableParams?: Readonly<Record<string, NullableText>>;
  readonly body?: TypedData | null;
  readonly statusCode?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly cookies?: readonly RpcCookie[];
}

/** A cookie of a reply. */
export interface RpcCookie {
  readonly name: string;
  readonly value: string;
  readonly domain?: NullableText;
  readonly path?: NullableText;
  readonly expires?: { readonly value?: { readonly seconds?: number } };
  readonly secure?: { readonly value?: boolean };
  readonly httpOnly?: { readonly value?: boolean };
  readonly maxAge?: { readonly value?: number };
  readonly sameSite?: 'none' | 'lax' | 'strict' | 'explicitNone';
}

/** One call of a function, as the worker hands it to the programming model. */
export interface InvocationContext {
  readonly invocationId: string;
  readonly metadata: FunctionMetadata;
  readonly request: {
    readonly invocationId: string;
    readonly inputData: readonly { readonly name: string; readonly data: TypedData }[];
    readonly triggerMetadata: Readonly<Record<string, TypedData>>;
  };
  log(level: LogLevel, category: string, message: string): void;
}

/** Runs one call: arguments, handler, reply. */
export interface InvocationModel {
  getArguments(): Promise<{ context: unknown; inputs: unknown[] }>;
  invokeFunction(context: unknown, inputs: unknown[], callback: FunctionCallback): Promise<unknown>;
  getResponse(context: unknown, result: unknown): Promise<{ readonly returnValue?: TypedData | null | undefined }>;
}

/** What `@azure/functions` registers with the worker. */
export interface ProgrammingModel {
  getCapabilities(worker: Record<string, string>): Promise<Record<string, string>>;
  getInvocationModel(context: InvocationContext): InvocationModel;
}
