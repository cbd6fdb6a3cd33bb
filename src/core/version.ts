declare const __INLAY_VERSION__: string | undefined;

/** The package's version, set by the build; unbuilt sources say `0.0.0`. */
export const VERSION: string = typeof __INLAY_VERSION__ === 'string' ? __INLAY_VERSION__ : '0.0.0';
