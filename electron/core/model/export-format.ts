/** Every format of an export. */
export const exportFormats = ['csv', 'json', 'ics'] as const;

/** A format of an export: a spreadsheet, a document for programs, a calendar. */
export type ExportFormat = (typeof exportFormats)[number];
