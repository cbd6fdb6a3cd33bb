// Web Test Runner over WebKitGTK by plain W3C WebDriver: its browser is not on the list of any launcher package.
import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

const keys = {
  Backspace: '\uE003',
  Tab: '\uE004',
  Enter: '\uE007',
  Shift: '\uE008',
  Escape: '\uE00C',
  Space: ' ',
  PageUp: '\uE00E',
  PageDown: '\uE00F',
  End: '\uE010',
  Home: '\uE011',
  ArrowLeft: '\uE012',
  ArrowUp: '\uE013',
  ArrowRight: '\uE014',
  ArrowDown: '\uE015',
};
const buttons = ['left', 'middle', 'right'];

async function freePort() {
  const server = createServer();
  await new Promise((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** One WebDriver session with MiniBrowser; `call` sends a command of that session. */
async function openSession() {
  const port = await freePort();
  const driver = spawn('WebKitWebDriver', [`--port=${port}`], { stdio: 'ignore' });
  let session = '';
  const call = async (method, path, body = {}) => {
    const answer = await fetch(`http://127.0.0.1:${port}${session}${path}`, {
      method,
      headers: { 'content-type': 'application/json' },
      ...(method === 'POST' && { body: JSON.stringify(body) }),
    });
    const { value } = await answer.json();
    if (!answer.ok) throw new Error(`${method} ${path}: ${value?.error}: ${value?.message}`);
    return value;
  };
  for (let tries = 0; ; tries++) {
    try {
      await call('GET', '/status');
      break;
    } catch (error) {
      if (tries > 100) throw error;
      await pause(50);
    }
  }
  const { sessionId } = await call('POST', '/session', {
    capabilities: {
      alwaysMatch: {
        pageLoadStrategy: 'none',
        'webkitgtk:browserOptions': {
          binary: '/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser',
          args: ['--automation', '--javascript-can-open-windows-automatically=true'],
        },
      },
    },
  });
  session = `/session/${sessionId}`;
  // The first window has a toolbar, which keeps it wider than a phone; a popup without one has no such floor.
  const first = await call('GET', '/window/handles');
  const script = 'window.open("about:blank", "_blank", "popup,toolbar=no,location=no,menubar=no,width=800,height=600")';
  await call('POST', '/execute/sync', { script, args: [] });
  const popup = (await call('GET', '/window/handles')).find((handle) => !first.includes(handle));
  await call('POST', '/window', { handle: popup });
  return { call, driver };
}

/** The few methods of a Playwright page that the runner's own commands call. */
function pageOver(call) {
  const act = (type, id, actions, more = {}) => call('POST', '/actions', { actions: [{ type, id, actions, ...more }] });
  const press = (actions) => act('key', 'keyboard', actions);
  const point = (actions) => act('pointer', 'mouse', actions, { parameters: { pointerType: 'mouse' } });
  const moveTo = (x, y) => ({
    type: 'pointerMove',
    duration: 0,
    origin: 'viewport',
    x: Math.round(x),
    y: Math.round(y),
  });
  const button = (type, name = 'left') => ({ type, button: buttons.indexOf(name) });
  const down = (value) => ({ type: 'keyDown', value });
  const up = (value) => ({ type: 'keyUp', value });
  // A page that is just being left answers with an error: it is asked again.
  const size = () =>
    call('POST', '/execute/sync', { script: 'return [innerWidth, innerHeight]', args: [] }).catch(() => [0, 0]);
  return {
    url: () => call('GET', '/url'),
    async setViewportSize({ width, height }) {
      for (let tries = 0; tries < 60; tries++) {
        const [w, h] = await size();
        if (w === width && h === height) return;
        if (w && tries % 15 === 0) {
          const outer = await call('GET', '/window/rect');
          await call('POST', '/window/rect', { width: outer.width + width - w, height: outer.height + height - h });
        }
        await pause(20);
      }
      throw new Error(`The window did not become ${width}x${height}`);
    },
    keyboard: {
      type: (text) => press([...text].flatMap((value) => [down(value), up(value)])),
      press: (combination) => {
        const all = combination.split('+').map((name) => keys[name] ?? name);
        return press([...all.map(down), ...all.reverse().map(up)]);
      },
      down: (name) => press([down(keys[name] ?? name)]),
      up: (name) => press([up(keys[name] ?? name)]),
    },
    mouse: {
      move: (x, y) => point([moveTo(x, y)]),
      click: (x, y, options) =>
        point([moveTo(x, y), button('pointerDown', options?.button), button('pointerUp', options?.button)]),
      down: (options) => point([button('pointerDown', options?.button)]),
      up: (options) => point([button('pointerUp', options?.button)]),
    },
  };
}

/** A launcher of type `playwright`, so that `setViewport`, `sendKeys` and `sendMouse` work unchanged. */
export function webkitLauncher() {
  let opened;
  let page;
  const urls = new Map();
  return {
    name: 'WebKitGTK',
    type: 'playwright',
    concurrency: 1,
    getPage: () => page,
    async startSession(id, url) {
      const { call } = await (opened ??= openSession());
      page ??= pageOver(call);
      await page.setViewportSize({ width: 800, height: 600 });
      await call('POST', '/url', { url });
      urls.set(id, url);
    },
    isActive: (id) => urls.has(id),
    getBrowserUrl: (id) => urls.get(id),
    async stopSession(id) {
      urls.delete(id);
      const { call } = await opened;
      await call('POST', '/url', { url: 'about:blank' });
      return { testCoverage: undefined };
    },
    startDebugSession: () => Promise.reject(new Error('WebKitGTK cannot be debugged from here')),
    async stop() {
      if (!opened) return;
      const { call, driver } = await opened;
      await call('DELETE', '').catch(() => {});
      const gone = new Promise((resolve) => driver.once('exit', resolve));
      driver.kill();
      await gone;
    },
  };
}
