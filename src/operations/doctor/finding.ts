/** One thing the doctor looked at, in words for whoever runs the hub. */
export interface Finding {
  readonly name: string;
  readonly ok: boolean;
  readonly detail: string;
  /** What to do about it; only when something is wrong. */
  readonly remedy?: string;
}

export function good(name: string, detail: string): Finding {
  return { name, ok: true, detail };
}

export function bad(name: string, detail: string, remedy: string): Finding {
  return { name, ok: false, detail, remedy };
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
