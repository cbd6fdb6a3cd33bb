/** What a page says to Inlay as it starts, by the attributes of its script tag. */
export interface Start {
  partner: string;
  /** Origin of the bank's gateway. */
  gateway: string;
  /** Address of the folder with the SDK's files. */
  sdk: string;
  integrity?: string;
  locale?: string;
  mode?: string;
  theme?: string;
  host?: string;
  /** Path of the page's own site that hands out tickets; none: nobody is signed in. */
  ticket?: string;
}

/** A widget's tag. */
export interface Tag {
  name: string;
  attributes: Readonly<Record<string, string>>;
  /** The way out in the tag, for whoever cannot see the widget. */
  link: { href: string; words: string };
}

const escaped = (text: string) =>
  text.replace(/[&<>"]/g, (sign) => `&${{ '&': 'amp', '<': 'lt', '>': 'gt', '"': 'quot' }[sign]};`);

function element(name: string, attributes: Readonly<Record<string, string | undefined>>, indent: string): string {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => (value === '' ? key : `${key}="${escaped(value!)}"`));
  const line = `<${name} ${written.join(' ')}>`;
  return line.length + indent.length <= 100
    ? line
    : `<${name}\n${indent}  ${written.join(`\n${indent}  `)}\n${indent}>`;
}

/** The script tag, as a partner copies it. */
export function scriptTag(start: Start, indent = ''): string {
  const tag = element(
    'script',
    {
      type: 'module',
      src: `${start.sdk}/inlay.js`,
      integrity: start.integrity,
      crossorigin: '',
      'data-partner': start.partner,
      'data-gateway': start.gateway,
      'data-ticket': start.ticket,
      'data-locale': start.locale,
      'data-mode': start.mode,
      'data-theme': start.theme,
      'data-host': start.host,
    },
    indent,
  );
  return `${tag}</script>`;
}

/** The widget's tag with its way out; `more` are attributes of the playground's own. */
export function widgetTag(tag: Tag, indent = '', more: Record<string, string> = {}): string {
  const open = element(`inlay-${tag.name}`, { ...tag.attributes, ...more }, indent);
  return `${open}\n${indent}  <a href="${escaped(tag.link.href)}">${escaped(tag.link.words)}</a>\n${indent}</inlay-${tag.name}>`;
}
