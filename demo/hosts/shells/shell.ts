/** A shell for micro-frontends as a page of the shell's sees it: `window.shell`. */
export interface Shell {
  mount(): Promise<void>;
  unmount(): Promise<void>;
}

/** What each shell's page says: where the guest's page is, and which of the shell's modes. */
export interface ShellSettings {
  entry: string;
  mode: string;
}

/** The page's settings, as its test wrote them. */
export const settings = (window as unknown as { shellSettings: ShellSettings }).shellSettings;

/** Hands the shell to the page's test. */
export function give(shell: Shell): void {
  Object.defineProperty(window, 'shell', { value: shell });
}
