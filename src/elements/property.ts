import type { PropertyDeclaration, ReactiveElement } from 'lit';

/** The attribute of a property, as HTML writes names: `max-file-size` of `maxFileSize`. */
export const attributeOf = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/**
 * Lit's decorator without the half of it that is for standard decorators, which nothing here is compiled to: every page
 * would load that first. Where no attribute is named it is that of `attributeOf`, not Lit's `maxfilesize`.
 */
export const property =
  (options?: PropertyDeclaration): PropertyDecorator =>
  (proto: object, name: string | symbol): PropertyDescriptor | undefined => {
    const isAccessor = Object.hasOwn(proto, name);
    (proto.constructor as typeof ReactiveElement).createProperty(name, {
      attribute: attributeOf(String(name)),
      ...options,
    });
    // The compiler would define the accessor as it was written once more, over Lit's.
    return isAccessor ? Object.getOwnPropertyDescriptor(proto, name) : undefined;
  };
