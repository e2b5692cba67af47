/** How to switch one defence off, and the rows of the catalogue of faults that must then go red. */
export interface Defence {
  readonly name: string;
  readonly edits: readonly {
    readonly file: string;
    /** Occurs exactly once in the file. */
    readonly find: string;
    readonly replace: string;
  }[];
  readonly red: readonly string[];
  /** The storm must lose something too. */
  readonly storm?: true;
}

export const DEFENCES: readonly Defence[];
