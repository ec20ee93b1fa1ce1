/**
 * The stated mix of a simulated campaign: how many units send their form in which way, and what else comes in. Numbers are
 * mails; a unit sends one form, once, but for those that send it again or correct it.
 *
 * `straight`: a careful person registers it without asking. `ask`: one would ask; it must wait. `again`: says the same as
 * an earlier form of the unit. `other`: no form at all.
 */
export type Care = 'straight' | 'ask' | 'again' | 'other'

export interface Kind {
  readonly name: string
  readonly care: Care
  readonly mails: number
}

export const mix: readonly Kind[] = [
  // The form, as the letter asks for it.
  { name: 'doc', care: 'straight', mails: 34 },
  { name: 'docx', care: 'straight', mails: 14 },
  { name: 'xls', care: 'straight', mails: 14 },
  { name: 'xlsx', care: 'straight', mails: 8 },
  { name: 'odt', care: 'straight', mails: 2 },
  { name: 'ods', care: 'straight', mails: 2 },
  { name: 'rtf', care: 'straight', mails: 3 },
  { name: 'pdf', care: 'straight', mails: 6 },
  { name: 'named-wrongly', care: 'straight', mails: 4 },
  { name: 'octet-stream', care: 'straight', mails: 5 },
  { name: 'decomposed', care: 'straight', mails: 4 },
  { name: 'tcvn3-docx', care: 'straight', mails: 4 },
  { name: 'tcvn3-doc', care: 'straight', mails: 6 },
  { name: 'vni-docx', care: 'straight', mails: 2 },
  { name: 'letterhead-state', care: 'straight', mails: 8 },
  { name: 'letterhead-state-doc', care: 'straight', mails: 6 },
  { name: 'letterhead-party', care: 'straight', mails: 5 },
  { name: 'two-tables', care: 'straight', mails: 4 },
  { name: 'several-models', care: 'straight', mails: 8 },
  { name: 'shifted-rows', care: 'straight', mails: 3 },
  { name: 'offset-sheet', care: 'straight', mails: 3 },
  { name: 'sector-column', care: 'straight', mails: 2 },
  { name: 'sector-rows', care: 'straight', mails: 2 },
  { name: 'zip', care: 'straight', mails: 4 },
  { name: 'forwarded', care: 'straight', mails: 5 },
  { name: 'scan-beside', care: 'straight', mails: 8 },
  { name: 'file-name-only', care: 'straight', mails: 2 },
  { name: 'word-and-pdf', care: 'straight', mails: 3 },
  { name: 'two-schools', care: 'straight', mails: 3 },
  { name: 'table-in-body', care: 'straight', mails: 2 },
  { name: 'winmail', care: 'straight', mails: 2 },
  { name: 'rar', care: 'straight', mails: 2 },
  { name: 'msg', care: 'straight', mails: 2 },
  { name: 'forwarded-in-text', care: 'straight', mails: 3 },
  { name: 'as-above', care: 'straight', mails: 4 },
  { name: 'says-nothing', care: 'straight', mails: 4 },
  { name: 'column-added', care: 'straight', mails: 2 },
  { name: 'merged-name', care: 'straight', mails: 3 },
  { name: 'appendix', care: 'straight', mails: 2 },
  { name: 'late', care: 'straight', mails: 3 },
  // The same once more.
  { name: 'same-mail-again', care: 'again', mails: 8 },
  { name: 'same-form-again', care: 'again', mails: 8 },
  // What a careful person would ask about.
  { name: 'scan', care: 'ask', mails: 5 },
  { name: 'mark', care: 'ask', mails: 2 },
  { name: 'count', care: 'ask', mails: 1 },
  { name: 'semicolon', care: 'ask', mails: 2 },
  { name: 'encrypted', care: 'ask', mails: 1 },
  { name: 'damaged', care: 'ask', mails: 2 },
  { name: 'blank', care: 'ask', mails: 1 },
  { name: 'last-year', care: 'ask', mails: 1 },
  { name: 'no-unit', care: 'ask', mails: 1 },
  { name: 'not-on-roster', care: 'ask', mails: 2 },
  { name: 'correction', care: 'ask', mails: 3 },
  { name: 'link', care: 'ask', mails: 1 },
  { name: 'words-in-body', care: 'ask', mails: 1 },
  // The Ban's other business.
  { name: 'advertisement', care: 'other', mails: 18 },
  { name: 'bounce', care: 'other', mails: 5 },
  { name: 'auto-reply', care: 'other', mails: 11 },
  { name: 'thanks', care: 'other', mails: 22 },
  { name: 'plan', care: 'other', mails: 16 },
  { name: 'own-letter', care: 'other', mails: 2 },
]
