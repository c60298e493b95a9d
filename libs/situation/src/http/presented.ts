/** A situation report in words, before it becomes HTML or PDF: both print exactly this. All texts are plain and not yet escaped. */
export interface Presented {
  readonly language: 'en' | 'ko';
  readonly title: string;
  readonly subtitle: string;
  readonly asOf: readonly string[];
  /** Said first and over every page when the report is not in force any more. */
  readonly mark: { readonly word: string; readonly lines: readonly string[] } | null;
  readonly sections: readonly Section[];
  readonly footer: readonly string[];
  readonly page: (page: number, pages: number) => string;
}

export interface Section {
  readonly title: string;
  readonly blocks: readonly Block[];
}

export type Block =
  | { readonly kind: 'text'; readonly text: string; readonly strong?: boolean }
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'facts'; readonly facts: readonly (readonly [label: string, value: string])[] }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  | { readonly kind: 'table'; readonly columns: readonly Column[]; readonly rows: readonly (readonly string[])[] };

/** `share` of the width of the page, `*` for what is left; figures stand on the right. */
export interface Column {
  readonly title: string;
  readonly share?: number;
  readonly figure?: boolean;
}

/** What a mission is called in the language of the report. */
export type MissionName = (id: string | null) => string;
