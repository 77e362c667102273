import type { Finding } from './finding';

/** A finding that says everything: what was found, what is allowed, and what to write instead. */
export type Refusal = Required<Finding>;

/** A finding that travels with a successful save; it says as much as one that refuses. */
export type Warning = Refusal;
