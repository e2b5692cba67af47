export function reach(...files: readonly string[]): Promise<Set<string>>;
