import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { sceneFile, sceneOf } from '../../demo/hosts/scene.ts';
import { hostId, simulatedHosts } from '../../demo/hosts/settings.ts';

const at = (query: string) => new URL(`http://hotel.localhost:1/order.html${query}`);
const play = 'http://playground.localhost:2';
const html =
  '<html><head><title>a</title></head><body><inlay-wealth-card product="A"></inlay-wealth-card></body></html>';
const csp = "default-src 'none'; script-src http://bank.localhost:3; frame-ancestors 'none'";

describe('a page as a scene of the playground', () => {
  for (const [what, query, playground] of [
    ['an address that says nothing', '', play],
    ['a host that there is not', '?host=nobody', play],
    ['a listener without a playground', '?watch', ''],
  ] as const) {
    test(`${what} leaves it as it is`, () => {
      const scene = sceneOf(at(query), playground);
      assert.deepEqual([scene.markup(html), scene.policy(csp), scene.keep], [html, csp, '']);
    });
  }

  test('a host comes before everything else, by a file that the policy names', () => {
    const scene = sceneOf(at('?host=alipay-android'), play);
    assert.match(
      scene.markup(html),
      /^<html><head><script src="\/playground\/host-alipay-android\.js"><\/script><title>/,
    );
    assert.match(scene.policy(csp), /script-src http:\/\/hotel\.localhost:1\/playground\/ http:\/\/bank\.localhost:3;/);
    assert.match(scene.policy(csp), /frame-ancestors 'none'/);
    assert.equal(scene.keep, '?host=alipay-android');
  });

  test('the playground alone may frame what it listens to', () => {
    const scene = sceneOf(at('?watch'), play);
    assert.match(scene.policy(csp), /frame-ancestors http:\/\/playground\.localhost:2$/);
    assert.match(scene.markup(html), new RegExp(`data-playground="${play}"`));
  });

  test('every host has a name of its own and a script without what may not stand in one', async () => {
    const ids = simulatedHosts.map(hostId);
    assert.equal(new Set(ids).size, ids.length);
    for (const id of ids) {
      const file = await sceneFile(new URL(`/playground/host-${id}.js`, at('')));
      assert.match(Buffer.from(file!.bytes).toString(), /simulator\.stepInto\(window, \{"/);
    }
    assert.equal(await sceneFile(new URL('/playground/host-nobody.js', at(''))), undefined);
    assert.equal(await sceneFile(new URL('/elsewhere.js', at(''))), undefined);
  });
});
