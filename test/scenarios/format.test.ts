import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { jsonSchema, readScenarios, schemaFile } from './format.ts';

const scenarios = readScenarios();
const count = (widget: string) => scenarios.filter((one) => one.widget === widget).length;

test('the JSON schema that editors read is the one that is checked here', () => {
  const kept: unknown = JSON.parse(readFileSync(schemaFile, 'utf8'));
  assert.deepEqual(kept, JSON.parse(JSON.stringify(jsonSchema())), 'npx node test/scenarios/schema.ts');
});

test('there are at least sixty scenarios, of each of the four widgets no fewer than ten', () => {
  assert.ok(scenarios.length >= 60);
  for (const widget of ['wealth-card', 'coupon-claim', 'points-redeem', 'app-banner']) assert.ok(count(widget) >= 10);
});

test('a scenario has a name of its own among those of its widget', () => {
  const names = scenarios.map(({ widget, name }) => `${widget}: ${name}`);
  assert.deepEqual(
    names.filter((name, at) => names.indexOf(name) !== at),
    [],
  );
});
