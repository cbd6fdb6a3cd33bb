import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { contrast, pairs } from '../../src/widgets/base/theme.ts';
import { tokens } from '../../src/widgets/base/tokens.styles.ts';

const wxss = readFileSync('src/miniprogram/base/tokens.wxss', 'utf8');

/** Custom properties of the rules with exactly this selector, and of nothing nested in them. */
function properties(css: string, selector: string): Record<string, string> {
  const found: Record<string, string> = {};
  const rules = css.replace(/\/\*[^]*?\*\//g, '').matchAll(/(?<=^|[{}])\s*([^{};]+?)\s*\{([^{}]*)\}/g);
  for (const [, name, body] of rules) {
    if (name !== selector) continue;
    for (const [, property, value] of body!.matchAll(/(--[\w-]+):\s*([^;]+);/g))
      found[property!] = value!.replace(/\s+/g, ' ').trim();
  }
  return found;
}

/** The web has `.dark` and the system's dark theme from one piece of text. */
const web: Record<string, string> = { '.zh-HK': '.base:lang(zh-HK)' };

for (const selector of ['.base', '.dark', '.auto', '.elder', '.zh-HK'])
  test(`the native components have the web's own tokens: ${selector}`, () => {
    const native = properties(wxss, selector);
    assert.ok(Object.keys(native).length > 0);
    assert.deepEqual(native, properties(tokens, web[selector] ?? selector));
  });

test('X1 every text of the native components has 4.5:1 on its ground in both themes', () => {
  for (const theme of ['.base', '.dark', '.auto']) {
    const set: Record<string, string> = { ...properties(wxss, '.base'), ...properties(wxss, theme) };
    set['--link'] = set['--primary']!;
    const rgb = (name: string) => {
      const hex = set[name]!.slice(1);
      const parts = hex.length === 3 ? [...hex].map((digit) => digit + digit) : hex.match(/../g)!;
      return parts.map((part) => parseInt(part, 16)) as [number, number, number];
    };
    for (const [text, ground] of pairs)
      assert.ok(contrast(rgb(text), rgb(ground)) >= 4.5, `${text} on ${ground} in ${theme}`);
  }
});

test('X1 the smallest sizes of the native components are in px: a narrow screen does not shrink them', () => {
  for (const name of ['tokens', 'card', 'sheet'])
    assert.doesNotMatch(readFileSync(`src/miniprogram/base/${name}.wxss`, 'utf8'), /\drpx|\drem|\dem\b/);
});
