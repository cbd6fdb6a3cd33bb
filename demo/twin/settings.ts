// What stands in the demo's `settings.js` on a developer's machine: here the page says where it is.
const { gateway = '', partner = '' } = document.documentElement.dataset;

export const backend: string = location.origin;
export { gateway, partner };
