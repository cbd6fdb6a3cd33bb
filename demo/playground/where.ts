/** Origins of this start of the demo. */
export interface Where {
  bank: string;
  lvtu: string;
  weishi: string;
  /** Hash of the loader. */
  integrity?: string;
}

let asked: Promise<Where> | undefined;

/** Where the bank and the partners are; asked once. */
export function whereabouts(): Promise<Where> {
  return (asked ??= fetch('/where.json').then((answer) => answer.json() as Promise<Where>));
}
