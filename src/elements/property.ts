import type { PropertyDeclaration, ReactiveElement } from 'lit';

/**
 * Lit's decorator without the half of it that is for standard decorators, which nothing here is compiled to: every page
 * would load that first.
 */
export const property =
  (options?: PropertyDeclaration): PropertyDecorator =>
  (proto: object, name: string | symbol): PropertyDescriptor | undefined => {
    const isAccessor = Object.hasOwn(proto, name);
    (proto.constructor as typeof ReactiveElement).createProperty(name, options);
    // The compiler would define the accessor as it was written once more, over Lit's.
    return isAccessor ? Object.getOwnPropertyDescriptor(proto, name) : undefined;
  };
