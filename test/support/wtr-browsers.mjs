import { chromeLauncher } from '@web/test-runner-chrome';
import puppeteer from 'puppeteer-core';
import { webkitLauncher } from './wtr-webkit.mjs';

const quiet = ['--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];

/** Debian's Chromium over the DevTools protocol. */
export function chromium() {
  const args = ['--no-sandbox', '--disable-gpu', '--disable-quic', ...quiet];
  return chromeLauncher({ launchOptions: { executablePath: '/usr/bin/chromium', args } });
}

/** Debian's Firefox ESR over WebDriver BiDi. */
export function firefox() {
  return chromeLauncher({ puppeteer, launchOptions: { browser: 'firefox', executablePath: '/usr/bin/firefox-esr' } });
}

/** Debian's WebKitGTK; it needs a display, so run under `xvfb-run -a`. */
export function webkit() {
  return webkitLauncher();
}
