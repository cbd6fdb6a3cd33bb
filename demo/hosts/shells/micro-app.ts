import microApp from '@micro-zoe/micro-app';
import { give, settings } from './shell.ts';

microApp.start({});
give({
  mount: () =>
    new Promise((resolve, reject) => {
      const place = document.createElement('micro-app');
      place.setAttribute('name', 'guest');
      place.setAttribute('url', settings.entry);
      place.setAttribute('destroy', '');
      if (settings.mode !== 'default') place.setAttribute(settings.mode, '');
      place.addEventListener('mounted', () => resolve());
      place.addEventListener('error', () => reject(new Error('micro-app')));
      document.querySelector('#place')!.append(place);
    }),
  async unmount() {
    document.querySelector('#place')!.replaceChildren();
    await new Promise((resolve) => setTimeout(resolve, 300));
  },
});
