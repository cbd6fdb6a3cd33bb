import type { LitElement, PropertyDeclaration } from 'lit';

type Decorator = (element: LitElement, name: string) => void;

/** Lit's `@property` for the legacy decorators we compile with; Lit's own also speaks the standard ones, for 0.3 kB more. */
export function property(options?: PropertyDeclaration): Decorator {
  return ({ constructor }, name) => (constructor as typeof LitElement).createProperty(name, options);
}

/** A property of the element's own, without an attribute. */
export const state = (): Decorator => property({ state: true, attribute: false });
