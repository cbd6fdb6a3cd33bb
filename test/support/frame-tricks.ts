/** What a page does around the bank's frame. */
export interface Trick {
  /** Rules put into the page once the frame is ready. */
  css?: string;
  /** Run in the page after the rules. */
  act?: string;
  /** Milliseconds between the act and the press; 1,000 by default. */
  rest?: number;
  /** The hand stays where the button will be, while the act brings the button there. */
  slide?: boolean;
  /** The hand taps with a finger. */
  touch?: boolean;
  /** It is one only if the hand comes within some hundred milliseconds. */
  timed?: boolean;
}

/** Markup the tricks need. */
export const overlay = '<div id="over" hidden></div><dialog id="top">看这里</dialog>';
const over = (css: string) => `#over{display:block;position:fixed;pointer-events:none;z-index:9;${css}}`;
/** Over the upper part of the frame, where campaign and small print stand. */
const upper = 'left:0;top:0;width:100%;height:200px;';
const uncover = (milliseconds: number): Trick => ({
  css: over('inset:0;background:#fff'),
  act: `setTimeout(() => document.querySelector('#over').style.display = 'none', ${1600 - milliseconds})`,
  rest: 1600,
  timed: true,
});
const slideBy = (milliseconds: number): Trick => ({
  css: '#place{position:relative;left:0;top:300px}',
  act: `document.querySelector('#place').style.top = '0'`,
  rest: milliseconds,
  slide: true,
  timed: true,
});

/** What must be refused. */
export const tricks: Record<string, Trick> = {
  'opaque overlay': { css: over('inset:0;background:#fff') },
  'nearly clear overlay': { css: over('inset:0;background:rgb(255 255 255/.03)') },
  'overlay on the upper part': { css: over(`${upper}background:#fff`) },
  'overlay on coupon and customer': { css: over('left:0;top:240px;width:100%;height:90px;background:#fff') },
  'overlay of one pixel on the button': { css: over('left:150px;top:380px;width:2px;height:2px;background:red') },
  'text over it': { css: over(`${upper}`), act: "document.querySelector('#over').textContent = '领取红包'" },
  'image over it': { css: over(`${upper}background:linear-gradient(red,blue)`) },
  'dialog in the top layer': {
    css: '#top{pointer-events:none;inset:0;margin:0;width:100%;height:200px}',
    act: "document.querySelector('#top').show()",
  },
  'popover in the top layer': {
    css: '#over{pointer-events:none;inset:0;margin:0;width:100%;height:200px;border:0}',
    act: "const o = document.querySelector('#over'); o.hidden = false; o.popover = 'manual'; o.showPopover()",
  },
  'opacity 0': { css: 'iframe{opacity:0}' },
  'opacity 0.01 around': { css: '#place{opacity:.01}' },
  'opacity 0.9 around': { css: '#place{opacity:.9}' },
  'opacity on html': { css: 'html{opacity:.5}' },
  blur: { css: 'iframe{filter:blur(6px)}' },
  'brightness around': { css: '#place{filter:brightness(5)}' },
  'contrast on body': { css: 'body{filter:contrast(0)}' },
  'drop shadow filter': { css: 'iframe{filter:drop-shadow(0 0 3px red)}' },
  'backdrop filter over it': { css: over('inset:0;backdrop-filter:blur(9px)') },
  'blend mode': { css: 'iframe{mix-blend-mode:difference}' },
  rotated: { css: 'iframe{transform:rotate(8deg)}' },
  'turned over': { css: '#place{transform:rotateY(180deg)}' },
  'scaled down': { css: 'iframe{transform:scale(.3);transform-origin:left bottom}' },
  skewed: { css: 'iframe{transform:skewX(20deg)}' },
  perspective: { css: '#place{perspective:200px}iframe{transform:rotateX(30deg)}' },
  'cropped by its box': {
    css: '#place{height:150px;overflow:hidden;position:relative}iframe{position:absolute;bottom:0}',
  },
  'cropped by clip-path': { css: 'iframe{clip-path:inset(300px 0 0 0)}' },
  'cropped around by clip-path': { css: '#place{clip-path:circle(90px at 50% 90%)}' },
  'cropped by contain': {
    css: '#place{contain:paint;height:150px;position:relative}iframe{position:absolute;bottom:0}',
  },
  'narrow and scrolled away': { css: 'iframe{height:120px!important}', act: '0' },
  'uncovered 50 ms before': uncover(50),
  'uncovered 300 ms before': uncover(300),
  'uncovered 600 ms before': uncover(600),
  'slid under the pointer 20 ms before': slideBy(20),
  'slid under the pointer 200 ms before': slideBy(200),
  'slid under the pointer 900 ms before': slideBy(900),
  'runs after the pointer': {
    css: '#place{position:fixed;width:320px}iframe{pointer-events:none}',
    act: `const box = document.querySelector('#place'), inner = box.firstElementChild;
      addEventListener('mousemove', (e) => { box.style.left = e.clientX - 150 + 'px'; box.style.top = e.clientY - 380 + 'px';
        setTimeout(() => inner.style.pointerEvents = 'auto', 700); })`,
    rest: 900,
    timed: true,
  },
  'shifted by 30 px between the last move and the press': {
    css: '#place{position:relative;left:0}',
    act: `setTimeout(() => document.querySelector('#place').style.left = '30px', 700)`,
    rest: 1000,
    timed: true,
  },
};

/** What must be accepted. */
export const honest: Record<string, Trick> = {
  'as it is': {},
  'rounded corners': { css: '#place{border-radius:14px 14px 0 0}' },
  'a shadow around': { css: '#place{box-shadow:0 0 20px rgb(0 0 0/.4)}' },
  'moved by a translation long ago': { css: '#place{transform:translate(0,20px)}', rest: 1500 },
  'fixed at the foot': { css: '#place{position:fixed;left:0;right:0;bottom:0}', rest: 1500 },
  'a veil behind it': { css: `#place{position:relative;z-index:10}${over('inset:0;background:rgb(0 0 0/.4)')}` },
  'uncovered 1.5 s earlier': { ...uncover(1500), rest: 1650 },
  'in the top layer': {
    css: '#place{inset:auto;margin:0;padding:0;border:0;width:100%}',
    act: "const p = document.querySelector('#place'); p.popover = 'manual'; p.showPopover()",
    rest: 1500,
  },
  'scrolled down in a low sheet': {
    css: '#place{height:300px;overflow:auto}',
    act: "document.querySelector('#place').scrollTop = 999",
    rest: 1500,
  },
  'touched by a finger': { touch: true },
};

const clearMask =
  'mask-image:linear-gradient(transparent,transparent);-webkit-mask-image:linear-gradient(transparent,transparent)';
const thinMask = clearMask.replaceAll('transparent', 'rgb(0 0 0/.01)');
/** What the engine itself does not see. */
export const masks: Record<string, Trick> = {
  'clear mask on html': { css: `html{${clearMask}}` },
  'clear mask on body': { css: `body{${clearMask}}` },
  '1 % mask around the frame': { css: `#place{${thinMask}}` },
  '1 % mask on the frame': { css: `iframe{${thinMask}}` },
  'mask over campaign and customer': {
    css: `iframe{${'mask-image:linear-gradient(#000 200px,transparent 200px,transparent 330px,#000 330px)'}}`,
  },
};
