/** A style sheet as text; the builds take out what only a reader needs. */
export const css: (pieces: TemplateStringsArray, ...values: string[]) => string = String.raw;
