import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { run } from '../scripts/run.ts';

/** Each Debian package with a file that says whether it is here. */
const needs: readonly [pkg: string, found: () => boolean][] = [
  ['chromium', () => onPath('chromium')],
  ['firefox-esr', () => onPath('firefox-esr')],
  ['webkit2gtk-driver', () => onPath('WebKitWebDriver')],
  ['xvfb', () => onPath('xvfb-run')],
  ['xauth', () => onPath('xauth')],
  ['fonts-noto-cjk', () => existsSync('/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc')],
  ['postgresql', () => onPath('postgres') || existsSync('/usr/lib/postgresql')],
];

function onPath(program: string): boolean {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => existsSync(join(folder, program)));
}

/** True when everything the tests need is on the machine; installs it on Debian as root, else says what to install. */
export async function setUp(): Promise<boolean> {
  const missing = needs.filter(([, found]) => !found()).map(([pkg]) => pkg);
  if (missing.length === 0) return true;
  const packages = missing.join(' ');
  const debian = existsSync('/etc/debian_version') && !!readFileSync('/etc/debian_version', 'utf8');
  if (!debian || process.getuid?.() !== 0) {
    console.log(`Install what the tests need and start again: ${packages}`);
    return false;
  }
  console.log(`Installing ${packages}`);
  const quiet = { DEBIAN_FRONTEND: 'noninteractive' };
  const updated = await run('apt-get', ['update', '-qq'], false, quiet);
  const installed = await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...missing], false, quiet);
  if (installed.code) {
    console.log(updated.output, installed.output);
    console.log(`Install what the tests need and start again: ${packages}`);
  }
  return installed.code === 0;
}
