import { destroyApp, startApp } from 'wujie';
import { give, settings } from './shell.ts';

give({
  async mount() {
    const el = document.querySelector<HTMLElement>('#place')!;
    await startApp({ name: 'guest', url: settings.entry, el, degrade: settings.mode === 'degrade' });
  },
  async unmount() {
    destroyApp('guest');
    document.querySelector('#place')!.replaceChildren();
  },
});
