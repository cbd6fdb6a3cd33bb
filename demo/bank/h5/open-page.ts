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
const label = '打开青禾银行App';
const words: Record<LaunchResult['outcome'], string> = {
  opened: '已打开。',
  cancelled: '您没有打开App，可随时再试。',
  not_installed_likely: '您可能还没有安装App。',
  blocked: '这里不能直接打开App，请在浏览器中打开本页。',
  unknown: '没有打开？您可以下载App，或在浏览器中打开本页。',
};
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
  if (!shown) place.append(button(label, 'open'), button('下载青禾银行App', 'download'));
});
