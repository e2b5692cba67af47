import { nothing, type ElementPart } from 'lit';
import { directive, Directive } from 'lit/directive.js';

type Value = string | number | boolean | null | undefined;
type Attributes = Readonly<Record<string, unknown>>;

class AttributesDirective extends Directive {
  #set: readonly string[] = [];

  override update({ element }: ElementPart, [attributes]: [Attributes]): unknown {
    for (const name of this.#set) if (!(name in attributes)) element.removeAttribute(name);
    this.#set = Object.keys(attributes);
    for (const [name, value] of Object.entries(attributes) as [string, Value][]) {
      if (value == null || value === false || value === '') element.removeAttribute(name);
      else element.setAttribute(name, value === true ? '' : `${value}`);
    }
    return nothing;
  }

  override render(_attributes: Attributes): unknown {
    return nothing;
  }
}

/** A story's args as attributes, under their own names: `html\`<vod-uploader ${attributes(args)}>\``. Empty ones are left out. */
export const attributes = directive(AttributesDirective);
