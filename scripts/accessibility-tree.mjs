// What a screen reader is given: Chromium's own accessibility tree of the test page, as text that people can read.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** Say nothing by themselves; what is in them stands in their place. */
const BARE = [
  'generic',
  'none',
  'GenericContainer',
  'LineBreak',
  'InlineTextBox',
  'LayoutTable',
  'Details',
  'ListMarker',
  'LabelText',
];
/** The browser's own, another in each version. */
const OPAQUE = ['Video', 'Audio'];
const PROPERTIES = ['disabled', 'required', 'invalid', 'expanded', 'pressed', 'checked', 'busy', 'live', 'valuetext'];
const MEANS_NOTHING = ['false', 'off', ''];

/** A description that is the name again is left out, as screen readers do. */
function factsOf({ name, value, description, properties = [] }) {
  const facts = new Map(properties.map(({ name, value: { value: is } }) => [name, String(is)]));
  const shown = PROPERTIES.flatMap((name) => {
    const is = facts.get(name);
    if (is === undefined || MEANS_NOTHING.includes(is))
      return name === 'expanded' && is === 'false' ? ['collapsed'] : [];
    return is === 'true' ? [name] : [`${name}=${is}`];
  });
  if (value?.value !== undefined && value.value !== '' && facts.get('valuetext') !== String(value.value))
    shown.unshift(`value=${JSON.stringify(value.value)}`);
  if (description?.value && description.value !== name?.value)
    shown.push(`described as ${JSON.stringify(description.value)}`);
  return shown;
}

/** One line for each node, the deeper the further in; of the first `main` in the page. */
export function treeText(nodes) {
  const byId = new Map(nodes.map((node) => [node.nodeId, node]));
  const lines = [];
  const draw = (node, depth) => {
    const role = node.role?.value ?? 'none';
    const name = (node.name?.value ?? '').replace(/\s+/g, ' ').trim();
    const children = (node.childIds ?? []).map((id) => byId.get(id)).filter(Boolean);
    if (role === 'InlineTextBox' || (role === 'StaticText' && name === '')) return;
    const isBare = node.ignored || (BARE.includes(role) && name === '');
    if (!isBare) {
      const text = role === 'StaticText' ? 'text' : role;
      lines.push(
        `${'  '.repeat(depth)}${[text, name && JSON.stringify(name), ...factsOf(node)].filter(Boolean).join(' ')}`,
      );
      if (OPAQUE.includes(role)) return;
    }
    const from = lines.length;
    for (const child of children) draw(child, isBare ? depth : depth + 1);
    // What is its parent's whole name is read once.
    if (!isBare && lines.slice(from).join().trim() === `text ${JSON.stringify(name)}`) lines.length = from;
  };
  const main = nodes.find(({ role }) => role?.value === 'main');
  if (main === undefined) throw new Error('accessibility-tree: the page has no <main>');
  draw(main, 0);
  return `${lines.join('\n')}\n`;
}

/**
 * `executeServerCommand('accessibility-tree', { path })`: the tree now and the one that is kept in the file, which
 * `--update-snapshots` writes first.
 */
export function accessibilityTree() {
  const isUpdate = process.argv.includes('--update-snapshots');
  return {
    name: 'accessibility-tree',
    async executeCommand({ command, payload, session }) {
      if (command !== 'accessibility-tree') return undefined;
      const cdp = await session.browser.getPage(session.id).createCDPSession();
      const { nodes } = await cdp.send('Accessibility.getFullAXTree');
      await cdp.detach();
      const now = treeText(nodes);
      if (isUpdate) {
        mkdirSync(dirname(payload.path), { recursive: true });
        writeFileSync(payload.path, now);
      }
      return { now, kept: existsSync(payload.path) ? readFileSync(payload.path, 'utf8') : '' };
    },
  };
}
