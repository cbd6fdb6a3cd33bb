import assert from 'node:assert/strict';
import { cpSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, before, test } from 'node:test';
import { bannerPolicy } from '../support/banner.ts';
import { couponRules, sampleCampaign } from '../support/campaigns.ts';
import { addClaimBank } from '../support/claim-bank.ts';
import { createFakeInlay } from '../support/fake-inlay.ts';
import { member } from '../support/member.ts';
import { orderItem, sampleItem } from '../support/rewards.ts';
import { samplePolicy } from '../support/products.ts';
import { connect } from './counter.ts';
import { layOut, simulator, textOf, until, type Rendered } from './stage.ts';
import { createWx, type WxDouble } from './wx.ts';

const require = createRequire(import.meta.url);
const world = globalThis as unknown as Record<string, unknown>;
const compiler = require('miniprogram-compiler') as { wxmlToJs(root: string): string };
const compileStyles = require('miniprogram-compiler/src/wcsc') as (root: string, files: string[]) => object | Error;

interface Config {
  pages: string[];
  usingComponents: Record<string, string>;
}
const json = (file: string) => JSON.parse(readFileSync(file, 'utf8')) as Config;
const demo = 'demo/miniprogram';
const app = json(`${demo}/app.json`);

/** The project as the developer tool has it after 构建 npm. */
let root = '';
let double: WxDouble;
const standing: Rendered[] = [];

before(() => {
  root = mkdtempSync(join(tmpdir(), 'inlay-demo-'));
  cpSync(demo, root, { recursive: true, filter: (file) => !file.includes('node_modules') });
  const built = join(root, 'miniprogram_npm/@inlay/sdk');
  cpSync('dist/miniprogram', built, { recursive: true });
  // The project's own scripts find the same files.
  mkdirSync(join(root, 'node_modules/@inlay'), { recursive: true });
  symlinkSync(resolve(built), join(root, 'node_modules/@inlay/sdk'));

  // What the app and npm name, by path: the simulator knows neither.
  for (const page of app.pages) {
    const named = Object.entries({ ...app.usingComponents, ...json(`${demo}/${page}.json`).usingComponents });
    const usingComponents = Object.fromEntries(named.map(([tag, place]) => [tag, `/miniprogram_npm/${place}`]));
    writeFileSync(join(root, `${page}.json`), JSON.stringify({ usingComponents }));
  }

  const fake = createFakeInlay({ session: member });
  addClaimBank(fake);
  const stay = { ...sampleCampaign('SHANLAN-WELCOME'), id: 'LVTU-STAY' };
  fake.answer('/v1/campaigns?partner=lvtu&locale=zh-CN&ids=LVTU-STAY', { items: [stay] });
  fake.answer('/v1/reward-items/LATTE-26', ({ path }: { path: string }) =>
    path.includes('/quota') ? { quotas: [] } : sampleItem(),
  );
  fake.answer('/v1/reward-items/ORDER-DEDUCT', ({ path }: { path: string }) =>
    path.includes('/quota') ? { quotas: [] } : { ...orderItem(), id: 'ORDER-DEDUCT' },
  );
  const policy = bannerPolicy();
  const rules = [...policy.rules, ...couponRules, ...(samplePolicy().rules as object[])];
  fake.answer('/v1/channel-policy', { ...policy, rules });
  simulator();
  layOut();
  double = createWx();
  connect(double, fake);
  const { bank } = double;
  double.bank = (request) => (request.path === '/mini-ticket' ? { data: 'ticket' } : bank(request));
  double.wx.login = ({ success }: { success: (given: object) => void }) => success({ code: 'code-1' });

  let started: { onLaunch(): void } | undefined;
  world.App = (given: { onLaunch(): void }) => (started = given);
  world.getApp = () => started;
  require(join(root, 'app.js'));
  started!.onLaunch();
});

after(() => {
  standing.forEach((page) => page.detach());
  (world.getApp as () => { inlay: { destroy(): void } })().inlay.destroy();
  rmSync(root, { recursive: true });
});

/** Draws a page: to the simulator it is a component like any other. */
function open(page: string): Rendered {
  world.Page = ({ data, ...methods }: { data?: object }) =>
    (world.Component as (given: object) => void)({ data, methods });
  const id = simulator().load(join(root, page), 'page', { rootPath: root, compiler: 'official', less: false });
  const drawn = simulator().render(id, {});
  drawn.attach((world.document as Document).createElement('wx-page'));
  standing.push(drawn);
  return drawn;
}

test('every page of the demo is there with its four files, and every component it names is in the package', () => {
  for (const page of app.pages) {
    for (const kind of ['js', 'json', 'wxml', 'wxss']) assert.ok(readFileSync(`${demo}/${page}.${kind}`), page);
    const named = { ...app.usingComponents, ...json(`${demo}/${page}.json`).usingComponents };
    for (const place of Object.values(named))
      assert.ok(readFileSync(join(root, 'miniprogram_npm', `${place}.json`)).includes('"component"'), place);
  }
});

test('WeChat’s own compiler takes all of its WXML and WXSS, and that of the package', () => {
  assert.match(compiler.wxmlToJs(root), /pages\/coffee\/index\.wxml/);
  const styles = globSync('**/*.wxss', { cwd: root, exclude: ['node_modules/**'] }).map((file) => file.slice(0, -5));
  const made = compileStyles(root, styles);
  assert.ok(!(made instanceof Error), `${(made as Error).message}`);
  for (const page of app.pages) assert.ok(`./${page}.wxss` in made || `${page}.wxss` in made, page);
});

test('the coffee page draws a coupon, points and a banner, holds the claim for its own check, and switches to the elder view', async () => {
  const page = open('pages/coffee/index');
  await until(
    () => /领取/.test(textOf(page)) && /积分/.test(textOf(page)) && /打开/.test(textOf(page)),
    'the components',
  );
  (page.instance.toggleElder as () => void)();
  await until(() => /规则版本/.test(textOf(page)), 'the elder view');
  const choose = (id: string) =>
    (page.instance.chooseLocale as (event: object) => void)({ currentTarget: { dataset: { id } } });
  choose('en');
  await until(() => /Version of the rules|Rules version/i.test(textOf(page)), 'English');
  choose('zh-CN');
});

test('the hotel page draws points for its order, a product, a coupon and a banner', async () => {
  const page = open('pages/hotel/index');
  await until(() => /业绩比较基准|Benchmark/i.test(textOf(page)), 'the product');
  await until(() => /湖畔酒店/.test(textOf(page)) && /抵扣|off/i.test(textOf(page)), 'the points');
});

test('the bank’s page is the web-view alone; opened by nobody it goes back', async () => {
  let back = 0;
  double.wx.navigateBack = () => void back++;
  const page = open('pages/bank/index');
  await until(() => back, 'the way back');
  assert.equal(textOf(page), '');
});
