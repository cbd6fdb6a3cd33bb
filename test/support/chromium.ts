import { existsSync } from 'node:fs';

/**
 * Features that are off. Each context has a window, and in each window new Chromiums start two pages for what drops down from the
 * address bar, which nobody sees here: three quarters of a second of processor time. The others are what playwright switches
 * off; the last switch of this name alone counts.
 */
const off = [
  ...['WebUIOmniboxPopup', 'WebUIOmniboxAimPopup', 'WebUIOmniboxFullPopup'],
  ...['AvoidUnnecessaryBeforeUnloadCheckSync', 'DestroyProfileOnBrowserClose', 'HttpsUpgrades'],
  ...[
    'HttpsFirstBalancedModeAutoEnable',
    'LensOverlay',
    'MediaRouter',
    'PaintHolding',
    'ThirdPartyStoragePartitioning',
  ],
  ...['AvoidCorsURLLoaderRestartOnRedirect', 'OptimizationHints', 'NetworkTimeServiceQuerying', 'AimEnabled'],
  ...['PreconnectToSearch'],
];

/** Switches of every Chromium that is started here. */
export const flags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  `--disable-features=${off.join(',')}`,
];

/** Path of the Chromium to use: `CHROMIUM` or the system's own. */
export function chromiumPath(): string {
  const paths = [process.env['CHROMIUM'] ?? '', '/usr/bin/chromium', '/usr/bin/google-chrome'];
  const path = paths.find((one) => existsSync(one));
  if (!path) throw new Error('No Chromium found: apt-get install chromium, or name one in CHROMIUM');
  return path;
}
