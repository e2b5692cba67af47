/** Brings the elements that only some moments need; what draws uploads asks for them, and is loaded without knowing how. */
export const extras: { bring?: () => void } = {};
