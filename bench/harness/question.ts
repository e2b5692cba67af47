import type { Browser, LaunchOptions } from 'puppeteer-core';

/**
 * What each `bench/<name>.ts` exports: `name` (that of its file), `title` and `run`. All other files lie in folders, so
 * that each file beside run.ts is a question.
 */
export interface Question {
  readonly name: string;
  /** What is asked, as one sentence without a full stop. */
  readonly title: string;
  run(context: Context): Promise<Result>;
}

export interface Context {
  /** Smaller files, fewer contestants: shows that everything runs, and roughly how it ends. */
  readonly quick: boolean;
  /** How often each contestant runs. */
  readonly rounds: number;
  /** Empty, for files of this question; removed after it. */
  readonly folder: string;
  /** A new Chromium with a new profile that reaches loopback only. Closed after the question, if not before. */
  browser(options?: LaunchOptions): Promise<Browser>;
  /** One line for people. */
  log(line: string): void;
}

export interface Result {
  readonly tables: readonly Table[];
  /** Drawn under each other in one SVG. */
  readonly charts: readonly Chart[];
  /** What the model leaves out, and what a reader must know to believe the figures. */
  readonly notes: readonly string[];
}

/** `unit` is drawn behind the title; a ratio to the baseline is shown where `ratio` is set. */
export interface Column {
  readonly key: string;
  readonly title: string;
  readonly unit: string;
  /** After the decimal point; 1 unless given. */
  readonly digits?: number;
  readonly ratio?: boolean;
}

/** What one run measured, by column; null where this machine cannot tell. */
export type Measures = Readonly<Record<string, number | null>>;

export interface Row {
  readonly contestant: string;
  readonly medians: Measures;
  /** Medians over rounds of (this contestant's figure ÷ the baseline's in the same round). */
  readonly ratios: Measures;
  /** Every run, in order of rounds: only written to the JSON. */
  readonly samples: readonly Measures[];
}

export interface Table {
  readonly title: string;
  /** The contestant that ratios are to. */
  readonly baseline: string;
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
}

export interface Chart {
  readonly title: string;
  readonly unit: string;
  readonly bars: readonly Bar[];
}

export interface Bar {
  readonly label: string;
  readonly value: number;
  /** `ours` is drawn in the accent colour, `baseline` in a quiet one. */
  readonly kind?: 'ours' | 'baseline';
  /** Behind the figure, for example `0.97×`. */
  readonly remark?: string;
}
