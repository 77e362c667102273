import type { RegisteredFunction } from './core-module';
import { compileRoute, type RouteTemplate, type RouteValues } from './route-template';
import type { Binding, HostLog } from './worker-types';

/** A function that HTTP requests reach. */
export interface HttpFunction {
  readonly name: string;
  /** Template without a leading slash. */
  readonly route: string;
  readonly methods: readonly string[];
  /** False: the host wants a key of its own before the function sees anything. */
  readonly anonymous: boolean;
  readonly registered: RegisteredFunction;
}

/** Finds the function for a method and a decoded path. */
export interface RouteTable {
  readonly functions: readonly HttpFunction[];
  find(method: string, path: string): { readonly entry: HttpFunction; readonly values: RouteValues } | undefined;
}

/**
 * Builds the routes of an app. Where several match, the name of the function decides, in alphabetical order. A route that
 * begins with `admin` or `runtime` belongs to the host: its function is left out and told as an error.
 */
export function createRouteTable(registered: readonly RegisteredFunction[], log: HostLog): RouteTable {
  const functions = registered
    .map(toHttpFunction)
    .filter((candidate) => candidate !== undefined)
    .filter((candidate) => isAllowed(candidate, log))
    .sort((a, b) => compare(a.name.toLowerCase(), b.name.toLowerCase()));
  const routes: [HttpFunction, RouteTemplate][] = functions.map((entry) => [entry, compileRoute(entry.route)]);
  return {
    functions,
    find: (method, path) => {
      for (const [entry, template] of routes) {
        const values = entry.methods.includes(method) ? template(path) : undefined;
        if (values !== undefined) return { entry, values };
      }
      return undefined;
    },
  };
}

function toHttpFunction(registered: RegisteredFunction): HttpFunction | undefined {
  const { name, bindings } = registered.metadata;
  const trigger = Object.values(bindings).find((binding) => binding.type.toLowerCase() === 'httptrigger');
  if (trigger === undefined) return undefined;
  return {
    name,
    route: routeOf(trigger, name),
    methods: methodsOf(trigger),
    anonymous: isAnonymous(trigger),
    registered,
  };
}

const routeOf = (trigger: Binding, name: string) => trigger.route?.trim().replace(/^\/+/, '') || name;
const methodsOf = (trigger: Binding) => (trigger.methods ?? []).map((method) => method.toUpperCase());
const isAnonymous = (trigger: Binding) => trigger.authLevel === 'anonymous';
const compare = (a: string, b: string) => (a < b ? -1 : Number(a > b));

function isAllowed({ name, route }: HttpFunction, log: HostLog): boolean {
  if (!/^(admin|runtime)/i.test(route)) return true;
  log('error', `The '${name}' function is in error: The specified route conflicts with one or more built in routes.`);
  return false;
}
