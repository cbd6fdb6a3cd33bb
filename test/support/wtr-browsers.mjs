import { chromeLauncher } from '@web/test-runner-chrome';
import puppeteer from 'puppeteer-core';
import { chromiumPath, flags } from './chromium.ts';
import { webkitLauncher } from './wtr-webkit.mjs';

/** Debian's Chromium over the DevTools protocol. */
export function chromium() {
  return chromeLauncher({ launchOptions: { executablePath: chromiumPath(), args: flags } });
}

/** Debian's Firefox ESR over WebDriver BiDi. */
export function firefox() {
  return chromeLauncher({ puppeteer, launchOptions: { browser: 'firefox', executablePath: '/usr/bin/firefox-esr' } });
}

/** Debian's WebKitGTK; it needs a display, so run under `xvfb-run -a`. */
export function webkit() {
  return webkitLauncher();
}
