// The one-file build, dist/inlay.iife.js: the whole SDK with zh-CN; inlay.zh-HK.js and inlay.en.js add their language.
import {
  applyTheme,
  attend,
  buildChart,
  createBridge,
  createGuide,
  createHttp,
  createOpening,
  createTap,
  resolveTarget,
  sparkline,
  zhCNLate,
} from './after-paint.ts';
import {
  couponLateStyles,
  createActing,
  createFrameClaims,
  sheet,
  showSheet,
  standing,
  zhCNLate as couponTexts,
} from './coupon-late.ts';
import { VERSION, pageSlot } from './core/slot.ts';
import { elements } from './elements.ts';
import { takePage } from './page.ts';
import { code, createWay, held, pointsLateStyles, said, zhCNLate as pointsTexts } from './points-late.ts';
import { createRuntime } from './runtime.ts';

function ownTag(): HTMLScriptElement | undefined {
  const current: unknown = document.currentScript;
  // An <img name="currentScript"> answers for it; only a real script is believed.
  if (current instanceof HTMLScriptElement) return current;
  try {
    const scripts = Document.prototype.querySelectorAll.call(document, 'script[src*="inlay.iife.js"]');
    return scripts[scripts.length - 1] as HTMLScriptElement | undefined;
  } catch {
    // A shell for micro-frontends hands out a proxy of the document; it has taken the tag apart as well.
    return undefined;
  }
}

// Named one by one: bundlers fill a namespace object with for…in, which trips over a polluted Object.prototype.
const parts = {
  applyTheme,
  attend,
  buildChart,
  createBridge,
  createGuide,
  createHttp,
  createOpening,
  createTap,
  resolveTarget,
  sparkline,
  zhCNLate,
} satisfies typeof import('./after-paint.ts');
const coupon = {
  couponLateStyles,
  createActing,
  createFrameClaims,
  sheet,
  showSheet,
  standing,
  zhCNLate: couponTexts,
} satisfies typeof import('./coupon-late.ts');
const points = {
  code,
  createWay,
  held,
  pointsLateStyles,
  said,
  zhCNLate: pointsTexts,
} satisfies typeof import('./points-late.ts');
const data = { ...ownTag()?.dataset };
const slot = pageSlot(VERSION);
const late: Readonly<Record<string, object>> = {
  'claim-late': coupon,
  'points-late': points,
};
const runtime = slot && createRuntime(slot, data, { late: (chunk) => Promise.resolve(late[chunk] ?? parts) });
const ours = takePage(data, (call) => runtime?.answer(call));
if (runtime && window.customElements) {
  if (ours) runtime.start();
  Object.keys(elements).forEach((tag) => runtime.define(tag, elements[tag as 'inlay-']!));
}
