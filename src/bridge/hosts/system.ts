/** What the device runs, as far as opening an app goes. */
export type System = 'ios' | 'android' | 'harmony' | 'desktop';

/** The system a user agent names; `touches` is `navigator.maxTouchPoints`. */
export function systemOf(agent: string, touches: number): System {
  // WeChat for the desktop goes on saying `MicroMessenger/7.0.20`, and there is no app to open there.
  if (/Windows|MacWechat/i.test(agent)) return 'desktop';
  // HarmonyOS up to 4 says so beside `Android` and runs Android's apps.
  if (/OpenHarmony|ArkWeb/i.test(agent)) return 'harmony';
  if (/Android/i.test(agent)) return 'android';
  // An iPad asks for desktop pages as a Macintosh, but no Macintosh has a touch screen.
  return /iPhone|iPad|iPod/.test(agent) || (/Macintosh/.test(agent) && touches > 1) ? 'ios' : 'desktop';
}

/** True when the dotted number behind `product/` is at least `least`; numbers, not texts: 7.0.11 comes after 7.0.5. */
export function isAtLeast(agent: string, product: string, least: string): boolean {
  const [, version = ''] = new RegExp(`${product}/([\\d.]+)`, 'i').exec(agent) ?? [];
  const have = version.split('.').map(Number);
  if (!version) return false;
  for (const [index, wanted] of least.split('.').map(Number).entries()) {
    const part = have[index] || 0;
    if (part !== wanted) return part > wanted;
  }
  return true;
}
