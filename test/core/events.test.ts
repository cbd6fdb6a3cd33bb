import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inlayEvents } from '../../src/core/event-options.ts';
import { trackSchemas } from '../../src/core/events.ts';

test('public events bear the prefix; only the outcome that is no trouble stays on the element, only jump and claim can be stopped', () => {
  const names = Object.keys(inlayEvents) as (keyof typeof inlayEvents)[];
  for (const name of names) assert.match(name, /^inlay-[a-z-]+$/);
  assert.deepEqual(
    names.filter((name) => !inlayEvents[name].bubbles),
    ['inlay-ready'],
  );
  assert.deepEqual(
    names.filter((name) => inlayEvents[name].cancelable),
    ['inlay-product-open', 'inlay-claim-intent', 'inlay-app-open', 'inlay-points-open'],
  );
});

test('T3 T4 every tracking event has a version, a purpose and only fields that cannot hold free text', () => {
  for (const [name, schema] of Object.entries(trackSchemas)) {
    assert.match(name, /^[a-z][a-z_]+$/);
    assert.ok(Number.isInteger(schema.version) && schema.version > 0, name);
    assert.ok(['service', 'marketing', 'experience'].includes(schema.purpose), name);
    for (const type of Object.values(schema.fields)) assert.ok(['id', 'count', 'ratio', 'flag'].includes(type), name);
  }
});
