/** One of the account's categories, as the page lists them. */
export interface Category {
  /** VOD's `CateId`. */
  readonly id: number;
  readonly name: string;
  readonly children?: readonly Category[];
}

/** In the order in which a list shows them, each with how deep it lies. */
export const flatten = (categories: readonly Category[], depth = 0): readonly (Category & { depth: number })[] =>
  categories.flatMap((category) => [{ ...category, depth }, ...flatten(category.children ?? [], depth + 1)]);
