import { setViewport } from '@web/test-runner-commands';
import { drawn } from './card.ts';

interface Shift extends PerformanceEntry {
  value: number;
}

/** False in engines that cannot measure layout shifts. */
export const measuresShifts = (): boolean => PerformanceObserver.supportedEntryTypes.includes('layout-shift');

/** The sum of layout shifts while `act` runs. */
export async function shifts(act: () => Promise<unknown>): Promise<number> {
  let sum = 0;
  const observer = new PerformanceObserver((list) =>
    list.getEntries().forEach((entry) => (sum += (entry as Shift).value)),
  );
  observer.observe({ type: 'layout-shift' });
  await act();
  await drawn();
  await new Promise((resolve) => setTimeout(resolve, 100));
  observer.disconnect();
  return sum;
}

let sheet: CSSStyleSheet | undefined;

/** Gives the test page `inlay.css`, as the snippet has it, and no margins. */
export async function reserve(): Promise<void> {
  sheet = new CSSStyleSheet();
  sheet.replaceSync(await (await fetch('/src/inlay.css')).text());
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  document.body.style.margin = '0';
}

/** Takes it away again. */
export async function giveBack(): Promise<void> {
  document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== sheet);
  await setViewport({ width: 800, height: 600 });
}

/** Puts a text below what stands on the page; it is what must not move. */
export function below(): HTMLElement {
  const text = document.body.appendChild(document.createElement('p'));
  text.className = 'below';
  text.textContent = 'What stands below the widget';
  return text;
}

/** Takes all such texts away. */
export const clearBelow = (): void => document.querySelectorAll('.below').forEach((node) => node.remove());
