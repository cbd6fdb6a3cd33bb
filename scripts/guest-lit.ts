import type { Plugin } from 'vite';

/** What Lit 3.3 says, and what it shall say on other people's pages. */
const changes: readonly [from: RegExp, to: string][] = [
  // A second Lit on the page may own the name `lit-html`, and a page's list may refuse any name: that must not throw
  // while the module loads. Finding 4 of the threat notes.
  [
    /(\w+)\.createPolicy\("lit-html",\{createHTML:(\w+)=>\2\}\)/,
    '(()=>{try{return $1.createPolicy("inlay-lit",{createHTML:$2=>$2})}catch{}})()',
  ],
  // Without a policy setHTML still takes our own markup, where the engine has it: it is no Trusted Types sink, and
  // Lit's markers survive it because comments are let through.
  [
    /return (\w+)\.innerHTML=(\w+),\1\b/,
    'return typeof $2=="string"&&globalThis.trustedTypes&&$1.setHTML?$1.setHTML($2,{sanitizer:{comments:true}}):$1.innerHTML=$2,$1',
  ],
  // A guest leaves no list of versions on the page, where another Lit would warn of it, and brings no polyfill.
  [/,(\w+)=\w+\.litHtmlPolyfillSupport;\1\?\.\(\w+,\w+\),\(\w+\.litHtmlVersions\?\?=\[\]\)\.push\("[\d.]+"\);/, ';'],
  // None of our templates has a directive (a test refuses the imports that would bring one): a value is what it is.
  [
    /(function \w+\(\w+,(\w+)),\w+=\w+,\w+\)\{if\(\2===\w+\)return \2;let \w+=[^{}]*_\$litDirective\$;[^{}]*,\2\}/,
    '$1){return $2}',
  ],
  // Nor is one of them inside of a style or a title, or drawn as SVG or MathML by itself: `dense-literals.ts` refuses that.
  [/if\(\w+\.test\(\w+\.tagName\)\)\{const .*?\.append\(\w+\[\w+\],\w+\(\)\)\}\}/, ''],
  [/\(\w+\.test\((\w+)\[2\]\)&&\(\w+=RegExp\("<\/"\+\1\[2\],"g"\)\),(\w+=\w+)\)/, '$2'],
  [
    /if\((this\.el=[^;{]*?),2===(\w+)\|\|3===\2\)\{const (\w+)=this\.el\.content\.firstChild;\3\.replaceWith\(\.\.\.\3\.childNodes\)\}/,
    '$1;',
  ],
  [/2===(\w+)\?"<svg>":3===\1\?"<math>":""/, '""'],
  [/\+\(2===(\w+)\?"<\/svg>":3===\1\?"<\/math>":""\)/, ''],
];

/** Makes Lit a good guest in the script builds: its own policy name, no throw at load, templates without a policy. */
export function guestLit(): Plugin {
  return {
    name: 'inlay:guest-lit',
    transform(code, id) {
      if (!/lit-html\/lit-html\.js$/.test(id)) return undefined;
      for (const [from, to] of changes) {
        if (!from.test(code)) throw new Error(`Lit changed: ${from} no longer fits ${id}`);
        code = code.replace(from, to);
      }
      return { code, map: null };
    },
  };
}
