import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { ownPath } from '../../demo/bank/h5/own-path.ts';
import { type BankText, bankTexts } from '../../demo/bank/h5/texts.ts';
import { type PointsRig, redeeming, startPointsRig } from './points-rig.ts';
import { createBrowser, engines } from './rig.ts';

const locales = ['zh-CN', 'zh-HK', 'en'] as const;
const query = (locale: string) => (locale === 'zh-CN' ? '' : `&locale=${locale}`);
/** What a customer reads, tags and style sheets aside. */
const textOf = (page: string) =>
  page
    .replace(/<(style|script)[^]*?<\/\1>/g, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ');

describe('The texts of the bank’s own pages', () => {
  const slots = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort();

  it('are whole in three languages, with the same places to fill', () => {
    for (const locale of locales) {
      assert.deepEqual(Object.keys(bankTexts[locale]).sort(), Object.keys(bankTexts['zh-CN']).sort(), locale);
      for (const [key, text] of Object.entries(bankTexts[locale])) {
        assert.ok(text.trim(), `${locale} ${key}`);
        assert.deepEqual(slots(text), slots(bankTexts['zh-CN'][key as BankText]), `${locale} ${key}`);
      }
    }
  });

  it('are written in the characters of their place', () => {
    for (const text of Object.values(bankTexts['zh-HK']))
      assert.doesNotMatch(text, /[银页营业录领换开还达规则过们这没误请务启码积]/, text);
    for (const text of Object.values(bankTexts.en)) assert.doesNotMatch(text, /[\u3000-\u9fff]/, text);
  });
});

for (const engine of engines) {
  describe(`The bank’s own pages in the language of the partner’s page, on ${engine}`, () => {
    let rig: PointsRig;
    let quote = '';
    before(async () => {
      rig = await startPointsRig(engine);
      const visitor = await rig.visitor('lvtu-u-locale');
      quote = (await redeeming(rig, () => visitor).quote('LATTE-26', { quantity: 1 })).quote;
    });
    after(() => rig.stop());
    const open = (path: string) => createBrowser().go(rig.bank.origin + path);

    for (const locale of locales) {
      const texts = bankTexts[locale];
      const speaks = (page: string, ...wanted: BankText[]) => {
        assert.match(page, new RegExp(`<html lang="${locale}"`));
        for (const text of wanted) assert.ok(textOf(page).includes(texts[text]), `${text} in ${textOf(page)}`);
      };

      it(`a claim, from the rules over the sign-in to its end: ${locale}`, async () => {
        const address = `/h5/claim?partner=lvtu&campaign=QINGHE-INSTALMENT&placement=x&key=${randomUUID()}&state=st-1${query(locale)}`;
        const browser = createBrowser();
        const first = await browser.go(rig.bank.origin + address);
        speaks(first.text, 'claimTitle', 'claimSignIn', 'back', 'official', 'bank');
        if (locale === 'en') assert.doesNotMatch(textOf(first.text), /[\u4e00-\u9fff]/);
        const link = /href="(\/h5\/sign-in[^"]*)"/.exec(first.text)![1]!.replaceAll('&amp;', '&');
        let step = await browser.go(rig.bank.origin + link);
        while (step.location && new URL(step.location).pathname.startsWith('/oidc'))
          step = await browser.go(step.location);
        speaks((await browser.go(step.location!)).text, 'signInAt', 'signInSandbox', 'cancel');
        step = await browser.go(step.location!, { form: { customer: 'qh-c-1003' } });
        while (step.location && new URL(step.location).pathname !== '/h5/claim') step = await browser.go(step.location);
        const page = await browser.go(step.location!);
        speaks(page.text, 'claim');
        const field = (name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(page.text)![1]!;
        const done = await browser.go(step.location!, { form: { digest: field('digest'), key: field('key') } });
        assert.match(done.text, new RegExp(`<html lang="${locale}"`));
        const said = textOf(done.text);
        // The first to come claims, the others read that it was claimed before, or why not.
        assert.ok(
          [texts.claimed, texts.notClaimed].some((title) => said.includes(title)),
          said,
        );
      });

      it(`a redemption, and the sign-in before it: ${locale}`, async () => {
        const path = `/h5/redeem?quote=${quote}&state=st-1${query(locale)}`;
        const page = await rig.own('qh-c-1001', path);
        speaks(page.text, 'redeemTitle');
        assert.match(page.text, new RegExp(`data-locale="${locale}"`));
        const { location } = await open(path);
        const asked = new URL(location!).searchParams;
        assert.equal(asked.get('locale') ?? 'zh-CN', locale);
        assert.equal(ownPath(asked.get('next')!)!.done, path, 'it comes back in the same language');
        speaks((await open(`/h5/redeem?quote=none${query(locale)}`)).text, 'noQuote', 'noQuoteHint');
      });

      it(`the page that stands for the app, with what its script will say: ${locale}`, async () => {
        const { text } = await open(`/h5/open?pl=x${query(locale)}`);
        speaks(text, 'openInstall', 'official');
        const words = JSON.parse(/data-words="([^"]*)"/.exec(text)![1]!.replaceAll('&quot;', '"')) as object;
        assert.deepEqual(
          Object.keys(words).sort(),
          ['open', 'download', 'opened', 'cancelled', 'not_installed_likely', 'blocked', 'unknown'].sort(),
        );
        assert.ok(Object.values(words).includes(texts.open_unknown));
        if (locale === 'en') assert.doesNotMatch(textOf(text) + JSON.stringify(words), /[\u4e00-\u9fff]/);
      });
    }

    for (const locale of locales) {
      it(`a product with its fees, and a campaign with its rules: ${locale}`, async () => {
        const product = await open(`/h5/products/FN30D02A?pl=x${query(locale)}`);
        assert.match(product.text, new RegExp(`<html lang="${locale}"`));
        assert.match(product.text, new RegExp(`data-locale="${locale}"`));
        const campaign = await open(`/h5/campaigns/SHANLAN-WELCOME?part=use${query(locale)}`);
        assert.match(campaign.text, new RegExp(`<html lang="${locale}"`));
        // What it is worth stands there, also where it is a rate.
        const rated = await open(`/h5/campaigns/QINGHE-INSTALMENT?pl=x${query(locale)}`);
        assert.ok(textOf(rated.text).includes(locale === 'en' ? '25% off' : '7.5折'), textOf(rated.text));
        for (const key of ['product', 'goOn', 'fees', 'lookUp', 'registration', 'minAmount'] as const)
          assert.ok(textOf(product.text).includes(bankTexts[locale][key]), key);
        for (const [page, id] of [
          ['products', 'NONE'],
          ['campaigns', 'NONE'],
        ] as const) {
          const none = await open(`/h5/${page}/${id}?pl=x${query(locale)}`);
          assert.ok(textOf(none.text).includes(bankTexts[locale].goBack), page);
        }
        if (locale !== 'en') return;
        for (const { text } of [product, campaign]) assert.doesNotMatch(textOf(text), /[\u4e00-\u9fff]/);
      });
    }

    it('a sign-in speaks what the last page said that began one, and the bank’s own language where none did', async () => {
      const browser = createBrowser();
      for (const [more, lang] of [
        ['&locale=en', 'en'],
        ['', 'zh-CN'],
        ['&locale=xx', 'zh-CN'],
      ] as const) {
        let step = await browser.go(`${rig.bank.origin}/h5/sign-in?partner=lvtu&state=a${more}`);
        while (step.location && new URL(step.location).pathname.startsWith('/oidc'))
          step = await browser.go(step.location);
        assert.match((await browser.go(step.location!)).text, new RegExp(`<html lang="${lang}"`));
      }
    });
  });
}
