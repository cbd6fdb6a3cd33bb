import ts from 'typescript';
import type { Plugin } from 'vite';

/** Takes out of a stylesheet what only a reader needs; works on one piece of a template at a time. */
export function denseCss(css: string): string {
  return css
    .replace(/\/\*[^]*?\*\//g, '')
    .replace(/\s+/g, ' ')
    .replace(/ ?([{};,>]) ?/g, '$1')
    .replace(/: /g, ':')
    .replace(/;}/g, '}');
}

/** One space is as good as a line break and ten spaces; none would move inline text together. */
export function denseHtml(html: string): string {
  return html.replace(/\s+/g, ' ');
}

const rules: Readonly<Record<string, (text: string) => string>> = { css: denseCss, html: denseHtml };
/** What `guest-lit.ts` takes out of Lit. */
const foreign = /^(svg|mathml)`|<(script|style|textarea|title)\b/i;

/** Rewrites the `css` and `html` templates of one file; no minifier looks into them. */
export function denseLiterals(code: string): string {
  const edits: { start: number; end: number; text: string }[] = [];
  const visit = (node: ts.Node): void => {
    const rule = ts.isTaggedTemplateExpression(node) && ts.isIdentifier(node.tag) ? rules[node.tag.text] : undefined;
    if (ts.isTaggedTemplateExpression(node) && foreign.test(node.getText())) {
      throw new Error(`Our Lit cannot draw ${node.getText().slice(0, 60)}`);
    }
    if (rule) {
      const { template } = node as ts.TaggedTemplateExpression;
      const pieces = ts.isTemplateExpression(template)
        ? [template.head, ...template.templateSpans.map((span) => span.literal)]
        : [template];
      for (const piece of pieces) {
        // Between the opening "`" or "}" and the closing "${" or "`".
        const text = piece.getText();
        const close = text.endsWith('${') ? 2 : 1;
        const start = piece.getStart() + 1;
        edits.push({ start, end: piece.end - close, text: rule(text.slice(1, -close)) });
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile('a.ts', code, ts.ScriptTarget.Latest, true));
  // From the end, so that the places of the others stay true.
  for (const { start, end, text } of edits.sort((a, b) => b.start - a.start)) {
    code = code.slice(0, start) + text + code.slice(end);
  }
  return code;
}

/** Makes the templates of our own widgets dense in the script builds. */
export function dense(): Plugin {
  return {
    name: 'inlay:dense-literals',
    enforce: 'pre',
    transform: (code, id) =>
      /\/src\/widgets\/.*\.ts$/.test(id) ? { code: denseLiterals(code), map: null } : undefined,
  };
}
