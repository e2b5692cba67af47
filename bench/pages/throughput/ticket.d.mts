/** A backend that answers at once: creating a media is not what is measured. */
export function backend(job: { readonly endpoint: string; readonly key: string }): {
  createUploadVideo(): Readonly<Record<string, string>>;
};
