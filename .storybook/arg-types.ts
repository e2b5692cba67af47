import type { ArgTypes } from '@storybook/web-components-vite';
// Written by `npm run manifest`, which every script that starts Storybook runs first
import manifest from '../custom-elements.json';

interface Item {
  readonly name: string;
  readonly description?: string;
  readonly type?: { readonly text: string };
}
interface Member extends Item {
  readonly kind: string;
  readonly attribute?: string;
  readonly static?: boolean;
  readonly parameters?: readonly { readonly name: string; readonly optional?: boolean }[];
}
interface Declaration {
  readonly tagName?: string;
  readonly summary?: string;
  readonly description?: string;
  readonly attributes?: readonly Item[];
  readonly members?: readonly Member[];
  readonly events?: readonly Item[];
  readonly slots?: readonly Item[];
  readonly cssParts?: readonly Item[];
  readonly cssStates?: readonly Item[];
  readonly cssProperties?: readonly Item[];
}

const LIFECYCLE = /^(form(Associated|Disabled|Reset|StateRestore)\w*|shadowRootOptions|styles)$/;

export function elementOf(tag: string): Declaration {
  const modules = manifest.modules as readonly { readonly declarations?: readonly Declaration[] }[];
  const found = modules.flatMap(({ declarations = [] }) => declarations).find(({ tagName }) => tagName === tag);
  if (found === undefined) throw new Error(`No <${tag}> in custom-elements.json: npm run manifest`);
  return found;
}

const written = (type = ''): string => type.replace(/\s*\|\s*undefined\b/g, '');

/** How a person may set it: what is one of a few words is chosen, what is on or off is switched, all else is written. */
function control(type: string): object {
  if (type === 'boolean') return { control: { type: 'boolean' } };
  const options = [...type.matchAll(/'([^']*)'/g)].map(([, word]) => word);
  return options.length > 1
    ? { control: { type: 'select' }, options: [undefined, ...options] }
    : { control: { type: 'text' } };
}

const row = (category: string, item: Item, name: string, more: object = { control: { disable: true } }) => ({
  name,
  description: item.description ?? '',
  table: { category, ...(item.type && { type: { summary: written(item.type.text) } }) },
  ...more,
});

const call = ({ name, parameters = [] }: Member): string =>
  `${name}(${parameters.map((each) => each.name + (each.optional ? '?' : '')).join(', ')})`;

/**
 * A page's table of an element, out of the manifest. Attributes go by their names, so that a story's args can be set as
 * they are; a name that means several things (the slot, the part and the state `title`) has a row for each.
 */
export function extractArgTypes(tag: string): ArgTypes {
  const element = elementOf(tag);
  const own = (element.members ?? []).filter((member) => !member.static && !LIFECYCLE.test(member.name));
  const fields = own.filter(({ kind, attribute }) => kind === 'field' && attribute === undefined);
  const methods = own.filter(({ kind }) => kind === 'method');
  const list = (category: string, items: readonly Item[] = [], write = (item: Item) => item.name) =>
    items.map((item) => [`${category}: ${item.name}`, row(category, item, write(item))] as const);
  return Object.fromEntries([
    ...(element.attributes ?? []).map(
      (item) => [item.name, row('attributes', item, item.name, control(written(item.type?.text)))] as const,
    ),
    ...list('properties', fields),
    ...methods.map((item) => [`methods: ${item.name}`, row('methods', item, call(item))] as const),
    ...list('events', element.events),
    ...list('slots', element.slots, ({ name }) => name || '(default)'),
    ...list('parts', element.cssParts, ({ name }) => `::part(${name})`),
    ...list('states', element.cssStates, ({ name }) => `:state(${name})`),
    ...list('custom properties', element.cssProperties),
  ]);
}

export function extractComponentDescription(tag: string): string {
  const { summary, description } = elementOf(tag);
  return summary ?? description ?? '';
}
