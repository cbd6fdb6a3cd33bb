// The one-file build, dist/inlay.iife.js: the whole SDK with zh-CN; inlay.zh-HK.js and inlay.en.js add their language.
import {
  applyTheme,
  attend,
  buildChart,
  createBridge,
  createHttp,
  createOpening,
  sparkline,
  zhCNLate,
} from './after-paint.ts';
import { createWay, zhCNLate as pointsTexts } from './core/points-late.ts';
import { VERSION, pageSlot } from './core/slot.ts';
import { elements } from './elements.ts';
import { takePage } from './page.ts';
import { createRuntime } from './runtime.ts';

function ownTag(): HTMLScriptElement | undefined {
  const current: unknown = document.currentScript;
  // An <img name="currentScript"> answers for it; only a real script is believed.
  if (current instanceof HTMLScriptElement) return current;
  const scripts = Document.prototype.querySelectorAll.call(document, 'script[src*="inlay.iife.js"]');
  return scripts[scripts.length - 1] as HTMLScriptElement | undefined;
}

// Named one by one: bundlers fill a namespace object with for…in, which trips over a polluted Object.prototype.
const parts = { applyTheme, attend, buildChart, createBridge, createHttp, createOpening, sparkline, zhCNLate };
const late = { 'points-late': { createWay, zhCNLate: pointsTexts } };
const data = { ...ownTag()?.dataset };
const slot = pageSlot(VERSION);
const runtime =
  slot && createRuntime(slot, data, { late: (chunk) => Promise.resolve(late[chunk as 'points-late'] ?? parts) });
const ours = takePage(data, (call) => runtime?.answer(call));
if (runtime && window.customElements) {
  if (ours) runtime.start();
  Object.keys(elements).forEach((tag) => runtime.define(tag, elements[tag as 'inlay-']!));
}
