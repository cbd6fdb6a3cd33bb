// The script of the bank's page for its app, in the browser.
import { init, type LaunchParams, type LaunchResult, type LaunchTarget } from '@inlay/sdk';
import { configureWeixin, openTag } from '@inlay/sdk/weixin';
import wx from 'weixin-js-sdk';

const place = document.querySelector<HTMLElement>('#open')!;
const said = document.querySelector('#said')!;
const target = JSON.parse(place.dataset.target!) as LaunchTarget;
const query = new URLSearchParams(location.search);
const names = { placement: 'pl', campaign: 'cp', attribution: 'at', journey: 'jn' };
const params: LaunchParams = Object.fromEntries(
  Object.entries(names).flatMap(([name, key]) => (query.has(key) ? [[name, query.get(key)!]] : [])),
);
/** What the page says, in its language. */
const words = JSON.parse(place.dataset.words!) as Record<LaunchResult['outcome'] | 'open' | 'download', string>;
const label = words.open;
const tell = ({ outcome, evidence }: LaunchResult) => {
  said.textContent = words[outcome];
  place.dataset.outcome = `${outcome} ${evidence}`;
};

const inlay = init({ partner: place.dataset.partner!, gateway: location.origin });
// Whoever listens has the policy loaded, which lists what may be opened.
inlay.policy.subscribe(() => {});

async function inWeixin(): Promise<boolean> {
  if (inlay.ports.host.name !== 'wechat') return false;
  // Refused or unanswered: the tag is shown all the same, and says so by itself.
  place.dataset.config = await configureWeixin(inlay, wx as never);
  // A tag of WeChat's has a root of its own, which no style of the page reaches.
  const size = document.documentElement.matches('.elder') ? 'height:60px;font-size:18px' : 'height:48px;font-size:16px';
  const css = `.open{width:280px;border:0;border-radius:30px;background:#0b6b58;color:#fff;${size}}`;
  const tag = openTag(inlay, { target, params, label, css, tell });
  if (!tag) return false;
  place.append(tag.element);
  return true;
}

function button(text: string, way: 'open' | 'download'): HTMLButtonElement {
  const one = document.createElement('button');
  one.textContent = text;
  if (way === 'download') one.className = 'quiet';
  one.addEventListener('click', () => void inlay.ports.host.launch?.(target, params, way).then(tell));
  return one;
}

void inWeixin().then((shown) => {
  if (!shown) place.append(button(label, 'open'), button(words.download, 'download'));
});
