/** Something of an imported policy that has no place in ours, or not the place it had. */
export interface NotCarried {
  /** What it is called in the source. */
  readonly what: string;
  readonly why: string;
}
