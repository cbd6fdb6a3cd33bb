import assert from 'node:assert/strict';
import { test } from 'node:test';
import { importsOf, wrongArrows } from './arrows.ts';
import { sources } from './source.ts';

const wrong = (path: string, text: string) => wrongArrows({ path, text }).length;

test('every import in src goes along an arrow of the design', () => {
  const files = sources('src/**/*.ts');
  assert.ok(files.length > 20, 'the files of src were found');
  assert.deepEqual(files.flatMap(wrongArrows), []);
});

test('the checker sees a planted import against the arrows, however it is written', () => {
  assert.equal(wrong('src/core/api.ts', `import { createHttp } from '../bridge/http.ts';`), 1);
  assert.equal(wrong('src/core/api.ts', `export * from '../bridge/http.ts';`), 1);
  assert.equal(wrong('src/core/api.ts', `void import('../bridge/http.ts');`), 1);
  assert.equal(wrong('src/core/api.ts', `type A = import('../bridge/http.ts').A;`), 1);
  assert.equal(wrong('src/core/api.ts', `import type { A } from '../init.ts';`), 1);
  assert.equal(wrong('src/core/models/a.ts', `import { html } from 'lit';`), 1);
  assert.equal(wrong('src/core/api.ts', `import fs from 'node:fs';`), 1);
  assert.equal(wrong('src/bridge/http.ts', `import { html } from 'lit';`), 1);
  assert.equal(wrong('src/bridge/hosts/web.ts', `import '../../widgets/base/widget.ts';`), 1);
  assert.equal(wrong('src/widgets/base/widget.ts', `import { createHttp } from '../../bridge/http.ts';`), 1);
  assert.equal(wrong('src/widgets/a/a.ts', `import { B } from '../b/b.ts';`), 1);
  assert.equal(wrong('src/widgets/a/a.ts', `import { LitElement } from 'lit';`), 1);
  assert.equal(wrong('src/miniprogram/a/index.ts', `import { createHttp } from '../../bridge/http.ts';`), 1);
  assert.equal(wrong('src/miniprogram/a/index.ts', `import '../b/index.ts';`), 1);
  assert.equal(wrong('src/miniprogram/init.ts', `import '../widgets/base/widget.ts';`), 1);
  assert.equal(wrong('src/index.ts', `import '../demo/bank/app.ts';`), 1);
  assert.equal(wrong('src/index.ts', `import 'left-pad';`), 1);
});

test('the checker lets the arrows of the design through', () => {
  assert.equal(wrong('src/core/models/a.ts', `import { t } from '../text.ts';`), 0);
  assert.equal(wrong('src/bridge/hosts/web.ts', `import { t } from '../../core/text.ts'; import '../clock.ts';`), 0);
  assert.equal(
    wrong('src/widgets/a/a.ts', `import { html } from 'lit/html.js'; import '../base/widget.ts'; import './b.ts';`),
    0,
  );
  assert.equal(
    wrong('src/init.ts', `import './bridge/http.ts'; import './widgets/a/a.ts'; import './core/text.ts';`),
    0,
  );
});

test('the runtime of a mini-program stands over bridge and core, its components over core and the runtime', () => {
  assert.equal(wrong('src/miniprogram/init.ts', `import '../bridge/http.ts'; import '../core/inlay.ts';`), 0);
  assert.equal(
    wrong('src/miniprogram/a/index.ts', `import '../../core/inlay.ts'; import '../card.ts'; import './b.ts';`),
    0,
  );
});

test('an import in a comment or a string is none', () => {
  assert.deepEqual(importsOf({ path: 'a.ts', text: `// import 'a'\nconst s = "import 'b'";` }), []);
});
