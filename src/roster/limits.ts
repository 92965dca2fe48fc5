/** What a roster may be at most. A file beyond any of these is refused, with the place where it goes beyond. */
export const LIMITS = {
  fileBytes: 50 * 1024 * 1024,
  /** A review that is sent back; a longer one is sent in parts. */
  reviewBytes: 20 * 1024 * 1024,
  rows: 200_000,
  columns: 200,
  cellCharacters: 10_000,
  /** All parts of a workbook together, unpacked. */
  unpackedBytes: 200 * 1024 * 1024,
  /** Times its packed size that a part of a workbook may unpack to, beyond ten megabytes; sheets come to 20. */
  unpackedTimes: 100,
  sharedTexts: 2_000_000,
  /** A name longer than this is matched with nothing. */
  nameCharacters: 300,
} as const;

/** Rows read, matched and stored at once. */
export const BATCH = 500;
